"""From a label or a code of WOCAT to a term of our code lists.

The old API gives labels in the language it was asked in; the new one gives the tails of the
questionnaire's codes in capitals (`tech_rainfall_less_250` is `LESS_250`), a label in capitals,
or a letter code (`S5`).
"""

import re
from functools import cache, lru_cache
from pathlib import Path

from practices.vocabularies import read_table, read_terms

from ..draft import Code
from .words import fold

HERE = Path(__file__).parent
LANGUAGES = ("en", "fr", "es")
_LETTER_CODE = re.compile(r"([A-Z][a-z]?\s?\d{0,2}(?:\.\d)?)\s*:")
_ASIDE = re.compile(r"\([^()]*\)")

Index = dict[str, str]


@lru_cache(maxsize=20_000)
def find_code(vocabularies: tuple[str, ...], value: str) -> Code | None:
    """The term that a label or a code means, in the first of the lists that has it."""
    letter = _LETTER_CODE.match(value)
    for key in (value.strip(), fold(value), fold(letter.group(1)) if letter else ""):
        for vocabulary in vocabularies:
            if code := _index(vocabulary).get(key):
                return vocabulary, code
    return None


@cache
def find_other(name: str, value: str) -> str | None:
    """The code of a label that `labels.csv` has for something that is no list of ours."""
    return dict(_other_labels(name, ())).get(fold(value))


@cache
def _index(vocabulary: str) -> Index:
    """All that may stand for a term: what is surest comes first and is never replaced."""
    index: Index = {}
    rows = read_terms(vocabulary)
    for ways in (_codes, _other_labels, _labels, _letters, _asides, _tails):
        for key, code in ways(vocabulary, rows):
            index.setdefault(key, code)
    return index


Rows = tuple[dict[str, str], ...]
Pairs = list[tuple[str, str]]


def _codes(vocabulary: str, rows: Rows) -> Pairs:
    return [(row["code"], row["code"]) for row in rows]


def _other_labels(vocabulary: str, rows: Rows) -> Pairs:
    """Labels of the edition of 2015 and those that ours no longer have, names of the new API."""
    table = read_table(HERE / "labels.csv")
    return [(fold(row["label"]), row["code"]) for row in table if row["list"] == vocabulary]


def _labels(vocabulary: str, rows: Rows) -> Pairs:
    labels = [(row[f"label_{language}"], row["code"]) for language in LANGUAGES for row in rows]
    exact = [(label, code) for label, code in labels if label]
    return exact + [(fold(label), code) for label, code in exact]


def _letters(vocabulary: str, rows: Rows) -> Pairs:
    """ "S5" of "S5: Dams, pans, ponds"."""
    found = ((_LETTER_CODE.match(row["label_en"]), row["code"]) for row in rows)
    return [(fold(match.group(1)), code) for match, code in found if match]


def _asides(vocabulary: str, rows: Rows) -> Pairs:
    """ "general flood" of "general (river) flood"."""
    return [(fold(_ASIDE.sub("", row["label_en"])), row["code"]) for row in rows]


def _tails(vocabulary: str, rows: Rows) -> Pairs:
    """ "less250" of "tech_rainfall_less_250"; the longest tail of a code wins."""
    tails = []
    for row in rows:
        parts = row["code"].split("_")
        tails += [(start, fold("".join(parts[start:])), row["code"]) for start in range(len(parts))]
    return [(tail, code) for _, tail, code in sorted(tails)]


@cache
def crop_of(code: str) -> Code | None:
    """The crop of our own list for one of WOCAT's."""
    crops = {row["code"]: row["crop"] for row in read_table(HERE / "crops.csv")}
    return ("crop", crops[code]) if code in crops else None


@cache
def parent_of(vocabulary: str, code: str) -> str:
    """The code of the parent, without its list; "" at the top."""
    parents = {row["code"]: row["parent"] for row in read_terms(vocabulary)}
    return parents[code].rpartition(":")[2]
