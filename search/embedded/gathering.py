"""Writes the sets of a generation while it is built."""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
"""Field and value."""
Lists = defaultdict[str, list[int]]
"""Value -> the documents that have it."""


class Gathering:
    """Field and value -> the documents that have it."""

    def __init__(self) -> None:
        self._sets: defaultdict[Key, BitMap] = defaultdict(BitMap)
        self._lists: defaultdict[str, Lists] = defaultdict(lambda: defaultdict(list))
        self._numbers: dict[str, list[tuple[int, int]]] = {name: [] for name in SCALED}
        self._waiting = 0

    def add(self, doc: Doc, entries: Iterable[Entry]) -> None:
        """entries: name of a field of tantivy and its text, as `schema.entries` makes them."""
        for field, values in _values(entries).items():
            lists = self._lists[field]
            for value in values:
                lists[value].append(doc.id)
        for name, number in numbers(doc):
            self._numbers[name].append((scaled(name, number), doc.id))
        self._waiting += 1
        if self._waiting == BATCH:
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
        for field, lists in self._lists.items():
            for value, ids in lists.items():
                self._sets[field, value].update(ids)
        self._lists.clear()
        self._waiting = 0

    def _rows(self) -> Iterator[tuple[str, str, bytes]]:
        for (field, value), ids in sorted(self._sets.items(), key=lambda one: one[0]):
            ids.run_optimize()
            yield field, value, ids.serialize()

    def _columns(self) -> Iterator[tuple[str, bytes, bytes]]:
        for name, pairs in self._numbers.items():
            pairs.sort()
            values = array("q", (value for value, _ in pairs))
            yield name, values.tobytes(), array("I", (pk for _, pk in pairs)).tobytes()


def _values(entries: Iterable[Entry]) -> Mapping[str, set[str]]:
    """A word counts once for its language, in whichever texts it is; once more for its titles."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    field, value = ALL
    found[field].add(value)
    for name, text in entries:
        if name in FACETS:
            found[name].add(text)
        elif language := TEXT_LANGUAGES.get(name):
            forms = text.split()
            found[language].update(forms)
            if name in TITLES:
                found[name].update(forms)
    return found
