"""The pages of those who review: who may, what they do, what they say when it cannot be done."""

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge.contributing.actions import approve, begin, send, tell_error
from knowledge.contributing.models import Flag, Proposal, Review
from practices.editing import prepare_editing
from practices.models import Evidence, PracticeSheet
from tests.knowledge.contributing.people import FIRST, MEASURED, person
from tests.knowledge.contributing.test_proposals import change_of, new_sheet, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    prepare_editing()
    return person("ama", "add_proposal")


@pytest.fixture
def judge():
    """With the one right to review; none of Wagtail's."""
    return person("rita", "review_proposal")


@pytest.fixture
def desk(client, judge):
    client.force_login(judge)
    return client


def page_of(proposal):
    return reverse("contributing:review_proposal", args=[proposal.key])


def text_of(sheet):
    return PracticeSheet.objects.get(pk=sheet.pk).original


def rows_of(client, url):
    return client.get(url).content.decode()


def test_a_reviewer_who_is_no_super_user_publishes_with_one_tap(desk, author):
    proposal = send(new_sheet(author))

    answer = desk.post(page_of(proposal), {"do": "approve"})

    assert answer.url == reverse("contributing:queue")
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.APPROVED and proposal.target.live
    assert proposal.target.latest_revision.user == author
    assert Review.objects.of(proposal.target).get().reviewer == proposal.reviewer


def test_the_queue_holds_all_that_waits(desk, author, judge):
    sheet = published(author, judge, FIRST | MEASURED)
    send(change_of(sheet, author, limits__barriers="Grass is scarce."))
    tell_error(sheet, reason="The rain is wrong.", language="en", user=None)

    html = rows_of(desk, reverse("contributing:queue"))

    for word in ("change", "measurement", "error told"):
        assert word in html


def test_the_queue_is_filtered_by_kind_language_and_zone(desk, author):
    send(new_sheet(author))
    french = begin(
        kind="sheet",
        author=author,
        language="fr",
        answers=FIRST | {"start-title": "Paillage à Dori", "place-n1-latitude": "14.03"},
    )
    send(french)
    url = reverse("contributing:queue")

    assert "Kpeve" not in rows_of(desk, f"{url}?language=fr")
    assert "Paillage" in rows_of(desk, f"{url}?language=fr")
    assert "Nothing that waits is like that" in rows_of(desk, f"{url}?kind=flag")
    hot = rows_of(desk, f"{url}?zone=koppen:BSh")
    assert "Paillage" in hot and "Kpeve" not in hot


def test_the_diff_says_each_field_in_the_words_of_the_form(desk, author, judge):
    sheet = published(author, judge)
    proposal = send(change_of(sheet, author, start__summary="Cut grass covers the field."))

    html = rows_of(desk, page_of(proposal))

    assert "In one sentence" in html and "<del>" in html and "<ins>" in html


def test_sending_back_takes_the_canned_reason_in_the_language_of_the_author(desk, author):
    proposal = send(begin(kind="sheet", author=author, language="fr", answers=FIRST))
    desk.post(page_of(proposal), {"do": "return", "reason": "unit"})

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.RETURNED
    assert "unité" in proposal.reply


def test_the_words_of_the_reviewer_take_the_place_of_the_canned_ones(desk, author):
    proposal = send(new_sheet(author))
    desk.post(page_of(proposal), {"do": "return", "reason": "unit", "reply": "Which grass?"})

    proposal.refresh_from_db()
    assert proposal.reply == "Which grass?"


def test_nothing_is_sent_back_without_a_reason(desk, author):
    proposal = send(new_sheet(author))
    answer = desk.post(page_of(proposal), {"do": "return"}, follow=True)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.SENT
    assert "Say why" in answer.content.decode()


def test_the_author_sees_who_has_it(desk, author, client):
    proposal = send(new_sheet(author))
    desk.post(page_of(proposal), {"do": "take"})

    proposal.refresh_from_db()
    assert proposal.reviewer.username == "rita"


