"""The history of a sheet: who changed what, compared, restored; and what is due for a reading."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from knowledge.contributing.actions import approve, confirm, send
from knowledge.contributing.due import due_sheets
from knowledge.contributing.models import Flag, Proposal, Review
from practices.editing import prepare_editing
from practices.models import PracticeSheet
from tests.factories import SheetFactory
from tests.knowledge.contributing.people import FIRST, person
from tests.knowledge.contributing.test_proposals import change_of, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    prepare_editing()
    return person("ama")


@pytest.fixture
def judge():
    return person("rita", "review_proposal")


@pytest.fixture
def sheet(author, judge):
    return published(author, judge)


@pytest.fixture
def changed(sheet, author, judge):
    """The sheet, changed once by somebody, with a note."""
    proposal = change_of(sheet, person("ben"), limits__barriers="Grass is scarce.")
    approve(send(proposal, note="Said why not"), user=judge)
    return PracticeSheet.objects.get(pk=sheet.pk)


def history_of(sheet):
    return reverse("contributing:history", args=["sheet", sheet.pk])


def read(client, url):
    return client.get(url).content.decode()


def test_the_history_names_each_version_its_author_and_what_was_changed(client, changed):
    html = read(client, history_of(changed))

    assert html.count('name="a"') == 2
    assert "Said why not" in html and "public now" in html


def test_a_draft_of_an_editor_is_not_in_the_public_history(client, changed):
    text = changed.texts.get()
    text.barriers = "A secret draft"
    changed.texts.set([text])
    changed.save_revision()

    assert read(client, history_of(changed)).count('name="a"') == 2


def test_two_versions_are_compared_in_the_words_of_the_form(client, changed):
    new, old = changed.revisions.order_by("-pk").values_list("pk", flat=True)
    for pair in (f"?a={old}&b={new}", f"?a={new}&b={old}"):
        html = read(client, history_of(changed) + pair)
        assert "<ins>Grass is scarce.</ins>" in html


def test_a_reviewer_restores_a_version_and_can_undo_that(client, changed, judge):
    client.force_login(judge)
    old = changed.revisions.order_by("pk").first()
    client.post(reverse("contributing:restore", args=["sheet", changed.pk, old.pk]))

    assert PracticeSheet.objects.get(pk=changed.pk).original.barriers == ""
    assert Proposal.objects.get(author=judge).can_be_undone


def test_anybody_else_proposes_to_go_back(client, changed):
    old = changed.revisions.order_by("pk").first()
    answer = client.post(reverse("contributing:restore", args=["sheet", changed.pk, old.pk]))

    draft = Proposal.objects.get(author=None)
    assert answer.url == draft.get_absolute_url()
    assert PracticeSheet.objects.get(pk=changed.pk).original.barriers == "Grass is scarce."
    assert "limits-barriers" not in draft.answers


def test_a_version_that_was_never_public_is_not_restored(client, changed, judge):
    client.force_login(judge)
    draft = changed.save_revision()
    url = reverse("contributing:restore", args=["sheet", changed.pk, draft.pk])
    assert client.post(url).status_code == 404


def test_the_sheet_says_who_reviewed_it_and_leads_to_its_history(client, changed):
    html = read(client, changed.get_absolute_url())

    assert "Reviewed by" in html and history_of(changed) in html
    assert reverse("contributing:change", args=["sheet", changed.pk]) in html


def test_an_imported_sheet_says_that_nobody_reviewed_it(client):
    sheet = SheetFactory(live=True)
    assert "Not reviewed by a person yet." in read(client, sheet.get_absolute_url())


def test_the_line_of_the_review_costs_one_query(client, django_assert_num_queries, changed):
    from knowledge.contributing.templatetags.contributing import reviewed

    reviewed(changed)
    with django_assert_num_queries(1):
        assert reviewed(changed)["last"].reviewer.username == "rita"


def test_a_sheet_is_due_a_year_after_its_last_review(sheet, judge):
    assert sheet not in due_sheets()
    Review.objects.update(at=timezone.now() - timedelta(days=366))
    assert sheet in due_sheets()
    confirm(sheet, user=judge)
    assert sheet not in due_sheets()


def test_one_tap_says_that_a_sheet_is_still_right(client, sheet, judge):
    Review.objects.update(at=timezone.now() - timedelta(days=366))
    client.force_login(judge)
    assert sheet.title in read(client, reverse("contributing:due"))
    client.post(reverse("contributing:confirm", args=["sheet", sheet.pk]))
    assert sheet.title not in read(client, reverse("contributing:due"))


def tell_url(sheet):
    return reverse("contributing:tell_error", args=["sheet", sheet.pk])


@pytest.fixture
def counted():
    cache.clear()
    yield
    cache.clear()


def test_anybody_tells_of_an_error_without_an_account(client, sheet, counted):
    answer = client.post(tell_url(sheet), {"reason": "It is in Ghana, not in Togo."})

    assert answer.status_code == 200
    flag = Flag.objects.get()
    assert (flag.target, flag.told_by) == (sheet, None)


def test_an_error_without_words_is_asked_again(client, sheet, counted):
    client.post(tell_url(sheet), {"reason": " "})
    assert not Flag.objects.exists()


def test_a_program_that_fills_every_field_tells_nothing(client, sheet, counted):
    client.post(tell_url(sheet), {"reason": "Buy", "website": "spam.example"})
    assert not Flag.objects.exists()


def test_one_place_tells_only_so_much_within_an_hour(client, sheet, counted):
    codes = [client.post(tell_url(sheet), {"reason": f"{n}"}).status_code for n in range(6)]

    assert codes == [200] * 5 + [429]
    assert Flag.objects.count() == 5


def test_a_long_queue_takes_as_many_queries_as_a_short_one(
    client, author, judge, sheet, django_assert_num_queries, counted
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(judge)
    url = reverse("contributing:queue")

    def more(number):
        for n in range(number):
            title = {"start-title": f"Mulch {number}/{n}", "place-n1-latitude": f"{n}.5"}
            one = person(f"p{number}x{n}")
            send(change_of(sheet, one, limits__barriers=f"{n}"))
            from tests.knowledge.contributing.test_proposals import new_sheet

            send(new_sheet(one, FIRST | title))
            Flag.objects.create(target=sheet, reason=f"{n}", language="en", told_by=one)

    more(1)
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url)
    more(12)
    with django_assert_num_queries(len(few)):
        client.get(url)
