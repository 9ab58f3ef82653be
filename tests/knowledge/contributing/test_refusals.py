"""What is refused leaves nothing behind, and what comes too late is no error of the site."""

import uuid
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from knowledge.contributing import access, actions
from knowledge.contributing.models import Proposal
from knowledge.contributing.versions import public_revisions
from practices.editing import prepare_editing
from tests.knowledge.contributing.people import FIRST, person
from tests.knowledge.contributing.test_editing import post
from tests.knowledge.contributing.test_proposals import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    prepare_editing()
    return published(person("ben"), person("rita", "review_proposal"))


@pytest.fixture
def nothing_more(monkeypatch):
    """This browser has as many drafts as it may have before somebody signs in."""
    monkeypatch.setattr(access, "MOST_UNSIGNED", 0)


def ways_to_begin(sheet):
    earlier = public_revisions(sheet).first().pk
    yield reverse("contributing:change", args=["sheet", sheet.pk])
    yield reverse("contributing:translate", args=[sheet.pk, "fr"])
    yield reverse("contributing:restore", args=["sheet", sheet.pk, earlier])


def test_a_draft_that_is_one_too_many_is_not_begun(client, sheet, nothing_more):
    before = Proposal.objects.count()
    for address in ways_to_begin(sheet):
        assert client.post(address).status_code == 403
        assert Proposal.objects.count() == before, address


def test_a_change_instead_that_is_one_too_many_is_not_begun(client, sheet, monkeypatch):
    monkeypatch.setattr(access, "MOST_UNSIGNED", 1)
    answer = post(client, uuid.uuid4(), FIRST, do=f"instead-{sheet.pk}")

    assert answer.status_code == 403
    assert Proposal.objects.filter(author=None).count() == 1  # the words, which are kept


def test_words_of_a_session_that_ended_are_refused_or_kept_and_nothing_between(
    client, sheet, nothing_more
):
    draft = actions.begin(kind="sheet", author=person("ama"), language="en", answers=FIRST)
    before = Proposal.objects.count()

    assert post(client, draft.key, FIRST).status_code == 403
    assert Proposal.objects.count() == before


def test_a_draft_that_is_sent_while_its_rows_are_read_is_kept_as_a_new_one(client, monkeypatch):
    prepare_editing()
    client.force_login(person("ama", "add_proposal"))

    def send_first(proposal, *, section):
        actions.send(Proposal.objects.get(pk=proposal.pk))
        return take_pasted(proposal, section=section)

    take_pasted = actions.take_pasted
    monkeypatch.setattr(actions, "take_pasted", send_first)
    answer = post(client, uuid.uuid4(), FIRST, do="read-measured")

    assert answer.url == Proposal.objects.get(state="draft").get_absolute_url()


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "-1", "x", ""])
def test_a_number_that_no_sheet_can_have_is_not_found(client, number):
    assert post(client, uuid.uuid4(), FIRST, do=f"instead-{number}").status_code == 404


def test_a_row_with_a_number_that_no_row_can_have_is_kept(client):
    client.force_login(person("ama", "add_proposal"))
    said = FIRST | {f"step-{'9' * 5000}-text": "Cut it.", "kind": "sheet", "number": 0}
    address = reverse("contributing:keep", args=[uuid.uuid4()])
    answer = client.post(address, urlencode(said), "application/x-www-form-urlencoded")

    assert client.get(answer.url).status_code == 200