def test_some_changes_are_published_and_the_rest_goes_back(desk, author, judge):
    sheet = published(author, judge)
    proposal = send(
        change_of(
            sheet,
            author,
            limits__barriers="Grass is scarce.",
            start__summary="Buy our grass!",
            step__n1__text="Cut the grass.",
            step__n2__text="Sell it.",
        )
    )
    desk.post(
        page_of(proposal),
        {"do": "some", "change": ["limits-barriers", "step-n1-"], "reply": "No adverts, please."},
    )

    text = text_of(sheet)
    assert (text.barriers, text.summary) == ("Grass is scarce.", FIRST["start-summary"])
    assert [one.text for one in PracticeSheet.objects.get(pk=sheet.pk).steps.all()] == [
        "Cut the grass."
    ]
    back = Proposal.objects.get(state=Proposal.State.RETURNED)
    assert back.author == author and back.reply == "No adverts, please."
    assert back.answers["start-summary"] == "Buy our grass!"
    assert back.answers["step-n2-text"] == "Sell it."
    assert "limits-barriers" in back.base


def test_no_change_chosen_publishes_nothing(desk, author, judge):
    sheet = published(author, judge)
    proposal = send(change_of(sheet, author, limits__barriers="Grass is scarce."))
    answer = desk.post(page_of(proposal), {"do": "some", "reply": "No."}, follow=True)

    assert "Choose at least one change" in answer.content.decode()
    assert text_of(sheet).barriers == ""


def test_what_the_page_says_today_is_shown_and_one_text_chosen(desk, author, judge):
    sheet = published(author, judge)
    first = send(change_of(sheet, author, start__summary="One."))
    second = send(change_of(sheet, person("ben"), start__summary="Other."))
    approve(first, user=judge)

    html = rows_of(desk, page_of(second))
    assert "Choose which text stands" in html and "One." in html
    refused = desk.post(page_of(second), {"do": "approve"}, follow=True).content.decode()
    assert "says something else today" in refused
    desk.post(page_of(second), {"do": "approve", "take-start-summary": "mine"})
    assert text_of(sheet).summary == "Other."


def test_a_publication_is_undone_from_its_page_for_thirty_days(desk, author, judge):
    sheet = published(author, judge)
    proposal = approve(send(change_of(sheet, author, limits__barriers="Wrong.")), user=judge)
    assert "Undo the publication" in rows_of(desk, page_of(proposal))
    desk.post(page_of(proposal), {"do": "undo"})
    assert text_of(sheet).barriers == ""

    Proposal.objects.filter(pk=proposal.pk).update(
        state=Proposal.State.APPROVED, decided_at=timezone.now() - timezone.timedelta(days=31)
    )
    answer = desk.post(page_of(proposal), {"do": "undo"}, follow=True)
    assert "30 days have passed" in answer.content.decode()


def test_what_was_published_at_once_waits_for_a_look(desk, author, judge):
    trusted = person("tess", "publish_unreviewed")
    proposal = send(new_sheet(trusted))
    assert proposal.state == Proposal.State.APPROVED and proposal.target.live

    assert "public already" in rows_of(desk, reverse("contributing:queue"))
    desk.post(page_of(proposal), {"do": "look_over"})
    proposal.refresh_from_db()
    assert proposal.reviewed_at and Review.objects.of(proposal.target).exists()


def test_a_draft_is_nobody_elses_business(desk, author):
    assert desk.get(page_of(new_sheet(author))).status_code == 404


def test_a_measurement_is_published_or_withdrawn(desk, author, judge):
    row = Evidence.objects.get(sheet=published(author, judge, FIRST | MEASURED))
    url = reverse("contributing:review_measurement", args=[row.pk])

    assert "33" in rows_of(desk, url)
    desk.post(url, {"do": "publish"})
    row.refresh_from_db()
    assert row.state == Evidence.State.PUBLISHED
    again = desk.post(url, {"do": "withdraw"}, follow=True)
    row.refresh_from_db()
    assert row.state == Evidence.State.PUBLISHED
    assert "before you" in again.content.decode()


def test_a_flag_is_put_away_once(desk, author, judge):
    flag = tell_error(published(author, judge), reason="Wrong.", language="en", user=None)
    url = reverse("contributing:review_flag", args=[flag.pk])

    assert "Wrong." in rows_of(desk, url)
    desk.post(url, {"answer": "Mended."})
    flag.refresh_from_db()
    assert (flag.answer, flag.decided_by) == ("Mended.", judge)
    assert not Flag.objects.waiting().exists()


def test_a_second_sheet_with_the_same_words_is_flagged_once(author, judge):
    first = published(author, judge)
    second = published(author, judge, FIRST | {"start-title": "Maize and grass MULCH, Kpeve"})

    flag = Flag.objects.get(kind=Flag.Kind.DUPLICATE)
    assert {flag.object_id, flag.other_id} == {first.pk, second.pk}
    approve(send(change_of(second, author, limits__barriers="None.")), user=judge)
    assert Flag.objects.count() == 1


