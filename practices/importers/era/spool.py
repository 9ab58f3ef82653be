"""Rows of a table brought together by record, on disk.

The rows of a study do not always follow one another, so no record is whole before the last row
is read. They wait in a temporary SQLite file, sorted by SQLite on its way out; memory stays
the same whatever the size of the table.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

# key of the record, values of the row, what was wrong with it ("" for nothing)
SpooledRow = tuple[str, list[str], str]

_BATCH = 2000


class Spool:
    """A context; `add` all rows first, then go through `records` once."""

    def __enter__(self) -> "Spool":
        self._folder = TemporaryDirectory(prefix="era-")
        self._table = sqlite3.connect(Path(self._folder.name) / "rows.sqlite3")
        # The file is thrown away: no need to be safe against a crash.
        self._table.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;"
            "CREATE TABLE rows (key TEXT, position INTEGER PRIMARY KEY, data TEXT, error TEXT);"
        )
        self._waiting: list[tuple[str, str, str]] = []
        return self

    def __exit__(self, *problem: object) -> None:
        self._table.close()
        self._folder.cleanup()

    def add(self, rows: Iterable[SpooledRow]) -> None:
        """Keeps what was added even if `rows` breaks off with an error."""
        try:
            for key, values, error in rows:
                self._waiting.append((key, json.dumps(values, ensure_ascii=False), error))
                if len(self._waiting) >= _BATCH:
                    self._flush()
        finally:
            self._flush()

    def _flush(self) -> None:
        self._table.executemany(
            "INSERT INTO rows (key, data, error) VALUES (?, ?, ?)", self._waiting
        )
        self._waiting.clear()

    def records(self) -> Iterator[tuple[str, list[SpooledRow]]]:
        """The rows of each key, in the order of the table; keys in alphabetic order."""
        rows = self._table.execute("SELECT key, data, error FROM rows ORDER BY key, position")
        for key, group in groupby(rows, key=itemgetter(0)):
            yield key, [(key, json.loads(data), error) for _, data, error in group]
