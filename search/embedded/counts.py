"""Every count of an answer, right: a facet is counted under the text and all *other* filters.

Documents as the build wrote them are counted by their sets. tantivy counts those written since;
and all of them for the map, and where parts of words and typing errors count, of which the sets
know nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from search import grid
from search.embedded import matching
from search.embedded.aggregating import Tallies, aggregated
from search.embedded.asked import Asked
from search.embedded.filters import Filters, narrowed
from search.embedded.schema import FRESH
from search.embedded.snapshot import Snapshot
from search.engine import EngineError
from search.fields import FACETS, SCALED
from search.query import Query
from search.result import Cell


@dataclass(frozen=True, slots=True)
class Counts:
    """As in `search.result.Result`."""

    facets: Mapping[str, Mapping[str, int]]
    histograms: Mapping[str, Mapping[float, int]]
    unknown: Mapping[str, int]
    grid: tuple[Cell, ...]


def counts(snapshot: Snapshot, text: Asked, filters: Filters, query: Query, total: int) -> Counts:
    """Count what the question asks for. Raises EngineError on a field that cannot be counted.

    total: about how many documents are counted.
    """
    _check(query)
    tallies = _tallies(snapshot, text, filters, query, total)
    return Counts(
        {name: _values(tallies[name], query.filters.get(name, ())) for name in query.facets},
        {name: _bars(name, tallies[name]) for name in query.widths},
        {name: tallies[name][None] for name in query.widths},
        _cells(snapshot, text, filters, query),
    )


def _check(query: Query) -> None:
    for name in query.facets:
        if name not in FACETS:
            raise EngineError(f"no facet {name!r} to count; search/fields.py has the facets")
    for field, width in ((one.field, one.width) for one in query.histograms):
        if field not in SCALED or width * SCALED[field].scale < 1:
            raise EngineError(f"cannot count {field!r} in steps of {width}")
    if len(query.widths) < len(query.histograms):
        raise EngineError("a number can be counted in one kind of steps only")


def _tallies(
    snapshot: Snapshot, text: Asked, filters: Filters, query: Query, total: int
) -> Tallies:
    plain = [*query.facets, *query.widths]
    if not text.wording.is_exact:
        return aggregated(snapshot, text.query, filters, query, plain, total)
    tallies = matching.tallies(snapshot, text.node, query, plain)
    if snapshot.fresh:
        fresh = narrowed(text.query, [FRESH])
        more = aggregated(snapshot, fresh, filters, query, plain, snapshot.fresh)
        tallies = {name: tally + more[name] for name, tally in tallies.items()}
    return tallies


def _values(tally: Counter[str], chosen: Iterable[str]) -> dict[str, int]:
    """Most first, then by value; what was chosen is there even if nothing has it."""
    found = dict.fromkeys(chosen, 0) | tally
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _bars(name: str, tally: Mapping[Any, int]) -> dict[float, int]:
    known = sorted((lowest, count) for lowest, count in tally.items() if lowest is not None)
    return {lowest / SCALED[name].scale: count for lowest, count in known}


def _cells(snapshot: Snapshot, text: Asked, filters: Filters, query: Query) -> tuple[Cell, ...]:
    if not query.grid:
        return ()
    found = narrowed(text.query, filters.values())
    asked = {"grid": grid.aggregation(query.grid)}
    return grid.cells(snapshot.searcher.aggregate(found, asked)["grid"])
