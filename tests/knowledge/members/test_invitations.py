"""Invitations: who may, to what; used once, in time, by whom they are for."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone

from knowledge.members import actions, roles
from knowledge.members.models import Invitation
from tests.knowledge.members.conftest import last_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def invite(by_role, django_capture_on_commit_callbacks):
    """Sends one, and gives the path of its link."""

    def send(email="bo@example.org", role="contributor", by="reviewer", language="en"):
        with django_capture_on_commit_callbacks(execute=True):
            actions.invite(email=email, role=role, language=language, by=by_role[by])
        return re.search(r"http://127\.0\.0\.1:8000(\S+/invited/\S+)", mail.outbox[-1].body)[1]

    return send


@pytest.mark.parametrize("role", roles.ROLES)
@pytest.mark.parametrize("by", roles.ROLES)
def test_each_role_invites_to_its_roles_alone(by_role, role, by):
    may = by in ("reviewer", "moderator") and role == "contributor"
    may = may or (by == "secretariat" and role not in roles.OF_A_REGION)
    wish = {"email": "bo@example.org", "role": role, "language": "fr", "by": by_role[by]}
    if may:
        assert actions.invite(**wish).is_open
    else:
        with pytest.raises(actions.MayNotInvite):
            actions.invite(**wish)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_newcomer_takes_it_up(client, invite, language):
    path = invite(role="contributor", language=language)
    assert path.startswith(f"/{language}/account/invited/")
    assert "bo@example.org" in client.get(path).text
    client.post(f"/{language}/account/signup/", {"email": "bo@example.org", "next": path})
    confirmed = client.post(
        f"/{language}/account/confirm-email/", {"code": last_code(), "next": path}
    )
    assert confirmed["Location"] == path
    client.post(path)
    user = User.objects.get(email="bo@example.org")
    assert roles.roles_of(user) == ["friend", "contributor"]
    assert user.member.agreed_to_terms_at


def test_it_works_once_and_forgets_the_address(client, invite, make_person):
    path, bo = invite(), make_person("bo@example.org")
    client.force_login(bo)
    client.post(path)
    assert Invitation.objects.get().email == "" and Invitation.objects.get().accepted_by == bo
    assert client.post(path).status_code == client.get(path).status_code == 410


def test_it_ends_after_two_weeks(client, invite, make_person):
    path = invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    client.force_login(make_person("bo@example.org"))
    assert client.post(path).status_code == 410
    assert "This invitation is over" in client.get(path).text
    assert not roles.has_role(User.objects.get(email="bo@example.org"), "contributor")


def test_it_is_for_one_person_alone(client, invite, make_person):
    path, eve = invite(role="secretariat", by="secretariat"), make_person("eve@example.org")
    client.force_login(eve)
    response = client.post(path, follow=True)
    assert "This invitation is for bo@example.org" in response.text
    assert roles.roles_of(eve) == [] and Invitation.objects.get().is_open


def test_an_address_that_was_not_confirmed_proves_nothing(client, invite, make_person):
    path, eve = invite(), make_person("eve@example.org")
    eve.emailaddress_set.create(email="bo@example.org", verified=False)
    client.force_login(eve)
    client.post(path)
    assert roles.roles_of(eve) == []


def test_it_ends_with_the_right_of_whoever_invited(client, invite, by_role, make_person):
    path = invite(role="moderator", by="secretariat")
    actions.take_role(
        "secretariat", of=by_role["secretariat"], by=User.objects.create_superuser("r")
    )
    client.force_login(make_person("bo@example.org"))
    assert client.post(path).status_code == 410


def test_a_link_that_nobody_sent_opens_nothing(client):
    assert client.get("/en/account/invited/guess/").status_code == 410


def test_only_the_hash_of_the_link_is_kept(invite):
    token = invite().rstrip("/").rsplit("/", 1)[1]
    assert token not in repr(Invitation.objects.values_list())


def test_a_second_one_takes_the_place_of_the_first(client, invite):
    first, second = invite(), invite()
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_a_reviewer_invites_on_the_page(client, by_role, django_capture_on_commit_callbacks):
    client.force_login(by_role["reviewer"])
    wish = {"email": "Bo@example.org", "role": "contributor", "language": "es"}
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/en/account/invitations/", wish, follow=True)
    assert "bo@example.org" in done.text
    assert mail.outbox[-1].subject == "Está invitado"
    refused = client.post("/en/account/invitations/", wish | {"role": "moderator"})
    assert refused.status_code == 200 and Invitation.objects.count() == 1
