"""The 32 reference soil groups of the World Reference Base (IUSS, 4th edition 2022).

Codes are the WRB's own. Names are plural, as the WRB prints them.
"""

import re
from dataclasses import dataclass
from functools import cache

from .entries import LANGUAGES, Entry, plain, read_rows

# Spellings met in soil databases.
_ALSO_WRITTEN = {
    "ferrasol": "FR",
    "ferralol": "FR",
    "ferrolol": "FR",
    "pozol": "PZ",
    "plintohsol": "PT",
    "plinthisol": "PT",
    "castanozem": "KS",
}


@dataclass(frozen=True, slots=True)
class WrbGroup(Entry):
    """A reference soil group; groups have no parent."""

    def singular(self, language: str = "en") -> str:
        """ "Lixisol" of "Lixisols" and of "Lixisoles"; "Solonetz" stays."""
        return re.sub(r"(?<=l)es$|s$", "", self.name(language))


@cache
def wrb_groups() -> tuple[WrbGroup, ...]:
    """All 32, by English name."""
    return tuple(WrbGroup(*row) for row in read_rows("wrb.csv"))


@cache
def _by_code() -> dict[str, WrbGroup]:
    return {group.code: group for group in wrb_groups()}


@cache
def _by_word() -> dict[str, WrbGroup]:
    words = {plain(group.singular(lang)): group for group in wrb_groups() for lang in LANGUAGES}
    return words | {word: _by_code()[code] for word, code in _ALSO_WRITTEN.items()}


def wrb_group(code: str) -> WrbGroup:
    """The group of a code such as "LX". Raises KeyError for any other."""
    return _by_code()[code]


def group_of_word(word: str) -> WrbGroup | None:
    """The group that one word names ("Ferrasols", "lixisol", "Antrosoles"), or None."""
    return _by_word().get(re.sub(r"(?<=l)es$|(?<=[a-z])s$", "", plain(word)))


def groups_in(text: str) -> tuple[WrbGroup, ...]:
    """The groups that a soil name contains, in order, each once ("Luvic Phaeozem Humic")."""
    found = (group_of_word(word) for word in re.findall(r"[^\W\d_]+", text))
    return tuple(dict.fromkeys(group for group in found if group))
