"""Runs: what they count and report, how they fail, how they go on after being killed."""

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys

import pytest
from django.db import connection

from practices.actions import import_source
from practices.importers.base.reading import MOST_LETTERS, MOST_RECORDS, Reading
from practices.importers.base.received import receive
from practices.importers.base.runs import shown
from practices.importers.source import BadSource, RawRecord
from practices.models import ImportIssue, ImportRun, Payload, PracticeSheet, Source
from tests.factories import SourceFactory
from tests.practices.lines import IMPORTER, record, row_contents, row_counts, withdrawn


def test_a_run_counts_and_names_what_it_did(lines):
    lines(record(1), record(2), record(3, "Old"))
    report = lines(
        record(1), withdrawn(2), record(3, "New"), record(4, warning="is odd"), record(5, bad=True)
    )

    run = ImportRun.objects.get(pk=report.run)
    assert (run.state, bool(run.finished_at)) == ("finished", True)
    assert report.counts == {
        "new": 1,
        "changed": 1,
        "same": 1,
        "held": 0,
        "withdrawn": 1,
        "quarantined": 1,
        "warning": 1,
    }
    assert list(report.lines()) == [
        f"Run {run.pk} of lines from {run.location}: finished",
        "  new 1, changed 1, same 1, held 0, withdrawn 1, quarantined 1, warnings 1",
        "  lines 5 · quarantined: it says so itself",
        "  lines 4 · location: is odd",
    ]


def test_the_report_shows_the_first_warnings_and_how_many_more_there_are(lines):
    report = lines(*(record(number, warning="is odd") for number in range(30)))

    printed = list(report.lines())
    assert printed[2] == "  lines 0 · location: is odd"
    assert printed[-1] == "  … and 10 more (in the database)"
    assert ImportIssue.objects.count() == len(report.issues) == 30


def test_the_report_is_plain_json(lines):
    report = lines(record(4, warning="is odd"))

    printed = json.loads(json.dumps(report.as_json()))
    assert printed["counts"]["new"] == printed["counts"]["warnings"] == 1
    assert printed["issues"] == [
        {"record": "4", "field": "location", "severity": "warning", "message": "is odd"}
    ]
    assert (printed["state"], printed["error"], printed["dry_run"]) == ("finished", "", False)


def test_a_dry_run_writes_nothing_and_reports_the_same(lines):
    lines(record(1, "Old"), record(2))
    records = [
        record(1, "New"),
        withdrawn(2),
        record(3, "Thin", shape="thin", tags=["new"], references=[{"key": "new"}]),
        record(3, "Full"),
        record(4, bad=True),
    ]
    contents, counts, runs = row_contents(), row_counts(), ImportRun.objects.count()

    dry = lines(*records, dry_run=True)

    assert (row_contents(), row_counts()) == (contents, counts)
    assert (ImportRun.objects.count(), ImportIssue.objects.count()) == (runs, 0)
    assert dry.dry_run and dry.as_json()["run"] is None
    real = lines(*records)
    assert (dry.counts, dry.issues) == (real.counts, real.issues)


def test_a_source_that_is_not_in_the_database_is_named(db, tmp_path):
    with pytest.raises(BadSource, match="load_vocabularies"):
        import_source(IMPORTER, str(tmp_path))


