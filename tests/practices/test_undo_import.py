"""Undoing an import, newest run first, without taking anything of a person along."""

import pytest
from django.core.management import CommandError, call_command

from practices.actions import undo_import
from practices.actions.undoing import CannotUndo
from practices.models import ImportRun, PracticeSheet, SourceRecord, Tombstone
from practices.signals import sheets_changed
from tests.practices.lines import IMPORTER, record, row_contents, sheet_of, withdrawn


def undo(report):
    return undo_import(ImportRun.objects.get(pk=report.run), importer=IMPORTER)


def sheet_rows():
    """Everything that a reader can see, by value and without primary keys of rows."""
    return {
        sheet.pk: (
            [(text.language, text.title) for text in sheet.texts.all()],
            [step.text for step in sheet.steps.all()],
            sheet.start_year,
            sheet.licence,
            sheet.source_record.licence,
            sheet.source_record.withdrawn_at,
            sheet.source_record.retrieved_at,
        )
        for sheet in PracticeSheet.objects.all()
    }


def test_what_a_run_created_is_deleted_and_leaves_a_stone(lines):
    report = lines(record(7, "Stones", tags=["a"], sites=[{"latitude": 13.25, "longitude": -5.97}]))
    gone = sheet_of(7).pk

    undone = undo(report)

    assert (undone.deleted, undone.restored, undone.kept) == (1, 0, [])
    assert not PracticeSheet.objects.exists()
    stone = Tombstone.objects.get()
    assert (stone.sheet_id, stone.title) == (gone, "Stones")
    run = ImportRun.objects.get()
    assert run.state == "undone" and run.undone_at
    left = {name for name, rows in row_contents().items() if rows}
    assert not {"practices.SheetText", "practices.Site", "practices.SiteZone"} & left
    assert not {"practices.SheetTag", "practices.Evidence"} & left


def test_a_sheet_that_was_never_public_leaves_no_stone(lines):
    report = lines(record(7))
    PracticeSheet.objects.update(live=False, first_published_at=None)

    undo(report)

    assert not Tombstone.objects.exists()


def test_what_a_run_changed_is_as_it_was_before(lines):
    lines(
        record(7, "First", licence="CC-BY-4.0", facts={"start_year": 1999}, steps=[{"en": "Dig"}])
    )
    lines(record(8, "First", shape="thin"))
    before = sheet_rows()
    report = lines(
        record(7, "Second", licence="CC-BY-NC-SA-4.0", steps=[{"en": "Plant"}, {"en": "Fill"}]),
        record(8, "Second", shape="full"),
    )
    assert sheet_rows() != before

    undone = undo(report)

    assert (undone.deleted, undone.restored, undone.kept) == (0, 2, [])
    after = sheet_rows()
    assert after.keys() == before.keys()
    for pk, (*visible, retrieved) in before.items():
        assert list(after[pk][:-1]) == visible
        assert abs((after[pk][-1] - retrieved).total_seconds()) < 5


def test_what_was_withdrawn_is_there_again_and_the_other_way_round(lines):
    lines(record(7))
    gone = lines(withdrawn(7))
    back = lines(record(7))

    undo(back)
    assert SourceRecord.objects.get().withdrawn_at
    before = sheet_of(7).changed_at
    undo(gone)
    assert SourceRecord.objects.get().withdrawn_at is None
    assert sheet_of(7).changed_at > before, "who keeps a copy is not told"
    assert sheet_of(7).live


def test_an_older_run_waits_until_the_newer_one_is_undone(lines):
    first, second = lines(record(7, "First")), lines(record(7, "Second"))

    with pytest.raises(CannotUndo, match=f"undo_import {second.run}"):
        undo(first)
    assert sheet_of(7).title == "Second"

    undo(second)
    assert sheet_of(7).title == "First"
    undo(first)
    assert not PracticeSheet.objects.exists()


def test_a_newer_run_that_changed_nothing_is_not_in_the_way(lines):
    first = lines(record(7))
    lines(record(7))

    assert undo(first).deleted == 1


