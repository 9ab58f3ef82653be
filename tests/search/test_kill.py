"""A process killed at any point of indexing loses no committed sheet."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from search.faults import POINTS

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 20


@pytest.fixture
def database(db, tmp_path):
    """A copy of the tests' database, with its vocabularies, for several processes to share."""
    if connection.vendor != "sqlite":
        pytest.skip("kills processes on SQLite, whose file it can copy")
    original = sqlite3.connect(connection.settings_dict["NAME"])
    with closing(original), closing(sqlite3.connect(tmp_path / "db.sqlite3")) as copy:
        original.backup(copy)
    return f"sqlite:///{tmp_path / 'db.sqlite3'}"


def report_of(database, folder):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "knowledge.settings.dev",
        "DATABASE_URL": database,
        "LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.search.killed", str(folder), str(ROUNDS)],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return json.loads(done.stdout)


def test_sigkill_at_any_point_loses_nothing(database, tmp_path):
    report = report_of(database, tmp_path / "index")
    assert list(report) == list(POINTS)
    committed = 0
    for point, killed in report.items():
        assert len(killed["rounds"]) == ROUNDS
        for one in killed["rounds"]:
            committed += 1
            assert one["signal"] == signal.SIGKILL, point
            assert len(one["committed"]) == committed, point
            assert one["found"] == one["committed"], point
        assert killed["differences"] == [], point
