"""From a draft to a published sheet and back: nothing is lost, nothing overwritten."""

import pytest

from knowledge.contributing.actions import approve, begin, keep, send, send_back, undo, withdraw
from knowledge.contributing.actions.drafting import NotWrittenError
from knowledge.contributing.actions.reviewing import (
    DecidedError,
    MergeConflictError,
    NothingChangedError,
)
from knowledge.contributing.models import Proposal
from knowledge.contributing.subjects import InvalidAnswersError, subject_of
from practices.editing import prepare_editing
from practices.models import Evidence, PracticeSheet
from tests.factories import SheetFactory
from tests.knowledge.contributing.people import FIRST, MEASURED, person, reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return person("ama")


@pytest.fixture
def judge():
    prepare_editing()
    return reviewer()


def new_sheet(author, answers=FIRST):
    return begin(kind="sheet", author=author, language="en", answers=answers)


def published(author, judge, answers=FIRST) -> PracticeSheet:
    return approve(send(new_sheet(author, answers)), user=judge).target


def change_of(sheet, author, **answers):
    proposal = begin(kind="sheet", author=author, language="en", target=sheet)
    names = {name.replace("__", "-"): text for name, text in answers.items()}
    keep(proposal, answers=proposal.answers | names, number=proposal.number)
    return proposal


def test_a_new_sheet_is_public_once_approved_and_not_before(author, judge):
    proposal = send(new_sheet(author))

    assert not PracticeSheet.objects.filter(texts__title=FIRST["start-title"]).exists()

    sheet = approve(proposal, user=judge).target
    assert sheet.live and sheet.title == FIRST["start-title"]
    assert sheet.latest_revision.user == author
    assert [link.practice.code for link in sheet.practice_links.all()] == ["soil-cover"]
    assert [link.term.code for link in sheet.term_links.all()] == ["tech_lu_cropland"]


def test_the_zones_of_a_new_sheet_come_from_its_position(author, judge):
    site = published(author, judge).sites.get()

    assert (site.latitude, site.country.code) == (6.685, "GHA")
    assert {(zone.zone.scheme, zone.basis) for zone in site.zones.all()} >= {
        ("koppen", "modelled"),
        ("ipcc", "modelled"),
    }


def test_answers_are_read_back_as_they_were_written(author, judge):
    answers = FIRST | {"doing-description": "One.\n\nTwo.", "who-start_year": "1999"}
    sheet = published(author, judge, answers)
    read = subject_of("sheet").answers_of(sheet, "en")

    by_field = {name.split("-")[-1]: text for name, text in read.items()}
    for name, text in answers.items():
        assert by_field[name.split("-")[-1]] == text.replace("6,685", "6.6850")


def test_a_half_written_number_is_kept_and_named_when_it_is_sent(author):
    proposal = new_sheet(author, FIRST | MEASURED | {"measured-n1-control_error": "ten"})

    with pytest.raises(InvalidAnswersError) as error:
        send(proposal)
    assert list(error.value.mistakes) == ["measured-n1-control_error"]
    assert Proposal.objects.get().answers["measured-n1-control_error"] == "ten"


def test_a_measurement_waits_for_its_own_review(author, judge):
    sheet = published(author, judge, FIRST | MEASURED)
    row = Evidence.objects.get(sheet=sheet)

    assert row.state == Evidence.State.PENDING
    assert row.reference.doi == "10.1017/S002185960900851X"
    assert round(row.log_ratio, 3) == 0.284


def test_a_measurement_without_a_source_asks_for_one_or_the_reason(author, judge, client):
    answers = FIRST | MEASURED | {"measured-n1-source": ""}
    with pytest.raises(InvalidAnswersError):
        send(new_sheet(author, answers))

    reason = {"measured-n1-no_source_reason": "Measured on my farm in 2023."}
    row = Evidence.objects.get(sheet=published(author, judge, answers | reason))
    assert row.no_source_reason == reason["measured-n1-no_source_reason"]

    Evidence.objects.update(state=Evidence.State.PUBLISHED)
    html = client.get(row.sheet.get_absolute_url()).content.decode()
    assert reason["measured-n1-no_source_reason"] in html


def test_two_pages_of_one_draft_are_merged_field_by_field(author):
    proposal = new_sheet(author)
    here = proposal.answers | {"start-summary": "From this page."}
    there = proposal.answers | {"limits-barriers": "From the other page."}

    keep(proposal, answers=here, number=0)
    keep(proposal, answers=there, number=0)

    assert proposal.answers["start-summary"] == "From this page."
    assert proposal.answers["limits-barriers"] == "From the other page."
    assert not proposal.conflicts


def test_one_field_written_on_two_pages_keeps_both_texts(author):
    proposal = new_sheet(author)

    keep(proposal, answers=proposal.answers | {"start-summary": "One."}, number=0)
    keep(proposal, answers=FIRST | {"start-summary": "Other."}, number=0)

    assert proposal.answers["start-summary"] == "One."
    assert proposal.conflicts == {"start-summary": {"form": "Other."}}


def test_a_second_text_of_a_page_leaves_its_first_one_where_the_page_took_the_drafts(author):
    """The page wrote "First." while the draft said "Theirs.", then took "Theirs." and wrote on."""
    proposal = new_sheet(author)
    base = proposal.answers
    keep(proposal, answers=base | {"start-summary": "Theirs."}, number=0, page="other")
    keep(proposal, answers=base | {"start-summary": "First."}, number=0, page="mine")
    number = proposal.number
    keep(proposal, answers=base | {"start-summary": "Theirs, more."}, number=number, page="other")

    mine = base | {"start-summary": "Theirs. Second."}
    keep(proposal, answers=mine, number=number, page="mine")
    assert list(proposal.conflicts["start-summary"].values()) == ["First.", "Theirs. Second."]

    bases = {"start-summary": "Theirs. Second."}
    mine = base | {"start-summary": "Theirs. Second and third."}
    keep(proposal, answers=mine, number=number, page="mine", bases=bases)
    texts = list(proposal.conflicts["start-summary"].values())
    assert texts == ["First.", "Theirs. Second and third."]