def test_what_a_person_touched_is_kept_and_named(lines):
    report = lines(record(7, "Edited"), record(8, "Tagged"), record(9, "Plain"))
    sheet_of(7).save_revision()
    tagged = sheet_of(8)
    tagged.tags.add("mine")
    tagged.save()

    undone = undo(report)

    assert undone.deleted == 1
    assert [(kept.number, kept.title) for kept in undone.kept] == [("7", "Edited"), ("8", "Tagged")]
    assert "a person edited it" in undone.kept[0].reason
    assert PracticeSheet.objects.count() == 2


def test_what_a_person_edited_after_a_change_is_kept(lines):
    lines(record(7, "First"))
    report = lines(record(7, "Second"))
    sheet_of(7).save_revision()

    undone = undo(report)

    assert (undone.restored, len(undone.kept)) == (0, 1)
    assert sheet_of(7).title == "Second"


def test_what_a_later_run_touched_is_kept_and_named(lines):
    first = lines(record(7, "First"), record(8, "First"))
    later = lines(record(7, "Second"))
    ImportRun.objects.filter(pk=later.run).update(state="failed")

    undone = undo(first)

    assert [(kept.number, kept.reason) for kept in undone.kept] == [("7", "a later run changed it")]
    assert sheet_of(7).title == "Second"
    assert undone.deleted == 1


def test_a_kept_sheet_is_held_at_the_next_import(lines):
    report = lines(record(7, "First"))
    sheet_of(7).save_revision()
    undo(report)

    assert lines(record(7, "First")).counts["held"] == 1


def test_importing_after_undoing_makes_a_new_sheet(lines):
    report = lines(record(7))
    gone = sheet_of(7).pk
    undo(report)

    assert lines(record(7)).counts["new"] == 1
    assert sheet_of(7).pk != gone
    assert SourceRecord.objects.count() == 1


def test_undoing_is_done_once_and_a_killed_undoing_goes_on(lines, monkeypatch):
    from practices.actions import undoing

    monkeypatch.setattr(undoing, "BATCH_SIZE", 2)
    report = lines(*(record(number) for number in range(5)))
    run = ImportRun.objects.get(pk=report.run)
    calls = []

    def killed(*args):
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        undo_records(*args)

    undo_records = undoing.undo_records
    monkeypatch.setattr(undoing, "undo_records", killed)
    with pytest.raises(KeyboardInterrupt):
        undo_import(run, importer=IMPORTER)
    assert PracticeSheet.objects.count() == 3
    run.refresh_from_db()
    assert (run.state, run.undone_at) == ("undone", None)

    monkeypatch.setattr(undoing, "undo_records", undo_records)
    assert undo_import(run, importer=IMPORTER).deleted == 3
    done = ImportRun.objects.get(pk=run.pk).undone_at
    assert done
    assert undo_import(run, importer=IMPORTER).deleted == 0
    assert ImportRun.objects.get(pk=run.pk).undone_at == done


def test_undoing_tells_which_sheets_changed(lines):
    lines(record(7, "First"))
    report = lines(record(7, "Second"), record(8))
    ids = {sheet_of(7).pk, sheet_of(8).pk}
    told = set()

    def listen(ids, **_):
        told.update(ids)

    sheets_changed.connect(listen)
    undo(report)
    sheets_changed.disconnect(listen)

    assert told == ids


def test_the_command_says_what_it_kept(lines, capsys, monkeypatch):
    monkeypatch.setattr("practices.actions.undoing.importer_of", lambda code: IMPORTER)
    first = lines(record(7, "Mine"), record(8))
    sheet_of(7).save_revision()

    call_command("undo_import", str(first.run))

    said = capsys.readouterr().out
    assert "deleted 1, restored 0, kept 1" in said
    assert f"kept sheet {sheet_of(7).pk} (7, Mine): a person edited it" in said
    call_command("undo_import", str(first.run))
    assert "nothing to do" in capsys.readouterr().out


def test_the_command_refuses_a_run_that_is_not_there_or_not_the_newest(lines):
    first = lines(record(7, "First"))
    lines(record(7, "Second"))

    with pytest.raises(CommandError, match="Undo it first"):
        call_command("undo_import", str(first.run))
    with pytest.raises(CommandError, match="There is no run 9999"):
        call_command("undo_import", "9999")
