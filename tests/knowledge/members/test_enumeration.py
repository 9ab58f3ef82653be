"""Whoever is no member cannot find out who is: at no door does a known person look different."""

import re
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from knowledge.discussion.actions import write
from knowledge.following.tokens import stop_token
from knowledge.members.actions import block, invite
from tests.factories import SheetFactory
from tests.knowledge.members.test_door import LOGIN, SIGNUP, shown

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

KNOWN, CLOSED, UNKNOWN = "known@example.org", "closed@example.org", "nobody@example.org"


@pytest.fixture
def judge(all_roles):
    return User.objects.create_superuser("judge", "judge@example.org")


@pytest.fixture
def people(make_person, judge):
    """One whom nobody has read of, and one who is blocked."""
    quiet, closed = make_person(KNOWN, "friend"), make_person(CLOSED, "friend")
    block(closed, by=judge, reason="Advertising.")
    return quiet, closed


def without(page, own):
    """A page, but for its own address."""
    return re.sub(rf"(?<=[/=\"]){re.escape(own)}(?=[/\"#&])", "", unquote(shown(page)))


@pytest.mark.parametrize(("path", "field"), [(LOGIN, "login"), (SIGNUP, "email")])
def test_the_doors_answer_the_same_to_every_address(people, path, field):
    """Also with a wrong code, and to who asks again."""
    seen = []
    for address in (KNOWN, CLOSED, UNKNOWN):
        client = Client()
        answer = client.post(path, {field: address})
        after = answer["Location"]
        pages = [client.get(after), client.post(after, {"code": "ABCDEF"})]
        pages.append(client.post(path, {field: address}, follow=True))
        seen.append((answer.status_code, after, *((p.status_code, shown(p)) for p in pages)))
    assert seen[0] == seen[1] == seen[2]
    assert {message.to[0] for message in mail.outbox} == {KNOWN, CLOSED, UNKNOWN}


def test_who_is_in_learns_nothing_of_an_address_that_they_add(people, make_person, sign_in):
    seen = []
    for number, address in enumerate((KNOWN, CLOSED, UNKNOWN)):
        client, own = Client(), f"own{number}@example.org"
        make_person(own, "friend")
        sign_in(client, own)
        answer = client.post("/en/account/email/", {"action_add": "", "email": address})
        after = client.get(answer["Location"]) if answer.status_code == 302 else answer
        seen.append((answer.status_code, answer.get("Location"), shown(after)))
    assert seen[0] == seen[1] == seen[2]


def test_an_invitation_looks_the_same_whomever_it_is_for(
    people, judge, client, django_capture_on_commit_callbacks
):
    seen = []
    for address in (KNOWN, UNKNOWN):
        with django_capture_on_commit_callbacks(execute=True):
            invite(email=address, role="contributor", language="en", by=judge)
        path = re.search(r"\S+:8000(\S+/invited/\S+)", mail.outbox[-1].body)[1]
        page = client.get(path)
        assert page.status_code == 200
        seen.append(without(page, path.split("/")[-2]))
    assert seen[0] == seen[1]


def test_an_address_that_stops_mails_cannot_be_made_for_anybody(people, client):
    """The page of what is not there suggests the words of the address: those are the same here."""
    quiet, closed = people
    for ask in (client.get, client.post):
        seen = set()
        for pk in (quiet.pk, closed.pk, 10**6):
            page = ask(f"/en/following/stop/x:{pk}:x/")
            seen.add((page.status_code, without(page, f"x:{pk}:x")))
            assert ask(f"/en/following/stop/{stop_token(pk)}x/").status_code == 404
        assert [status for status, _page in seen] == [404]


@pytest.mark.parametrize(
    "address",
    [
        "/en/friends/{}/",
        "/en/following/person/{}/",
        "/en/following/person/{}/feed.atom",
        "/en/wiki/changes/?person={}",
    ],
)
def test_a_person_is_nowhere_until_something_of_theirs_is_public(people, judge, client, address):
    quiet, closed = people
    write(SheetFactory(), author=quiet, text="It waits for a moderator.", language="en")
    seen = set()
    for pk in (quiet.pk, closed.pk, 10**6):
        page = client.get(address.format(pk))
        seen.add((page.status_code, without(page, str(pk))))
    assert len(seen) == 1
