"""A source's own words for a soil, turned into the WRB groups that they may mean.

No two systems cut the soils alike: a word may have several candidates, and all are kept, each
with the system that it was read in and how sure it is. Sources: the correlation tables of
OpenGeoHub's SoilSamples (`soil_words.csv`), and rules on how names are built in the systems
(`soil_rules.csv`, our own: a name of US Soil Taxonomy tells by its ending what it is).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import chain
from typing import Literal, NamedTuple, get_args

from .entries import plain
from .packed import DATA
from .wrb import WrbGroup, group_of_word, wrb_group, wrb_groups

Sureness = Literal["same", "likely", "possible"]

SYSTEMS = {
    "WRB": "World Reference Base",
    "USDA": "US Soil Taxonomy",
    "FAO74": "FAO-Unesco legend, 1974",
    "FAO90": "FAO revised legend, 1990",
    "CPCS": "French classification, 1967",
    "RP": "Référentiel pédologique, 1995",
    "KA": "German classification",
    "SiBCS": "Brazilian classification",
    "CSSC": "Canadian classification",
    "SA": "South African taxonomy",
    "COMMON": "common names",
}
_ANY = tuple(SYSTEMS)
_FAMILIES = {"FAO": ("FAO90", "FAO74", "WRB")}

# Names of the orders of US Soil Taxonomy, and how the names of what they contain end.
_ORDER_ENDINGS = {
    "alfisol": "alf",
    "andisol": "and",
    "aridisol": "id",
    "entisol": "ent",
    "gelisol": "el",
    "histosol": "ist",
    "inceptisol": "ept",
    "mollisol": "oll",
    "oxisol": "ox",
    "spodosol": "od",
    "ultisol": "ult",
    "vertisol": "ert",
}
_BETWEEN_SOILS = re.compile(r"[./,;+&()]|\b(?:and|or|et|ou|y|o|und)\b")
# A word is taken for a misspelling of a known one from this likeness on (0 to 1).
_ALIKE = 0.82
_LEAST_LETTERS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group that a word may mean. `sure` is `same` if the word is the group's own name.

    `read_as` is the name that was understood ("oxic paleudult" of "oxic plaeudult").
    """

    group: WrbGroup
    system: str
    sure: Sureness
    read_as: str


class Meaning(NamedTuple):
    """What a table or a rule of a system says of a name: codes of groups."""

    system: str
    likely: tuple[str, ...]
    possible: tuple[str, ...]

    def candidates(self, read_as: str, *, only_possible: bool) -> Iterator[Candidate]:
        for code in self.likely:
            sure: Sureness = "possible" if only_possible else "likely"
            yield Candidate(wrb_group(code), self.system, sure, read_as)
        for code in self.possible:
            yield Candidate(wrb_group(code), self.system, "possible", read_as)


@lru_cache(maxsize=4096)
def soil_candidates(text: str, system: str | None = None) -> tuple[Candidate, ...]:
    """The groups that a soil name may mean, the surest first; empty if none is known.

    `system` is a key of SYSTEMS, "FAO" for both of its legends, or None if the source does not
    say; then names of the WRB are taken at their word. Raises ValueError for any other system.
    """
    systems = _systems(system)
    found = [
        candidate
        for part in _BETWEEN_SOILS.split(plain(text))
        for candidate in _of_part(_words(part), systems)
    ]
    best: dict[str, Candidate] = {}
    for candidate in sorted(found, key=_rank):
        best.setdefault(candidate.group.code, candidate)
    return tuple(best.values())


def _rank(candidate: Candidate) -> tuple[int, int]:
    """The surest first; of two systems that agree, the one named first in SYSTEMS."""
    return get_args(Sureness).index(candidate.sure), _ANY.index(candidate.system)


def _systems(system: str | None) -> tuple[str, ...]:
    if system is None:
        return _ANY
    if system in SYSTEMS or system in _FAMILIES:
        return _FAMILIES.get(system, (system,))
    known = ", ".join([*SYSTEMS, *_FAMILIES])
    raise ValueError(f"Unknown soil system {system!r}; known are {known}.")


def name_key(text: str) -> str:
    """A soil name in singular, lower case and plain letters: "Typic Paleudults" is one form."""
    return " ".join(_words(plain(text)))


def _words(part: str) -> list[str]:
    words = (re.sub(r"aux$", "al", word) for word in re.findall(r"[^\W_]+", part))
    return [re.sub(r"(?<=l)es$|(?<=[^s])s$", "", word) if len(word) > 3 else word for word in words]


