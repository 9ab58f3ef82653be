"""Every count of an answer, right: a facet is counted under the text and all *other* filters.

One call of tantivy counts all that has no filter of its own, and one more each that has.

A facet of many values is stored twice: its values, and all values of a document as one. Counting
the values takes some 50 ns a document; counting the sets takes 3 ns, and 1 µs for each set that is
taken apart. With few sets and many documents the sets win, five times over at 100,000.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import tantivy

from search.embedded.filters import Filters, narrowed
from search.embedded.schema import SEPARATOR, set_field
from search.embedded.snapshot import Snapshot
from search.engine import EngineError
from search.fields import FACETS, SCALED
from search.query import Query
from search.result import Cell

MOST_VALUES = 10_000
"""Values of a facet that can be counted; a smaller number would make counts inexact."""

PAYS = 20
"""Documents for each set, from which on counting by sets is faster."""

GRID = "grid"
HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Counts:
    """As in `search.result.Result`."""

    facets: Mapping[str, Mapping[str, int]]
    histogram: Mapping[float, int]
    grid: tuple[Cell, ...]


def counts(
    snapshot: Snapshot, base: tantivy.Query, filters: Filters, query: Query, total: int
) -> Counts:
    """Count what the question asks for. Raises EngineError on a field that cannot be counted.

    total: about how many documents are counted, to choose the faster way.
    """
    columns = {name: set_field(name) for name, n in snapshot.sets.items() if total > n * PAYS}
    answers: dict[str, Any] = {}
    asked = sorted(_asked(query), key=lambda one: _own(one, query, filters))
    for own, group in groupby(asked, lambda one: _own(one, query, filters)):
        others = [condition for name, condition in filters.items() if name != own]
        aggregations = {name: _aggregation(name, query, columns) for name in group}
        answers |= snapshot.searcher.aggregate(narrowed(base, others), aggregations)
    return Counts(
        {name: _values(answers[name], query.filters.get(name, ())) for name in query.facets},
        dict(_bars(answers, query)),
        tuple(_cells(answers)),
    )


def _asked(query: Query) -> Iterator[str]:
    yield from query.facets
    if query.histogram:
        yield HISTOGRAM
    if query.grid:
        yield GRID


def _own(name: str, query: Query, filters: Filters) -> str:
    """The filter that this count leaves out, empty if there is none."""
    field = query.histogram.field if name == HISTOGRAM and query.histogram else name
    return field if field in filters else ""


def _aggregation(name: str, query: Query, columns: Mapping[str, str]) -> dict[str, Any]:
    if name == HISTOGRAM and query.histogram:
        return _buckets(query.histogram.field, query.histogram.width)
    if name == GRID and query.grid:
        return _buckets("lat", query.grid) | {"aggs": {"lon": _buckets("lon", query.grid)}}
    if name not in FACETS:
        raise EngineError(f"no facet {name!r} to count; search/fields.py has the facets")
    column = columns.get(name, name)
    return {"terms": {"field": column, "size": MOST_VALUES, "segment_size": MOST_VALUES}}


def _buckets(field: str, width: float) -> dict[str, Any]:
    if field not in SCALED or width * SCALED[field].scale < 1:
        raise EngineError(f"cannot count {field!r} in steps of {width}")
    interval = round(width * SCALED[field].scale)
    return {"histogram": {"field": field, "interval": interval, "min_doc_count": 1}}


def _values(answer: Mapping[str, Any], chosen: Iterable[str]) -> dict[str, int]:
    """Most first, then by value; what was chosen is there even if nothing has it."""
    if answer.get("sum_other_doc_count"):
        raise EngineError(f"a facet has more than {MOST_VALUES} values: raise MOST_VALUES")
    found = dict.fromkeys(chosen, 0)
    for bucket in answer["buckets"]:
        for value in bucket["key"].split(SEPARATOR):
            found[value] = found.get(value, 0) + int(bucket["doc_count"])
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _bars(answers: Mapping[str, Any], query: Query) -> Iterator[tuple[float, int]]:
    if query.histogram:
        scale = SCALED[query.histogram.field].scale
        for bucket in answers[HISTOGRAM]["buckets"]:
            yield bucket["key"] / scale, int(bucket["doc_count"])


def _cells(answers: Mapping[str, Any]) -> Iterator[Cell]:
    for row in answers.get(GRID, {}).get("buckets", ()):
        for cell in row["lon"]["buckets"]:
            lat, lon = row["key"] / SCALED["lat"].scale, cell["key"] / SCALED["lon"].scale
            yield Cell(lat, lon, int(cell["doc_count"]))