def test_the_same_answers_sent_twice_change_nothing(author):
    proposal = new_sheet(author)
    answers = proposal.answers | {"start-summary": "Once."}

    for _again in range(3):
        keep(proposal, answers=answers, number=0)

    assert (proposal.number, proposal.conflicts) == (1, {})


def test_two_people_change_one_sheet_at_once_and_neither_is_lost(author, judge):
    sheet = published(author, judge)
    first = send(change_of(sheet, author, limits__barriers="Grass is scarce."))
    second = send(change_of(sheet, person("ben"), start__summary="Grass covers the soil."))

    approve(first, user=judge)
    approve(second, user=judge)

    text = PracticeSheet.objects.get(pk=sheet.pk).original
    assert (text.barriers, text.summary) == ("Grass is scarce.", "Grass covers the soil.")


def test_the_same_field_by_two_people_is_for_the_reviewer_to_choose(author, judge):
    sheet = published(author, judge)
    first = send(change_of(sheet, author, start__summary="One."))
    second = send(change_of(sheet, person("ben"), start__summary="Other."))
    approve(first, user=judge)

    with pytest.raises(MergeConflictError):
        approve(second, user=judge)

    approve(second, user=judge, mine_of=["start-summary"])
    assert PracticeSheet.objects.get(pk=sheet.pk).original.summary == "Other."


def test_rows_of_two_people_are_both_there(author, judge):
    sheet = published(author, judge)
    first = send(change_of(sheet, author, step__n1__text="Cut the grass."))
    second = send(change_of(sheet, person("ben"), step__n2__text="Sow the maize."))

    approve(first, user=judge)
    approve(second, user=judge)

    steps = PracticeSheet.objects.get(pk=sheet.pk).steps.all()
    assert {step.text for step in steps} == {"Cut the grass.", "Sow the maize."}


def test_what_is_sent_back_can_be_written_on_and_sent_again(author, judge):
    returned = send_back(send(new_sheet(author)), user=judge, reply="Which grass?")
    assert (returned.state, returned.reply) == (Proposal.State.RETURNED, "Which grass?")

    keep(returned, answers=returned.answers | {"start-summary": "Panicum."}, number=0)
    assert approve(send(returned), user=judge).target.original.summary == "Panicum."


def test_what_is_in_review_takes_no_words_until_it_is_withdrawn(author):
    proposal = send(new_sheet(author))

    with pytest.raises(NotWrittenError):
        keep(proposal, answers={}, number=0)

    withdraw(proposal)
    keep(proposal, answers=FIRST | {"start-summary": "More."}, number=0)
    assert proposal.answers["start-summary"] == "More."


def test_a_decision_is_made_once(author, judge):
    proposal = send(new_sheet(author))
    approve(proposal, user=judge)

    with pytest.raises(DecidedError):
        send_back(proposal, user=judge, reply="Too late.")


def test_undoing_takes_back_its_change_and_no_other(author, judge):
    sheet = published(author, judge)
    first = approve(send(change_of(sheet, author, limits__barriers="Wrong.")), user=judge)
    other = change_of(sheet, person("ben"), start__summary="Right.")
    approve(send(other), user=judge)

    undo(first, user=judge)

    text = PracticeSheet.objects.get(pk=sheet.pk).original
    assert (text.barriers, text.summary) == ("", "Right.")


def test_undoing_a_new_sheet_makes_it_private_again(author, judge):
    proposal = approve(send(new_sheet(author)), user=judge)

    undo(proposal, user=judge)

    assert not PracticeSheet.objects.get(pk=proposal.object_id).live


def test_an_imported_sheet_keeps_all_that_the_form_does_not_ask(author, judge):
    sheet = SheetFactory(text__title="Stone bunds", text__local_name="cordons pierreux", live=True)
    subject = subject_of("sheet")
    missing = {name: text for name, text in FIRST.items() if name.startswith("start-")}
    approve(send(change_of(sheet, author, **{
        name.replace("-", "__"): text for name, text in missing.items() if "title" not in name
    })), user=judge)  # fmt: skip

    text = PracticeSheet.objects.get(pk=sheet.pk).original
    assert (text.title, text.local_name) == ("Stone bunds", "cordons pierreux")
    assert subject.answers_of(sheet, "en")["start-title"] == "Stone bunds"


def test_a_proposal_that_changes_nothing_is_not_sent(author, judge):
    sheet = published(author, judge)

    with pytest.raises(NothingChangedError):
        send(change_of(sheet, author))


def test_what_a_sheet_lacks_keeps_nobody_from_mending_something_else(author, judge):
    sheet = SheetFactory(text__summary="", live=True)

    approve(send(change_of(sheet, author, limits__barriers="Stones are far.")), user=judge)

    assert PracticeSheet.objects.get(pk=sheet.pk).original.barriers == "Stones are far."


def test_what_a_sheet_says_cannot_be_made_empty_where_it_is_needed(author, judge):
    sheet = published(author, judge)

    with pytest.raises(InvalidAnswersError):
        send(change_of(sheet, author, start__summary=""))
