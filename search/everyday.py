"""What people say for values, and words that no list has, in three languages.

`data/words.csv`: facet, value, en, fr, es; names of the same parted by "|". A row without facet
is a word of its own, whose names in all languages stand for each other.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from practices.models.labels import LABEL_LANGUAGES
from search.query import WORD, Phrase

WORDS = Path(__file__).parent / "data" / "words.csv"

Value = tuple[str, str]


@cache
def everyday_words() -> Mapping[Value, tuple[Phrase, ...]]:
    """(facet, value) -> its names; of a word without facet (WORD, its first English name)."""
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = [(row, tuple(_names(row))) for row in csv.DictReader(file)]
    found: dict[Value, tuple[Phrase, ...]] = {}
    for row, names in rows:
        value = (row["facet"], row["value"]) if row["facet"] else (WORD, names[0][1])
        found[value] = (*found.get(value, ()), *names)
    return found


def _names(row: Mapping[str, str]) -> Iterator[Phrase]:
    for language in LABEL_LANGUAGES:
        for name in filter(None, row[language].split("|")):
            yield language, name.strip()
