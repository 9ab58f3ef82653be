"""How widely a text must be understood before it finds something.

Decided from the text alone, never from what filters leave: a filter must not turn a question into
another one. A word that nothing has may be begun or misspelt; if all words together find nothing,
those that tell least are left out, and the answer says which.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

import tantivy

from search.embedded.base import Base
from search.embedded.text import text_query, unit_query
from search.words.plan import Plan, Unit

TELLING: Mapping[str, int] = {"practice": 3, "crop": 2, "degradation": 2, "word": 1, "": 1}
"""How much a unit tells by the facet that it names, a word of no facet ""; others 0."""

FEW = 5
"""So few documents leave room for those with a title in which the last word goes on."""


def exactly(plan: Plan) -> Base:
    """All words as they are; everything where the text says nothing."""
    return Base(text_query(plan) if plan else tantivy.Query.all_query(), plan)


def completed(searcher: tantivy.Searcher, exact: Base) -> Base:
    """The same, but where few documents have all words, a title may go on from the last: who
    types "solar green" is about to type "greenhouse".
    """
    last = exact.plan.units[-1:]
    if not last or not last[0].begun or not _are_few(searcher, exact.query):
        return exact
    begun = text_query(exact.plan, begun=last)
    return Base(begun, exact.plan, last) if _finds_more(searcher, begun, exact.query) else exact


def _are_few(searcher: tantivy.Searcher, query: tantivy.Query) -> bool:
    return 0 < len(searcher.search(query, FEW, count=False).hits) < FEW


def _finds_more(searcher: tantivy.Searcher, wide: tantivy.Query, narrow: tantivy.Query) -> bool:
    narrow_hits = searcher.search(narrow, FEW, count=False).hits
    return len(searcher.search(wide, FEW, count=False).hits) > len(narrow_hits)


def finds(searcher: tantivy.Searcher, query: tantivy.Query) -> bool:
    return bool(searcher.search(query, 1, count=False).hits)


def more_widely(searcher: tantivy.Searcher, plan: Plan) -> Base | None:
    """The first wider way to understand the text that finds something, None if none does."""
    unknown = tuple(unit for unit in plan.units if not finds(searcher, unit_query(unit)))
    begun = text_query(plan, begun=unknown)
    if finds(searcher, begun):
        return Base(begun, plan, unknown)
    wider = unknown or plan.units
    forgiving = _wider(plan, wider)
    if finds(searcher, forgiving):
        return Base(forgiving, plan, wider, wider)
    return _without_some(searcher, plan, unknown)


def _without_some(searcher: tantivy.Searcher, plan: Plan, wider: Collection[Unit]) -> Base | None:
    """Takes the words that tell most as long as something has them all."""
    kept: set[Unit] = set()
    for unit in sorted(plan.units, key=lambda one: _telling(searcher, one), reverse=True):
        if finds(searcher, _wider(_only(plan, kept | {unit}), wider)):
            kept.add(unit)
    if not kept:
        return None
    rest = _only(plan, kept)
    left_out = tuple(unit.text for unit in plan.units if unit not in kept)
    unsure = tuple(unit for unit in rest.units if unit in wider)
    return Base(_wider(rest, unsure), rest, unsure, unsure, left_out)


def _wider(plan: Plan, units: Collection[Unit]) -> tantivy.Query:
    return text_query(plan, begun=units, forgiven=units)


def _only(plan: Plan, kept: Collection[Unit]) -> Plan:
    return replace(plan, units=tuple(unit for unit in plan.units if unit in kept))


def _telling(searcher: tantivy.Searcher, unit: Unit) -> tuple[int, int]:
    """A practice before a word, and a rare word before a common one."""
    facets = [facet for (facet, _), _ in unit.values] or [""]
    documents = searcher.search(unit_query(unit), 1).count  # type: ignore[attr-defined]
    return max(TELLING.get(facet, 0) for facet in facets), -documents
