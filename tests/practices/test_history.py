"""What changed upstream: dates and fields, of what stands."""

import pytest

from practices.actions import undo_import
from practices.models import ImportRun, PracticeSheet
from practices.reading import history as module
from practices.reading.history import history
from tests.practices.lines import IMPORTER, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_source(monkeypatch):
    """The small source of the tests is no package beside the others."""
    monkeypatch.setattr(module, "importer_of", lambda _code: IMPORTER)


def rows():
    return history(PracticeSheet.objects.get())


def test_the_first_time_is_told_without_fields(lines):
    lines(record(1, "Old"))
    assert [(row.text, row.fields) for row in rows()] == [("Received for the first time", [])]


def test_a_change_names_what_is_different(lines):
    lines(record(1, "Old"))
    lines(record(1, "New"))
    assert [(row.text, row.fields) for row in rows()] == [
        ("Changed at the source", ["Title"]),
        ("Received for the first time", []),
    ]


def test_what_was_undone_is_not_told(lines):
    lines(record(1, "Old"))
    lines(record(1, "New"))
    undo_import(ImportRun.objects.first(), importer=IMPORTER)
    assert len(rows()) == 1


def test_a_sheet_written_here_has_none():
    assert history(PracticeSheet()) == []
