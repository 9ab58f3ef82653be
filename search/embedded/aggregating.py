"""Counting by tantivy: one call for all that has no filter of its own, one more each that has.

A facet of many values is stored twice: its values, and all values of a document joined. Counting
the values takes some 50 ns a document; counting them joined takes 3 ns, and 1 µs for each
combination that is taken apart. With few of them and many documents that wins, five times over.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import tantivy

from search.embedded.filters import Filters, narrowed
from search.embedded.schema import SEPARATOR, joined_field
from search.embedded.snapshot import Snapshot
from search.engine import EngineError
from search.fields import NUMBERS, SCALED
from search.query import Query

MOST_VALUES = 10_000
"""Values of a facet that can be counted; a smaller number would make counts inexact."""

PAYS = 20
"""Documents for each combination of values, from which on counting them joined is faster."""

ALL = {"all": {"value_count": {"field": "id"}}}
"""Counts the documents, of which each has an id."""

Tallies = dict[str, Counter[Any]]
"""Facet or number -> value, or lowest number of a bucket -> documents; of a number, None ->
documents that have none.
"""


def aggregated(
    snapshot: Snapshot,
    base: tantivy.Query,
    filters: Filters,
    query: Query,
    names: Iterable[str],
    most: int,
) -> Tallies:
    """Count these among what the base finds.

    most: about how many documents are counted, to choose the faster way.
    """
    columns = {name: joined_field(name) for name, n in snapshot.joined.items() if most > n * PAYS}
    tallies: Tallies = {}
    asked = sorted(names, key=lambda one: own_filter(one, filters))
    for own, group in groupby(asked, lambda one: own_filter(one, filters)):
        others = [condition for name, condition in filters.items() if name != own]
        aggregations = {name: _aggregation(name, query, columns) for name in group}
        answers = snapshot.searcher.aggregate(narrowed(base, others), ALL | aggregations)
        total = round(answers.pop(*ALL)["value"])
        tallies |= {name: _tally(name, answer, total) for name, answer in answers.items()}
    return tallies


def own_filter(name: str, filters: Iterable[str]) -> str:
    """The filter that this count leaves out, empty if there is none."""
    return name if name in filters else ""


def _aggregation(name: str, query: Query, columns: Mapping[str, str]) -> dict[str, Any]:
    if name in (widths := query.widths):
        return _buckets(name, widths[name])
    column = columns.get(name, name)
    return {"terms": {"field": column, "size": MOST_VALUES, "segment_size": MOST_VALUES}}


def _buckets(field: str, width: float) -> dict[str, Any]:
    interval = round(width * SCALED[field].scale)
    return {"histogram": {"field": field, "interval": interval, "min_doc_count": 1}}


def _tally(name: str, answer: Mapping[str, Any], total: int) -> Counter[Any]:
    if answer.get("sum_other_doc_count"):
        raise EngineError(f"a facet has more than {MOST_VALUES} values: raise MOST_VALUES")
    tally: Counter[Any] = Counter()
    for bucket in answer["buckets"]:
        if name in NUMBERS:
            tally[int(bucket["key"])] = bucket["doc_count"]
        else:
            for value in bucket["key"].split(SEPARATOR):
                tally[value] += bucket["doc_count"]
    if name in NUMBERS:
        tally[None] = total - tally.total()
    return tally
