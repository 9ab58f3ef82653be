"""An import never overwrites a person: it holds the change for a moderator."""

import re

import pytest
from django.db import OperationalError, connection, transaction
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import Workflow

from practices.actions import refuse_held, take_held, undo_import
from practices.actions.holding import AlreadyDecided, held_draft
from practices.importers.base.differences import FieldDifference, differences
from practices.importers.base.people import edited
from practices.models import (
    Evidence,
    HeldChange,
    ImportRun,
    Payload,
    PracticeSheet,
    SheetText,
    Term,
)
from tests.factories import SheetFactory
from tests.practices.lines import IMPORTER, record, row_contents, sheet_of


@pytest.fixture
def moderator(django_user_model):
    return django_user_model.objects.create_superuser("mod", "mod@example.org", "secret")


@pytest.fixture
def member(django_user_model):
    return django_user_model.objects.create_user("member", "member@example.org", "secret")


def edit(sheet, user, title):
    """As the admin does it: a revision, published."""
    sheet = PracticeSheet.objects.get(pk=sheet.pk)
    text = sheet.texts.first()
    text.title = title
    sheet.texts = [text]
    sheet.save_revision(user=user).publish(user=user)


def draft(sheet, user):
    sheet.save_revision(user=user)


def review(sheet, user):
    sheet.save_revision(user=user)
    Workflow.objects.create(name="Review").start(sheet, user)


def lock(sheet, user):
    sheet.locked = True
    sheet.save()


def measure(sheet, user):
    outcome = Term.objects.get(vocabulary__code="outcome", code="224")
    Evidence.objects.create(sheet=sheet, outcome=outcome, state="pending")


def written():
    return {name: rows for name, rows in row_contents().items() if "Sheet" in name}


@pytest.mark.parametrize("touch", [draft, review, lock, measure])
def test_a_sheet_with_work_of_a_person_is_held_whole(lines, moderator, touch):
    lines(record(7, "First", facts={"start_year": 2001}))
    touch(sheet_of(7), moderator)
    before = written()

    report = lines(record(7, "Second", facts={"start_year": 2002}))

    assert report.counts["held"] == 1
    assert report.counts["changed"] == 0
    assert written() == before
    [line] = [line for line in report.lines() if " 7 " in line]
    assert line.endswith("what differs waits for a moderator")
    held = HeldChange.objects.get()
    assert (held.record.external_id, held.run_id, held.decision) == ("7", report.run, "waiting")


def test_an_edited_sheet_is_held_and_the_same_content_is_held_once(lines, moderator):
    lines(record(7, "First"))
    edit(sheet_of(7), moderator, "Mine")

    assert lines(record(7, "Second")).counts["held"] == 1
    assert lines(record(7, "Second")).counts["same"] == 1
    assert sheet_of(7).title == "Mine"
    assert HeldChange.objects.count() == 1


def test_undoing_a_run_that_only_held_says_so(lines, moderator):
    lines(record(7, "First"))
    edit(sheet_of(7), moderator, "Mine")
    held = lines(record(7, "Second"))

    undone = undo_import(ImportRun.objects.get(pk=held.run), importer=IMPORTER)

    assert "  held changes that wait no more: 1" in undone.lines()
    assert not HeldChange.objects.exists()


def test_a_sheet_that_a_person_deleted_does_not_come_back_by_itself(lines, moderator):
    lines(record(7, "First"))
    sheet_of(7).delete()

    assert lines(record(7, "First")).counts["same"] == 1
    assert lines(record(7, "Second")).counts["held"] == 1
    assert not PracticeSheet.objects.exists()
    sheet = take_held(HeldChange.objects.get(), user=moderator, importer=IMPORTER)
    assert (sheet.title, sheet_of(7).pk) == ("Second", sheet.pk)


def test_the_difference_is_shown_field_by_field(lines, moderator):
    lines(
        record(
            7,
            "First",
            facts={"start_year": 2001, "area_covered_km2": 1200.5},
            steps=[{"en": "Dig."}],
            tags=["stones"],
            sites=[{"country": "BFA", "zones": [["wrb", "LV", "Luvisols"]]}],
            references=[{"key": "a", "title": "On stones"}],
        )
    )
    edit(sheet_of(7), moderator, "Mine")
    lines(
        record(
            7,
            "First",
            facts={"start_year": 2001, "is_flooded": True},
            steps=[{"en": "Dig."}, {"en": "Fill.", "fr": "Remplir."}],
            sites=[{"country": "MLI", "zones": [["wrb", "VR"]]}],
            references=[{"key": "a", "title": "On stones"}],
        )
    )

    held = HeldChange.objects.get()
    found = differences(sheet_of(7), held_draft(held, importer=IMPORTER))

    assert found == [
        FieldDifference("Area covered (km²)", "1,200.5", ""),
        FieldDifference("Is flooded", "", "yes"),
        FieldDifference("Title (en)", "Mine", "First"),
        FieldDifference("Steps", "Dig.", "Dig.\nFill."),
        FieldDifference(
            "Sites",
            "Burkina Faso · (Luvisols · reported · Luvisols)",
            "Mali · (Vertisols · reported)",
        ),
        FieldDifference("Translations of rows", "", "fr · steps · 1 · text · Remplir."),
        FieldDifference("Tags", "stones", ""),
    ]


def test_questions_and_groups_are_named_for_the_reader(lines, moderator):
    lines(record(7, "First"))
    edit(sheet_of(7), moderator, "First")
    code = ["access_service", "tech_access_education"]
    impacts = [{"group": "socioeconomic_production", "value": 2}]
    lines(record(7, "First", terms={"access_education": [code]}, impacts=impacts))

    found = differences(sheet_of(7), held_draft(HeldChange.objects.get(), importer=IMPORTER))

    said = "\n".join(one.theirs for one in found)
    assert "access to education" in said
    assert not re.search(r"access_education|socioeconomic", said)


