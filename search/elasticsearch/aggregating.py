"""The counts of an answer as aggregations: each under the text and all *other* filters.

Filters stand in the post-filter, so that an aggregation sees all that the text finds; one filter
aggregation holds the counts that have no filter of their own, and one more each that has.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from search import grid
from search.elasticsearch.filters import Filters, all_of
from search.engine import EngineError
from search.fields import FACETS, SCALED
from search.query import Histogram, Query
from search.result import Cell

MOST_VALUES = 10_000
"""Values of a facet that can be counted; a smaller number would make counts inexact."""

TEXTED = "texted"
"""Counts what the text finds before any filter."""
GRID = "grid"
BARS = "bars_of_"
NONE = "without_"
"""Before the field of a histogram: its bars, and the documents without the number."""


def aggregations(query: Query, filters: Filters) -> dict[str, Any]:
    """Count what the question asks for. Raises EngineError on a field that cannot be counted.

    A plain body: a page counts so much that objects for it take as long as all else of a request.
    """
    made: dict[str, Any] = {TEXTED: {"filter": {"match_all": {}}}}
    for own, group in groupby(sorted(_asked(query, filters)), lambda one: one[0]):
        counts = {name: _aggregation(name, query) for _own, name in group}
        made[f"but_{own}"] = {"filter": all_of(filters, but=own).to_dict(), "aggs": counts}
    return made


def _asked(query: Query, filters: Filters) -> Iterator[tuple[str, str]]:
    """The filter that a count leaves out, empty if none, and the name of the count."""
    for name in query.facets:
        if name not in FACETS:
            raise EngineError(f"no facet {name!r} to count; search/fields.py has the facets")
        yield name if name in filters else "", name
    for one in query.histograms:
        own = one.field if one.field in filters else ""
        yield from ((own, BARS + one.field), (own, NONE + one.field))
    if query.grid:
        yield "", GRID


def _aggregation(name: str, query: Query) -> dict[str, Any]:
    if name == GRID:
        return grid.aggregation(query.grid or 0)
    if name.startswith(BARS):
        field = name.removeprefix(BARS)
        return _buckets(field, query.widths[field])
    if name.startswith(NONE):
        return {"missing": {"field": name.removeprefix(NONE)}}
    return {"terms": {"field": name, "size": MOST_VALUES, "shard_size": MOST_VALUES}}


def _buckets(field: str, width: float) -> dict[str, Any]:
    if field not in SCALED or width * SCALED[field].scale < 1:
        raise EngineError(f"cannot count {field!r} in steps of {width}")
    interval = round(width * SCALED[field].scale)
    return {"histogram": {"field": field, "interval": interval, "min_doc_count": 1}}


Counted = Mapping[str, Mapping[str, Any]]
"""Name of a count -> its part of the answer."""


def counted(aggregations: Mapping[str, Any]) -> Counted:
    found: dict[str, Mapping[str, Any]] = {}
    for name, group in aggregations.items():
        if name != TEXTED:
            found |= {key: one for key, one in group.items() if isinstance(one, dict)}
    return found


def facets(found: Counted, query: Query) -> dict[str, dict[str, int]]:
    """Most first, then by value; what was chosen is there even if nothing has it."""
    return {name: _values(found[name], query.filters.get(name, ())) for name in query.facets}


def _values(answer: Mapping[str, Any], chosen: Iterable[str]) -> dict[str, int]:
    if answer["sum_other_doc_count"]:
        raise EngineError(f"a facet has more than {MOST_VALUES} values: raise MOST_VALUES")
    counts = {bucket["key"]: bucket["doc_count"] for bucket in answer["buckets"]}
    counts = dict.fromkeys(chosen, 0) | counts
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def histograms(found: Counted, query: Query) -> dict[str, dict[float, int]]:
    return {one.field: dict(_bars(found[BARS + one.field], one)) for one in query.histograms}


def _bars(answer: Mapping[str, Any], asked: Histogram) -> Iterator[tuple[float, int]]:
    scale = SCALED[asked.field].scale
    for bucket in answer["buckets"]:
        yield int(bucket["key"]) / scale, bucket["doc_count"]


def unknown(found: Counted, query: Query) -> dict[str, int]:
    return {one.field: found[NONE + one.field]["doc_count"] for one in query.histograms}


def cells(found: Counted) -> tuple[Cell, ...]:
    return grid.cells(found[GRID]) if GRID in found else ()
