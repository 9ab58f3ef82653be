"""`manage.py import_sheets` and the records that come with the project."""

import gzip
import json
import shutil

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from practices.actions import import_bundled
from practices.models import ImportRun, PracticeSheet
from practices.vocabularies import DATA
from tests.practices.lines import row_contents

WOCAT = DATA / "wocat"
TABLE = WOCAT / "technologies_1000-1140.csv"


def test_a_file_is_imported_and_reported(db, capsys):
    call_command("import_sheets", "wocat", str(TABLE))

    printed = capsys.readouterr().out
    assert "of wocat from practices/data/wocat/technologies_1000-1140.csv: finished" in printed
    assert "new 140, changed 0, same 0, held 0, withdrawn 0, quarantined 0" in printed
    assert PracticeSheet.objects.published().from_source("wocat").count() == 140


def test_a_gzip_of_the_same_is_the_same(db, tmp_path, capsys):
    call_command("import_sheets", "wocat", str(TABLE))
    (tmp_path / "again.csv.gz").write_bytes(gzip.compress(TABLE.read_bytes()))

    call_command("import_sheets", "wocat", str(tmp_path / "again.csv.gz"))

    assert "new 0, changed 0, same 140" in capsys.readouterr().out


def test_several_sources_and_a_folder_are_runs_of_their_own_in_json(db, tmp_path, capsys):
    shutil.copy(TABLE, tmp_path)

    call_command("import_sheets", "wocat", str(TABLE), str(tmp_path), "--json")

    printed = json.loads(capsys.readouterr().out)
    first, second = printed["runs"]
    assert (printed["counts"]["new"], printed["counts"]["same"]) == (140, 140)
    assert (first["counts"]["new"], second["counts"]["same"]) == (140, 140)
    assert first["run"] != second["run"]
    assert set(first) == {
        *("run", "source", "location", "state", "dry_run", "error"),
        *("counts", "issues", "issue_count"),
    }


def test_a_dry_run_leaves_no_trace(db, capsys):
    before = row_contents()

    call_command("import_sheets", "wocat", str(TABLE), "--dry-run")

    assert "Dry run of wocat" in capsys.readouterr().out
    assert row_contents() == before
    assert not ImportRun.objects.exists()


def test_a_place_with_nothing_to_read_fails_with_a_clear_word(db, tmp_path, capsys):
    with pytest.raises(CommandError, match="nothing-here") as error:
        call_command("import_sheets", "wocat", str(tmp_path / "nothing-here"), str(TABLE))

    assert error.value.returncode == 1
    assert "new 140" in capsys.readouterr().out  # the other place was read all the same


def test_a_source_that_is_none_is_refused(db):
    with pytest.raises(CommandError, match="invalid choice: 'panorama'"):
        call_command("import_sheets", "panorama", str(TABLE))


def test_statements_are_not_kept_even_with_debug_on(db, settings):
    settings.DEBUG = True
    connection.queries_log.clear()

    call_command("import_sheets", "wocat", str(TABLE), "--dry-run")

    kept = [query["sql"] for query in connection.queries_log]
    assert not any(sql.startswith("INSERT") for sql in kept)


def test_the_bundled_records_are_imported_once(db):
    reports = {report.source: report for report in import_bundled()}

    assert {source: report.error for source, report in reports.items()} == {"era": "", "wocat": ""}
    assert reports["era"].counts["new"] > 900
    assert reports["wocat"].counts["new"] > 150
    assert reports["era"].counts["quarantined"] == reports["wocat"].counts["quarantined"] == 0
    assert import_bundled() == []


def test_bundled_records_that_changed_or_were_undone_are_imported_again(db, tmp_path, monkeypatch):
    folder = tmp_path / "wocat"
    folder.mkdir()
    shutil.copy(TABLE, folder)
    monkeypatch.setattr("practices.importers.base.bundled.DATA", tmp_path)
    assert [report.counts["new"] for report in import_bundled()] == [140]

    text = TABLE.read_text(encoding="utf-8")
    (folder / TABLE.name).write_text(text.rsplit("\n", 2)[0] + "\n", encoding="utf-8")
    (again,) = import_bundled()
    assert (again.counts["same"], again.counts["new"]) == (139, 0)

    call_command("undo_import", str(again.run), verbosity=0)
    assert len(import_bundled()) == 1
