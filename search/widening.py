"""How widely a text must be understood before it finds something.

Decided from the text alone, never from what filters leave: a filter must not turn a question into
another one. A word that nothing has may be begun or misspelt; if all words together find nothing,
those that tell least are left out, and the answer says which. What names a value is not misspelt.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

from search.query import WORD
from search.wording import Wording
from search.words.plan import Unit

TELLING = frozenset({"practice", "crop", "degradation", WORD})
"""Facets whose values tell what is asked for; those of others tell where."""

FEW = 5
"""So few documents leave room for those with a title in which the last word goes on."""


class Finder(Protocol):
    """An engine, asked how much a text finds."""

    def counts(self, wordings: Sequence[Wording], most: int | None = None) -> list[int]:
        """How many documents each finds, without any filter; where `most` is given, more than
        that may be counted as that.
        """


def widened(finder: Finder, exact: Wording, found: int) -> Wording | None:
    """The first wider way to understand the text that finds more, None if none does.

    found: how many documents the text as it is finds, or FEW if more.
    """
    if not exact.plan or found >= FEW:
        return None
    return _completed(finder, exact, found) if found else _more_widely(finder, exact)


def _completed(finder: Finder, exact: Wording, found: int) -> Wording | None:
    """Where few documents have all words, a title may go on from the last: who types "solar green"
    is about to type "greenhouse".
    """
    last = exact.plan.units[-1:]
    begun = replace(exact, begun=last)
    return begun if last[0].begun and finder.counts([begun], FEW)[0] > found else None


def _more_widely(finder: Finder, exact: Wording) -> Wording | None:
    units = exact.plan.units
    each = finder.counts([exact.only([unit]) for unit in units], 1)
    unknown = tuple(unit for unit, count in zip(units, each, strict=True) if not count)
    wider = tuple(unit for unit in unknown or units if not (unit.values or unit.names))
    begun = replace(exact, begun=unknown)
    forgiving = replace(exact, begun=wider, forgiven=wider)
    for wording, count in zip(
        (begun, forgiving), finder.counts([begun, forgiving], 1), strict=True
    ):
        if count:
            return wording
    return _without_some(finder, exact, unknown)


def _without_some(finder: Finder, exact: Wording, wider: Collection[Unit]) -> Wording | None:
    """Takes the words that tell most as long as something has them all."""
    kept: list[Unit] = []
    for unit in _most_telling_first(finder, exact):
        if finder.counts([_kept(exact, [*kept, unit], wider)], 1)[0]:
            kept.append(unit)
    left_out = tuple(unit.text for unit in exact.plan.units if unit not in kept)
    return replace(_kept(exact, kept, wider), left_out=left_out) if kept else None


def _kept(exact: Wording, kept: Collection[Unit], wider: Collection[Unit]) -> Wording:
    units = tuple(unit for unit in exact.plan.units if unit in kept)
    unsure = tuple(unit for unit in units if unit in wider)
    return Wording(replace(exact.plan, units=units), unsure, unsure)


def _most_telling_first(finder: Finder, exact: Wording) -> list[Unit]:
    """What is asked for before where, what the vocabularies know before other words ("saving", of
    whoever saves water), and a rare word before a common one.
    """
    units = exact.plan.units
    each = finder.counts([exact.only([unit]) for unit in units])

    def telling(place: int) -> tuple[bool, bool, int]:
        unit = units[place]
        facets = {facet for (facet, _), _ in unit.values} or {WORD}
        is_known = bool(unit.values or unit.names)
        return not TELLING.isdisjoint(facets), is_known, -each[place]

    return [units[place] for place in sorted(range(len(units)), key=telling, reverse=True)]
