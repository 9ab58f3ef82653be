"""Writes the sets of a generation while it is built."""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from pyroaring import BitMap

from search.documents import Doc
from search.embedded.sets import ALL, FILE
from search.fields import FACETS, SCALED, scaled
from search.indexed import TEXT_LANGUAGES, Entry, numbers, text_field
from search.words.stemming import ANALYZERS

BATCH = 2_000
"""Documents between two times that lists of ids become sets, which are ten times smaller."""

TITLES = {text_field("title", code) for code in ANALYZERS}

Key = tuple[str, str]


class Gathering:
    """Field and value -> the documents that have it."""

    def __init__(self) -> None:
        self._sets: defaultdict[Key, BitMap] = defaultdict(BitMap)
        self._lists: defaultdict[Key, list[int]] = defaultdict(list)
        self._numbers: dict[str, list[tuple[int, int]]] = {name: [] for name in SCALED}

    def add(self, doc: Doc, entries: Iterable[Entry]) -> None:
        """entries: name of a field of tantivy and its text, as `schema.entries` makes them."""
        for key in _keys(entries):
            self._lists[key].append(doc.id)
        for name, number in numbers(doc):
            self._numbers[name].append((scaled(name, number), doc.id))
        if len(self._lists[ALL]) == BATCH:
            self._pack()

    def save(self, folder: Path) -> None:
        """Write the file, onto the disk."""
        self._pack()
        with closing(sqlite3.connect(folder / FILE)) as file, file:
            file.execute(
                "CREATE TABLE sets (field TEXT, value TEXT, ids BLOB NOT NULL,"
                " PRIMARY KEY (field, value)) WITHOUT ROWID"
            )
            file.execute("CREATE TABLE numbers (name TEXT PRIMARY KEY, numbers BLOB, ids BLOB)")
            file.executemany("INSERT INTO sets VALUES (?, ?, ?)", self._rows())
            file.executemany("INSERT INTO numbers VALUES (?, ?, ?)", self._columns())

    def _pack(self) -> None:
        for key, ids in self._lists.items():
            self._sets[key].update(ids)
        self._lists.clear()

    def _rows(self) -> Iterator[tuple[str, str, bytes]]:
        for (field, value), ids in sorted(self._sets.items(), key=lambda one: one[0]):
            ids.run_optimize()
            yield field, value, ids.serialize()

    def _columns(self) -> Iterator[tuple[str, bytes, bytes]]:
        for name, pairs in self._numbers.items():
            pairs.sort()
            values = array("q", (value for value, _ in pairs))
            yield name, values.tobytes(), array("I", (pk for _, pk in pairs)).tobytes()


def _keys(entries: Iterable[Entry]) -> set[Key]:
    """A word counts once for its language, in whichever texts it is; once more for its titles."""
    keys = {ALL}
    for name, value in entries:
        if name in FACETS:
            keys.add((name, value))
        elif language := TEXT_LANGUAGES.get(name):
            keys.update((language, form) for form in value.split())
            if name in TITLES:
                keys.update((name, form) for form in value.split())
    return keys