def broken_gzip(path, records):
    whole = gzip.compress("\n".join(json.dumps(record) for record in records).encode())
    path.write_bytes(whole[: len(whole) * 2 // 3])


def test_a_truncated_gzip_keeps_what_came_before_it_breaks_off(lines, tmp_path):
    path = tmp_path / "records.jsonl.gz"
    broken_gzip(path, [record(n, title=os.urandom(200).hex()) for n in range(1000)])

    report = import_source(IMPORTER, str(path))

    run = ImportRun.objects.get()
    assert (report.state, run.state) == ("failed", "failed")
    assert "breaks off" in report.error and "end-of-stream" in report.error
    assert 400 < run.new_count == PracticeSheet.objects.count() < 700
    assert ImportIssue.objects.get().message == report.error


def test_truncated_json_keeps_what_came_before_it_breaks_off(lines):
    lines.write(record(1), record(2))
    lines.path.write_text(lines.path.read_text()[:-9])

    report = import_source(IMPORTER, str(lines.path))

    assert report.counts["new"] == 1
    assert "breaks off" in report.error


def test_a_text_in_another_encoding_says_so(lines):
    lines.path.write_bytes('{"id": "1", "data": {"title": "Forêt"}}'.encode("latin-1"))

    assert "'utf-8' codec can't decode" in import_source(IMPORTER, str(lines.path)).error


def test_an_empty_file_and_a_missing_one_are_said_to_be_so(lines, tmp_path):
    assert "there is no record in it" in lines().error
    assert "is not there" in import_source(IMPORTER, str(tmp_path / "none")).error
    assert set(ImportRun.objects.values_list("state", flat=True)) == {"failed"}


def test_content_nested_beyond_reason_is_named(lines):
    deep = "[" * 3000 + "]" * 3000
    lines.path.write_text('{"id": "1", "data": {"title": %s}}' % deep)  # noqa: UP031
    assert "recursion" in import_source(IMPORTER, str(lines.path)).error

    data = []
    for _ in range(3000):
        data = [data]
    received = next(receive([RawRecord("1", "full", data)]))
    assert (received.raw.data, received.raw.error) == (
        None,
        "it is nested too deeply to be read",
    )


def test_a_batch_is_bounded_by_records_and_by_size(lines):
    small = Reading(IMPORTER, lines.write(*(record(n) for n in range(450))))
    assert [len(batch) for batch in small.batches()] == [MOST_RECORDS, MOST_RECORDS, 50]

    large = Reading(IMPORTER, lines.write(*(record(n, text="x" * 400_000) for n in range(20))))
    sizes = [sum(received.letters for received in batch) for batch in large.batches()]
    assert len(sizes) > 2
    assert max(sizes) < MOST_LETTERS + 500_000


def test_a_password_in_an_address_is_not_written_down():
    assert shown("https://me:secret@api.example.org/v1?x=1") == "https://api.example.org/v1?x=1"


def test_a_run_that_was_killed_goes_on_and_counts_each_record_once(lines, monkeypatch):
    """Killed between two batches; the records in it are of every kind."""
    lines(record(1), record(2, "Old"), record(3))
    records = [
        record(1),
        record(2, "New", warning="is odd"),
        withdrawn(3),
        record(4, bad=True),
        record(5, warning="is odd"),
        record(5, "Other"),
        record(6),
    ]
    monkeypatch.setattr("practices.importers.base.reading.MOST_RECORDS", 5)
    with monkeypatch.context() as patch:
        patch.setattr("practices.actions.importing.end_run", interrupt)
        with pytest.raises(KeyboardInterrupt):
            lines(*records)
    killed = ImportRun.objects.first()
    assert killed.state == "running"

    report = lines(*records)

    assert report.run == killed.pk
    assert report.counts == {
        "new": 2,
        "changed": 1,
        "same": 1,
        "held": 0,
        "withdrawn": 1,
        "quarantined": 2,
        "warning": 2,
    }
    assert report.issue_count == 4
    assert ImportRun.objects.get(pk=report.run).state == "finished"


def interrupt(*args):
    raise KeyboardInterrupt


@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the database as a file")
def test_an_import_killed_at_any_moment_leaves_whole_sheets_and_goes_on(vocabularies, tmp_path):
    SourceFactory(code="lines", name="Lines", licence="")
    database, source = tmp_path / "db.sqlite3", tmp_path / "records.jsonl"
    data = {
        "steps": [{"en": "Dig."}, {"en": "Fill."}],
        "evidence": [{"external_id": "1", "outcome": ["outcome", "224"]}],
        "warning": "is odd",
    }
    source.write_text("".join(json.dumps(record(n, **data)) + "\n" for n in range(500)))
    with sqlite3.connect(database) as copy:
        connection.connection.backup(copy)

    for statement in (12, 25, 31, 55, 70):
        assert run_in_a_process(database, source, statement) == -signal.SIGKILL
        check_that_sheets_are_whole(database)

    assert run_in_a_process(database, source, 0) == 0
    with sqlite3.connect(database) as done:
        runs = done.execute(
            "SELECT state, new_count, same_count, warning_count FROM practices_importrun"
        )
        assert runs.fetchall() == [("finished", 500, 0, 500)]
        assert done.execute("SELECT count(*) FROM practices_importissue").fetchone() == (500,)
    check_that_sheets_are_whole(database)


def run_in_a_process(database, source, statement):
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "knowledge.settings.test",
    }
    command = [sys.executable, "-m", "tests.practices.killed_import", str(source), str(statement)]
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode


def check_that_sheets_are_whole(database):
    """Each table has what so many sheets have, and every run a multiple of whole batches."""
    per_sheet = {"sheettext": 1, "step": 2, "evidence": 1, "sourcerecord": 1, "payload": 1}
    with sqlite3.connect(database) as saved:
        tables = {"practicesheet": 1, "importchange": 1, **per_sheet}
        counts = {
            name: saved.execute(f"SELECT count(*) FROM practices_{name}").fetchone()[0]
            for name in tables
        }
        assert saved.execute("PRAGMA foreign_key_check").fetchall() == []
    sheets = counts["practicesheet"]
    assert sheets % 100 == 0
    assert counts == {name: sheets * times for name, times in tables.items()}


def test_two_sources_do_not_share_records(lines):
    lines(record(7))
    other = Source.objects.create(code="other", name="Other")

    class Other(type(IMPORTER)):
        code = "other"

    report = import_source(Other(), str(lines.path))

    assert report.counts["new"] == 1
    assert Payload.objects.filter(record__source=other).count() == 1