def test_the_same_practice_near_by_is_flagged_and_far_away_is_not(author, judge):
    published(author, judge)
    near = FIRST | {"start-title": "Other words", "place-n1-latitude": "6,69"}
    far = FIRST | {"start-title": "Third words", "place-n1-latitude": "6,8"}

    published(author, judge, far)
    assert not Flag.objects.exists()
    published(author, judge, near)
    assert Flag.objects.count() == 1


def test_all_of_a_person_is_taken_back_after_a_page_that_lists_it(client, author, judge):
    sheet = published(author, judge)
    moderator = person("mo", "review_proposal", "rollback_person")
    client.force_login(moderator)
    bad = person("eve")
    approve(send(change_of(sheet, bad, limits__barriers="Spam.")), user=judge)
    stands = approve(send(change_of(sheet, bad, start__summary="Spam.")), user=judge)
    approve(send(change_of(sheet, author, start__summary="Better.")), user=judge)
    url = reverse("contributing:roll_back", args=[bad.pk])

    assert "2 publications" in client.get(url).content.decode()
    html = client.post(url).content.decode()

    assert text_of(sheet).barriers == "" and text_of(sheet).summary == "Better."
    assert "could not be taken back" in html and str(stands.key) in html


MATRIX = (
    ("contributing:queue", ()),
    ("contributing:due", ()),
    ("contributing:review_proposal", ("key",)),
    ("contributing:review_measurement", (1,)),
    ("contributing:review_import", (1,)),
    ("contributing:review_flag", (1,)),
    ("contributing:review_person", (1,)),
    ("contributing:roll_back", (1,)),
    ("contributing:confirm", ("sheet", 1)),
)


@pytest.mark.parametrize(("name", "args"), MATRIX)
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_reviewers_come_in(client, author, name, args, method):
    key = send(new_sheet(author)).key
    url = reverse(name, args=[key if one == "key" else one for one in args])

    out = getattr(client, method)(url)
    assert out.status_code == 302 and "login" in out.url
    client.force_login(author)
    assert getattr(client, method)(url).status_code == 403


def test_taking_all_back_needs_a_right_of_its_own(desk, author):
    url = reverse("contributing:roll_back", args=[author.pk])
    assert desk.get(url).status_code == desk.post(url).status_code == 403


BAD = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def test_no_text_of_a_proposal_becomes_markup(desk, author, judge):
    texts = {
        **{f"limits-{name}": BAD for name in ("barriers", "drawbacks", "recommendations")},
        **{f"doing-{name}": BAD for name in ("description", "specifications")},
        "step-n1-text": BAD,
        "reference-n1-source": BAD,
        "reference-n1-note": BAD,
        "start-title": BAD,
        "start-summary": BAD,
        "place-n1-name": BAD,
    }
    proposal = send(new_sheet(author, FIRST | texts), note=BAD)
    pages = [reverse("contributing:queue"), page_of(proposal)]
    pages.append(reverse("contributing:review_person", args=[author.pk]))
    seen = [rows_of(desk, url) for url in pages]
    sheet = approve(proposal, user=judge).target
    approve(send(change_of(sheet, author, limits__barriers=f"{BAD} again"), note=BAD), user=judge)
    a, b = (one.pk for one in sheet.revisions.order_by("pk"))
    seen.append(
        rows_of(desk, reverse("contributing:history", args=["sheet", sheet.pk]) + f"?a={a}&b={b}")
    )

    for html in seen:
        assert BAD not in html and "<img src=x" not in html and "alert(1)" in html


def test_what_changes_stands_once_under_the_heading_of_its_section(desk, author):
    proposal = send(new_sheet(author, FIRST | {"step-n1-text": "Cut.", "step-n2-text": "Sow."}))
    html = rows_of(desk, page_of(proposal))

    for heading in ("What it is", "How to do it: steps", "Where"):
        assert html.count(f"<h3>{heading}</h3>") == 1


def test_the_filters_are_folded_until_one_is_set(desk, author):
    send(new_sheet(author))
    url = reverse("contributing:queue")

    assert '<details class="drawer">' in rows_of(desk, url)
    assert '<details class="drawer" open>' in rows_of(desk, f"{url}?kind=new")
