"""What an import does to translations: they remember what they were made from."""

import pytest

from practices.actions import take_held, undo_import
from practices.actions.holding import held_draft
from practices.importers.base.differences import differences
from practices.models import HeldChange, ImportRun
from practices.paragraphs import Piece
from practices.translating import Slot, Translation, write
from tests.practices.lines import IMPORTER, record, sheet_of

DESCRIPTION, STEPS = Slot("", "description"), Slot("steps", "text")


def texts(english, french="Un.\n\nDeux."):
    return {
        "en": {"title": "Lines", "description": english},
        "fr": {"title": "Cordons", "description": french},
    }


def states(slot=DESCRIPTION, language="fr"):
    parts = Translation(sheet_of(7), language).pieces(slot)
    return [(part.original, part.text, str(part.state)) for part in parts]


def test_a_new_translation_was_made_from_its_original_by_paragraph(lines):
    lines(record(7, texts=texts("One.\n\nTwo."), steps=[{"en": "Dig.", "fr": "Creuser."}]))

    text = sheet_of(7).texts.get(language="fr")
    assert text.translated_from == {"title": ["Lines"], "description": ["One.", "Two."]}
    assert sheet_of(7).row_translations.get().original == "Dig."
    assert sheet_of(7).original.translated_from == {}


def test_a_changed_original_outdates_what_its_source_left_untranslated(lines):
    lines(record(7, texts=texts("One.\n\nTwo.")))
    lines(record(7, texts=texts("One.\n\nTwo, or more.")))
    lines(record(7, texts=texts("One.\n\nTwo, or more."), facts={"start_year": 2001}))

    assert states() == [("One.", "Un.", "translated"), ("Two, or more.", "Deux.", "outdated")]


def test_a_translation_that_the_source_changed_too_is_up_to_date(lines):
    lines(record(7, texts=texts("One.\n\nTwo.")))
    lines(record(7, texts=texts("One.\n\nTwo, or more.", "Un.\n\nDeux ou plus.")))

    assert {state for *_, state in states()} == {"translated"}


def test_undoing_the_run_makes_it_up_to_date_again(lines):
    lines(record(7, texts=texts("One.\n\nTwo.")))
    run = lines(record(7, texts=texts("One.\n\nTwo, or more."))).run
    undo_import(ImportRun.objects.get(pk=run), importer=IMPORTER)

    assert {state for *_, state in states()} == {"translated"}


def test_a_step_that_is_inserted_above_shifts_no_translation(lines):
    dig, fill = {"en": "Dig.", "fr": "Creuser."}, {"en": "Fill.", "fr": "Remplir."}
    lines(record(7, steps=[dig, fill]))
    lines(record(7, steps=[{"en": "Walk."}, dig, {"en": "Fill it.", "fr": "Remplir."}]))

    assert states(STEPS) == [
        ("Walk.", "", "missing"),
        ("Dig.", "Creuser.", "translated"),
        ("Fill it.", "Remplir.", "outdated"),
    ]


def test_a_title_that_is_borrowed_from_the_original_is_not_translated(lines):
    lines(record(7, texts={"en": {"title": "Lines"}, "fr": {"description": "Un."}}))
    assert states(Slot("", "title")) == [("Lines", "", "missing")]


@pytest.fixture
def spanish(lines, admin_user):
    """A sheet of a source that a person has translated into a language of their own."""
    lines(record(7, texts=texts("One.\n\nTwo."), steps=[{"en": "Dig.", "fr": "Creuser."}]))
    sheet = sheet_of(7)
    parts = [Piece("One.", "Uno.", "One."), Piece("Two.", "Dos.", "Two.")]
    write(sheet, "es", {DESCRIPTION: parts, STEPS: [Piece("Dig.", "Cavar.", "Dig.")]})
    sheet.save_revision(user=admin_user).publish(user=admin_user)
    return sheet


def test_taking_a_newer_version_keeps_translations_of_people(lines, spanish, admin_user):
    lines(record(7, texts=texts("One.\n\nTwo, or more."), steps=[{"en": "Dig.", "fr": "Creuser."}]))
    take_held(HeldChange.objects.get(), user=admin_user, importer=IMPORTER)

    assert states(DESCRIPTION, "es") == [
        ("One.", "Uno.", "translated"),
        ("Two, or more.", "Dos.", "outdated"),
    ]
    assert states(STEPS, "es") == [("Dig.", "Cavar.", "translated")]
    assert [part.state for part in Translation(sheet_of(7), "fr").pieces(DESCRIPTION)] == [
        "translated",
        "outdated",
    ]


def test_what_stays_is_no_difference(lines, spanish):
    lines(record(7, texts=texts("One.\n\nTwo, or more."), steps=[{"en": "Dig.", "fr": "Creuser."}]))
    held = HeldChange.objects.get()
    found = differences(sheet_of(7), held_draft(held, importer=IMPORTER))
    assert [one.label for one in found] == ["Description (en)"]