def test_the_difference_is_to_the_latest_draft_of_the_person(lines, moderator):
    site = {"country": "BFA", "zones": [["wrb", "LV"]]}
    evidence = [{"external_id": "1", "outcome": ["outcome", "224"], "control_mean": 1.0}]
    lines(record(7, "First", sites=[site], evidence=evidence, tags=["stones"]))
    sheet = sheet_of(7)
    sheet.start_year = 1980
    sheet.save_revision(user=moderator)
    measure(sheet, moderator)
    evidence[0]["control_mean"] = 2.5
    lines(record(7, "First", sites=[site], evidence=evidence, tags=["stones"]))

    latest = sheet_of(7).get_latest_revision_as_object()
    found = differences(latest, held_draft(HeldChange.objects.get(), importer=IMPORTER))

    name = "Soil organic carbon content"
    assert found == [
        FieldDifference("First year", "1980", ""),
        FieldDifference(
            "Measured comparisons",
            f"published · {name} · 1.0",
            f"published · {name} · 2.5",
        ),
    ]


def test_taking_the_sources_word_is_a_revision_of_that_person(lines, moderator):
    lines(record(7, "First", licence="CC-BY-NC-SA-3.0"))
    edit(sheet_of(7), moderator, "Mine")
    before = sheet_of(7)
    lines(record(7, "Second", licence="CC-BY-4.0", steps=[{"en": "Dig."}]))

    take_held(HeldChange.objects.get(), user=moderator, importer=IMPORTER)

    sheet = sheet_of(7)
    assert (sheet.pk, sheet.title, sheet.live) == (before.pk, "Second", True)
    assert [step.text for step in sheet.steps.all()] == ["Dig."]
    assert sheet.licence == "CC-BY-NC-SA-3.0"
    assert sheet.latest_revision.user == moderator
    assert sheet.latest_revision_id == sheet.live_revision_id != before.latest_revision_id
    assert before.latest_revision.as_object().title == "Mine"
    held = HeldChange.objects.get()
    assert (held.decision, held.decided_by) == ("taken", moderator)


def test_taking_ends_a_review_and_leaves_measurements_of_people(lines, moderator):
    lines(record(7, "First", evidence=[{"external_id": "1", "outcome": ["outcome", "224"]}]))
    measure(sheet_of(7), moderator)
    review(sheet_of(7), moderator)
    lines(record(7, "Second"))

    take_held(HeldChange.objects.get(), user=moderator, importer=IMPORTER)

    sheet = sheet_of(7)
    assert not sheet.workflow_in_progress
    assert [row.external_id for row in sheet.evidence.all()] == [""]


def test_refusing_leaves_the_sheet_and_the_next_change_is_held_again(lines, moderator):
    lines(record(7, "First"))
    edit(sheet_of(7), moderator, "Mine")
    lines(record(7, "Second"))

    refuse_held(HeldChange.objects.get(), user=moderator)

    assert sheet_of(7).title == "Mine"
    assert lines(record(7, "Third")).counts["held"] == 1
    assert set(HeldChange.objects.values_list("decision", flat=True)) == {"refused", "waiting"}


def test_one_word_decides_all_that_waits_of_a_record(lines, moderator):
    lines(record(7, "First"))
    edit(sheet_of(7), moderator, "Mine")
    lines(record(7, "Second"))
    lines(record(7, "Third"))

    take_held(HeldChange.objects.first(), user=moderator, importer=IMPORTER)

    assert sheet_of(7).title == "Third"
    assert set(HeldChange.objects.values_list("decision", flat=True)) == {"taken"}
    with pytest.raises(AlreadyDecided):
        refuse_held(HeldChange.objects.last(), user=moderator)


def test_who_may_not_publish_may_not_take(lines, moderator, member):
    lines(record(7, "First"))
    edit(sheet_of(7), moderator, "Mine")
    lines(record(7, "Second"))

    with pytest.raises(PublishPermissionError):
        take_held(HeldChange.objects.get(), user=member, importer=IMPORTER)

    assert sheet_of(7).title == "Mine"
    assert HeldChange.objects.get().decision == "waiting"


def test_undoing_takes_back_what_waits_and_keeps_what_was_taken(lines, moderator):
    lines(record(7, "First"), record(8, "First"))
    edit(sheet_of(7), moderator, "Mine")
    edit(sheet_of(8), moderator, "Mine")
    report = lines(record(7, "Second"), record(8, "Second"))
    held = HeldChange.objects.get(record__external_id="7")
    take_held(held, user=moderator, importer=IMPORTER)

    undone = undo_import(ImportRun.objects.get(pk=report.run), importer=IMPORTER)

    assert [(kept.number, kept.title) for kept in undone.kept] == [("7", "Second")]
    assert list(HeldChange.objects.values_list("record__external_id", flat=True)) == ["7"]
    assert sheet_of(8).title == "Mine"
    assert SheetText.objects.count() == 2
    assert Payload.objects.count() == 4


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_nobody_edits_a_sheet_while_an_import_decides_on_it(transactional_db):
    sheet = SheetFactory()
    with transaction.atomic():
        assert edited([sheet.pk]) == set()
        other = connection.copy()
        with other.cursor() as cursor, pytest.raises(OperationalError, match="lock timeout"):
            cursor.execute("SET lock_timeout = '100ms'")
            cursor.execute("UPDATE practices_practicesheet SET locked = true")
        other.close()