def _of_part(words: list[str], systems: tuple[str, ...]) -> list[Candidate]:
    """Candidates of words that lie between two separators; misspelt ones as a second try."""
    found = [one for name in _names(words, systems) for one in _of_name(name, systems)]
    if found or not words:
        return found
    mended = [_mended(word) for word in words]
    found = [one for name in _names(mended, systems) for one in _of_name(name, systems)]
    return [replace(one, sure="likely") if one.sure == "same" else one for one in found]


def _names(words: list[str], systems: tuple[str, ...]) -> list[str]:
    """The names in a row of words: each ends with a word that has a meaning by itself.

    If the whole is a name of a table, or no word has a meaning, the whole is one name. An order
    beside a finer name of it is dropped ("alfisol haplustalf").
    """
    whole = " ".join(words)
    if _in_table(whole, systems):
        return [whole]
    names, first = [], 0
    for at, word in enumerate(words, start=1):
        if any(_of_name(word, systems)):
            names.append(" ".join(words[first:at]))
            first = at
    return [name for name in names if not _is_coarse(name, names)] or [whole]


def _is_coarse(name: str, names: list[str]) -> bool:
    ending = _ORDER_ENDINGS.get(name.rpartition(" ")[2])
    return ending is not None and any(other.endswith(ending) for other in names if other != name)


def _of_name(name: str, systems: tuple[str, ...]) -> Iterator[Candidate]:
    """Candidates of one name, such as "oxic paleustalf" or "ferric lixisol".

    A name of two words or more that a table has is surer than the rule for how it is built; of
    one word alone the rule is surer, since tables list single cases.
    """
    group = group_of_word(name.rpartition(" ")[2]) if "WRB" in systems else None
    if group:
        yield Candidate(group, "WRB", "same", name)
        if systems == _ANY:
            return
    rules = _by_rules(name, systems)
    listed, meanings = _in_tables(name, systems)
    is_full = " " in listed
    ruled = {rule.system for rule in rules}
    for meaning in meanings:
        only_possible = meaning.system in ruled and not is_full
        yield from meaning.candidates(listed, only_possible=only_possible)
    told = {meaning.system for meaning in meanings if meaning.likely}
    for rule in rules:
        yield from rule.candidates(name, only_possible=is_full and rule.system in told)


def _by_rules(name: str, systems: tuple[str, ...]) -> list[Meaning]:
    """What the first fitting rule of each system says."""
    found: dict[str, Meaning] = {}
    for pattern, meaning in _rules():
        if meaning.system in systems and meaning.system not in found and pattern.search(name):
            found[meaning.system] = meaning
    return list(found.values())


def _in_tables(name: str, systems: tuple[str, ...]) -> tuple[str, list[Meaning]]:
    """The longest ending of a name that a table has, and what the tables say of it."""
    while name:
        if meanings := _in_table(name, systems):
            return name, meanings
        name = name.partition(" ")[2]
    return "", []


def _in_table(name: str, systems: tuple[str, ...]) -> list[Meaning]:
    return [meaning for meaning in _table().get(name, ()) if meaning.system in systems]


def _mended(word: str) -> str:
    """The known word that a word ends with, or is very like; else the word, as if an adjective."""
    if len(word) < _LEAST_LETTERS or word.endswith(("ic", "ique")):
        return word
    ending = (known for known in _vocabulary() if word.endswith(known))
    alike = get_close_matches(word, _vocabulary(), n=1, cutoff=_ALIKE)
    return next(chain(ending, alike), word)


@cache
def _vocabulary() -> list[str]:
    words = [plain(group.singular()) for group in wrb_groups()]
    return [*words, *_ORDER_ENDINGS, *(name for name in _table() if " " not in name)]


@cache
def _table() -> dict[str, list[Meaning]]:
    table: dict[str, list[Meaning]] = {}
    for row in _rows("soil_words.csv"):
        table.setdefault(row["name"], []).append(_meaning(row))
    return table


@cache
def _rules() -> list[tuple[re.Pattern[str], Meaning]]:
    return [(re.compile(row["pattern"]), _meaning(row)) for row in _rows("soil_rules.csv")]


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _meaning(row: dict[str, str]) -> Meaning:
    return Meaning(row["system"], tuple(row["likely"].split()), tuple(row["possible"].split()))
