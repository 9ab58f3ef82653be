"""Countries and areas by ISO 3166-1 code, by name, and by position.

An area with an ISO code of its own (Réunion, Greenland, Taiwan) is an entry of its own, whoever
administers it. Somaliland and Northern Cyprus, which have none, count as Somalia and Cyprus;
the Siachen Glacier counts as no country. Kosovo has the user-assigned codes XKX and XK.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from .borders import borders
from .entries import Entry, plain
from .packed import DATA
from .position import check_position
from .regions import Region, region

COAST_KM = 20.0

# Words that do not tell one name from another, in the three languages.
_SMALL_WORDS = {"and", "of", "the", "d", "de", "des", "du", "et", "l", "la", "le", "les"}
_SMALL_WORDS |= {"del", "el", "las", "los", "y"}
_WRITTEN_OUT = {"is": "islands", "st": "saint", "rep": "republic", "dem": "democratic"}


@dataclass(frozen=True, slots=True)
class Country(Entry):
    """A country or area: `code` is ISO alpha-3, `parent_code` its M49 sub-region."""

    alpha2: str

    @property
    def subregion(self) -> Region | None:
        """The M49 sub-region; None for Antarctica, which is a region and has no parts."""
        found = region(self.parent_code or "")
        return found if found.parent_code else None

    @property
    def region(self) -> Region:
        return region(self.parent_code or "").top


@cache
def _rows() -> list[list[Any]]:
    """Alpha-3, alpha-2, sub-region, name in en, fr, es, list of other names."""
    rows: list[list[Any]] = json.loads((DATA / "countries.json").read_text(encoding="utf-8"))
    return rows


@cache
def countries() -> tuple[Country, ...]:
    """All 250, by alpha-3 code."""
    return tuple(Country(a3, area, en, fr, es, a2) for a3, a2, area, en, fr, es, _ in _rows())


@cache
def _by_code() -> dict[str, Country]:
    entries = countries()
    return {entry.alpha2: entry for entry in entries} | {entry.code: entry for entry in entries}


@cache
def _by_name() -> dict[frozenset[str], Country]:
    return {
        _words(name): entry
        for entry, (_, _, _, *names, others) in zip(countries(), _rows(), strict=True)
        for name in (*others, *names)
    }


def _words(name: str) -> frozenset[str]:
    """The words that tell a name from others, in any order: "Congo (Dem. Rep. of the)"."""
    words = re.findall(r"[^\W_]+", plain(name))
    return frozenset(_WRITTEN_OUT.get(word, word) for word in words) - _SMALL_WORDS


def country_by_code(code: str) -> Country | None:
    """The country of an ISO alpha-3 or alpha-2 code, in capitals or not."""
    return _by_code().get(code.strip().upper())


def country_by_name(name: str) -> Country | None:
    """The country of a name in English, French or Spanish, of a common alias, or None.

    Case, accents, punctuation, articles and word order do not count.
    """
    words = _words(name)
    return _by_name().get(words) if words else None


def nearest_country(latitude: float, longitude: float) -> tuple[Country | None, float] | None:
    """The country, None if disputed, and how far (km) its land is: 0 on it, at most `COAST_KM`.

    None in the open sea. Raises PositionError for a position that is none.
    """
    lat, lon = check_position(latitude, longitude)
    inside = borders().inside(lat, lon)
    found = (inside, 0.0) if inside else borders().nearest(lat, lon, COAST_KM)
    return (_by_code().get(found[0]), found[1]) if found else None


def country(latitude: float, longitude: float) -> Country | None:
    """The country at a position in degrees, or of the land within 20 km; None at sea."""
    found = nearest_country(latitude, longitude)
    return found[0] if found else None
