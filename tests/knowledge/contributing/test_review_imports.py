"""A newer version at a source meets a person's work: who decides, what comes of it."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from knowledge.contributing.actions import approve, send
from practices.actions import import_source
from practices.editing import prepare_editing
from practices.importers.wocat import IMPORTER
from practices.models import HeldChange, PracticeSheet
from tests.knowledge.contributing.people import person
from tests.knowledge.contributing.test_proposals import change_of
from tests.practices.wocat import V2, document

pytestmark = pytest.mark.django_db

MINE, THEIRS = "Stones along the contour, as we lay them.", "Stone bunds, described anew"


def in_role(role):
    user = person(f"{role}-{role}")
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture(autouse=True)
def roles(db):
    prepare_editing()


@pytest.fixture
def held(tmp_path, roles):
    """WOCAT's record 1724 as it comes with the project; its summary was changed by a person on the
    site, its title at the source since."""
    import_source(IMPORTER, str(V2))
    sheet = PracticeSheet.objects.get(source_record__external_id="1724")
    proposal = send(change_of(sheet, person("ama"), start__summary=MINE))
    approve(proposal, user=in_role("moderator"))
    newer = json.dumps(document(V2)).replace(json.dumps(sheet.title)[1:-1], THEIRS)
    assert THEIRS in newer
    path = tmp_path / V2.name.removesuffix(".gz")
    path.write_text(newer, encoding="utf-8")
    assert import_source(IMPORTER, str(path)).counts["held"] == 1
    return HeldChange.objects.get()


def page_of(held):
    return reverse("contributing:review_import", args=[held.pk])


def text_of(held):
    return PracticeSheet.objects.get(pk=held.record.sheet_id).original


@pytest.mark.parametrize("role", ["reviewer", "moderator", "data_manager", "secretariat"])
def test_who_may_decide_finds_it_in_the_queue_and_sees_both(client, held, role):
    user = person("one")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)

    queue = client.get(reverse("contributing:queue")).content.decode()
    assert page_of(held) in queue and "difference at a source" in queue
    page = client.get(page_of(held)).content.decode()
    assert MINE.split(",")[0] in page and "described anew" in page
    assert 'value="take"' in page and 'value="refuse"' in page


@pytest.mark.parametrize("role", ["reviewer", "data_manager"])
def test_the_source_is_taken_by_who_may_and_the_persons_words_stay_in_the_history(
    client, held, role
):
    client.force_login(in_role(role))
    assert client.post(page_of(held), {"do": "take"}).url == reverse("contributing:queue")

    text = text_of(held)
    assert text.title == THEIRS and text.summary != MINE
    held.refresh_from_db()
    assert held.decision == HeldChange.Decision.TAKEN
    sheet = PracticeSheet.objects.get(pk=held.record.sheet_id)
    client.logout()
    history = client.get(reverse("contributing:history", args=["sheet", sheet.pk]))
    assert history.content.decode().count('name="a"') == 3
    assert MINE in [one.as_object().original.summary for one in sheet.revisions.order_by("-pk")[:3]]


def test_the_sheet_is_kept_and_the_same_difference_does_not_come_back(client, held, tmp_path):
    client.force_login(in_role("reviewer"))
    client.post(page_of(held), {"do": "refuse"})

    assert text_of(held).summary == MINE and text_of(held).title != THEIRS
    import_source(IMPORTER, str(next(tmp_path.glob("*.json"))))
    assert not HeldChange.objects.filter(decision="waiting").exists()
    again = client.post(page_of(held), {"do": "take"}, follow=True)
    assert "before you" in again.content.decode() and text_of(held).summary == MINE


def test_a_data_manager_sees_nothing_else_of_the_queue(client, held):
    other = PracticeSheet.objects.get(pk=held.record.sheet_id)
    send(change_of(other, person("ben"), limits__barriers="Stones are scarce."))
    client.force_login(in_role("data_manager"))

    page = client.get(reverse("contributing:queue")).content.decode()
    assert page.count('class="thing"') == 1 and "Yearly review" not in page
    for name in ("contributing:due",):
        assert client.get(reverse(name)).status_code == 403
    mine = client.get(reverse("contributing:mine")).content.decode()
    assert "To review: 1" in mine


@pytest.mark.parametrize("role", ["friend", "contributor"])
def test_nobody_else_decides_or_looks(client, held, role):
    client.force_login(in_role(role))
    assert client.get(page_of(held)).status_code == 403
    assert client.post(page_of(held), {"do": "take"}).status_code == 403
    assert text_of(held).summary == MINE


def test_a_reviewer_without_that_right_is_shown_nothing_that_is_not_theirs(client, held):
    client.force_login(person("rita", "review_proposal"))

    assert page_of(held) not in client.get(reverse("contributing:queue")).content.decode()
    assert client.get(page_of(held)).status_code == 403


def test_an_answer_that_is_none_changes_nothing(client, held):
    client.force_login(in_role("reviewer"))
    answer = client.post(page_of(held), {"do": "x"}, follow=True)

    assert "Choose one of the two." in answer.content.decode()
    held.refresh_from_db()
    assert held.decision == HeldChange.Decision.WAITING


def test_a_sheet_that_a_person_removed_is_said_to_be_removed(client, held):
    PracticeSheet.objects.filter(pk=held.record.sheet_id).delete()
    client.force_login(in_role("reviewer"))
    page = client.get(page_of(held)).content.decode()

    assert "A person removed this sheet" in page and "They say the same" not in page
    client.post(page_of(held), {"do": "take"})
    held.refresh_from_db()
    assert text_of(held).title == THEIRS
