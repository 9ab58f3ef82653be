"""The sets of a generation: the documents that have a word, a value, a number; ready to combine.

tantivy finds and scores, but gives no set of what a text finds: each facet that is filtered would
have it look for all words again. So a build also writes, for each form of a word and each value,
the ids that have it as a roaring bitmap. The file never changes; what is written after the build
is asked of tantivy.

    <generation>/SETS   SQLite: sets(field, value, ids), numbers(name, numbers in order, their ids)
"""

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pyroaring import BitMap

from search.fields import FACETS, SCALED

FILE = "SETS"
ALL = ("", "")
"""Field and value of the set of all documents."""

SHARED_BYTES = 1 << 30
"""Of the file that may be mapped: all processes share these pages."""
HISTOGRAMS = 16
"""Ways to cut numbers into buckets that are remembered."""

Numbers = tuple["array[int]", "array[int]"]
"""Numbers in ascending order, and the ids of their documents."""


class Sets:
    """The file, opened to read. Values and numbers are held in memory, words fetched when asked."""

    def __init__(self, folder: Path) -> None:
        address = f"{(folder / FILE).resolve().as_uri()}?immutable=1"
        self._file = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._file.execute(f"PRAGMA mmap_size={SHARED_BYTES}")
        self.ids = self._set(*ALL)
        self.facets: Mapping[str, Mapping[str, BitMap]] = {
            name: dict(self._values(name)) for name in FACETS
        }
        self._numbers = dict(self._columns())
        self.bars = lru_cache(HISTOGRAMS)(self._bars)
        self.having = lru_cache(len(SCALED))(self._having)

    def word(self, field: str, form: str) -> BitMap:
        """The documents with this form in a text of a language ("en"), or a title ("title_en")."""
        return self._set(field, form)

    def between(self, name: str, lowest: int | None, highest: int | None) -> BitMap:
        """The documents with a number (as `scaled`) between the two, both included."""
        numbers, ids = self._numbers[name]
        start = 0 if lowest is None else bisect_left(numbers, lowest)
        stop = len(numbers) if highest is None else bisect_right(numbers, highest)
        return BitMap(ids[start:stop])

    def _having(self, name: str) -> BitMap:
        """The documents with such a number."""
        return self.between(name, None, None)

    def _bars(self, name: str, width: int) -> Mapping[int, BitMap]:
        """Lowest number of a bucket -> its documents; none is empty."""
        numbers, ids = self._numbers[name]
        bars, start = {}, 0
        while start < len(numbers):
            lowest = numbers[start] // width * width
            stop = bisect_left(numbers, lowest + width, start)
            bars[lowest] = BitMap(ids[start:stop])
            start = stop
        return bars

    def _set(self, field: str, value: str) -> BitMap:
        found = self._file.execute(
            "SELECT ids FROM sets WHERE field = ? AND value = ?", (field, value)
        ).fetchone()
        return BitMap.deserialize(found[0]) if found else BitMap()

    def _values(self, facet: str) -> Iterator[tuple[str, BitMap]]:
        rows = self._file.execute("SELECT value, ids FROM sets WHERE field = ?", (facet,))
        return ((value, BitMap.deserialize(ids)) for value, ids in rows)

    def _columns(self) -> Iterator[tuple[str, Numbers]]:
        for name, numbers, ids in self._file.execute("SELECT name, numbers, ids FROM numbers"):
            yield name, (array("q", numbers), array("I", ids))
