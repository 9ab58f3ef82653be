"""What people say for values, and words that no list has, in three languages.

`data/words.csv` (ours) and `data/agrovoc.csv` (labels of FAO's thesaurus that people wrote or
checked in each of the languages): facet, value, en, fr, es; names of the same parted by "|". A row
without facet is a word of its own, whose names in all languages stand for each other.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from practices.models import PracticeSynonym
from practices.models.labels import LABEL_LANGUAGES
from search.query import WORD, Phrase
from search.words.lexicon import Entry, Synonym

DATA = Path(__file__).parent / "data"
FILES = (DATA / "words.csv", DATA / "agrovoc.csv")

Value = tuple[str, str]

_PART_SIGNS = re.compile(r"\s*[/;(),]\s*")
_CODE = re.compile(r"^[A-Z][a-z]\s*[:;]\s*")  # before the names of kinds of degradation


@cache
def everyday_words() -> Mapping[Value, tuple[Phrase, ...]]:
    """(facet, value) -> its names; of a word without facet (WORD, its first English name)."""
    found: dict[Value, tuple[Phrase, ...]] = {}
    for row in chain.from_iterable(map(rows, FILES)):
        names = tuple(_names(row))
        value = (row["facet"], row["value"]) if row["facet"] else (WORD, names[0][1])
        found[value] = tuple(dict.fromkeys((*found.get(value, ()), *names)))
    return found


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(row: Mapping[str, str]) -> Iterator[Phrase]:
    for language in LABEL_LANGUAGES:
        for name in filter(None, row[language].split("|")):
            yield language, name.strip()


def labels(entry: Entry) -> Iterator[Phrase]:
    """The label of a value in each language."""
    labels = ((code, _CODE.sub("", label)) for code, label in entry.words.items())
    return (label for label in labels if label[0] in LABEL_LANGUAGES)


def parts(entry: Entry) -> Iterator[Synonym]:
    """Of a label that lists several things, each of them: less than the value."""
    for code, label in labels(entry):
        for part in _PART_SIGNS.split(label):
            if any(map(str.isalpha, part)):
                yield code, part, PracticeSynonym.Kind.NARROWER
