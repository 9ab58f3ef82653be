"""One state of an index."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import tantivy
from pyroaring import BitMap

from search.embedded.schema import FRESH, JOINED, joined_field
from search.embedded.sets import Sets

MOST_JOINED = 5_000
"""Above so many, the joined values of a facet are of no use."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What does not change while it is read. Two are equal when they are of the same state.

    sets: of the documents as the build wrote them.
    unchanged: those of them that are neither written again nor deleted since.
    fresh: how many documents were written since.
    joined: facet of many values -> how many different combinations of them there are, about; a
        facet with more than MOST_JOINED is left out.
    """

    stamp: str
    searcher: tantivy.Searcher = field(compare=False)
    sets: Sets = field(compare=False)
    unchanged: BitMap = field(compare=False)
    fresh: int = field(compare=False)
    joined: Mapping[str, int] = field(compare=False)


def snapshot(stamp: str, searcher: tantivy.Searcher, sets: Sets, before: BitMap) -> Snapshot:
    """The state that the searcher sees, named by the stamp.

    before: what was unchanged in an earlier state; at first `sets.ids`.
    """
    fresh = _ids(searcher, FRESH)
    unchanged = before - fresh
    if len(unchanged) + len(fresh) != searcher.num_docs:  # some are deleted; looking takes longer
        unchanged &= _ids(searcher, _not_fresh())
    joined = {facet: _joined(searcher, facet) for facet in JOINED}
    few = {name: n for name, n in joined.items() if n <= MOST_JOINED}
    return Snapshot(stamp, searcher, sets, unchanged, len(fresh), few)


def _ids(searcher: tantivy.Searcher, query: tantivy.Query) -> BitMap:
    most = max(searcher.num_docs, 1)
    found = searcher.search(query, most, count=False, order_by_field="id")
    return BitMap(number for number, _ in found.hits)


def _not_fresh() -> tantivy.Query:
    everything = (tantivy.Occur.Must, tantivy.Query.all_query())
    return tantivy.Query.boolean_query([everything, (tantivy.Occur.MustNot, FRESH)])


def _joined(searcher: tantivy.Searcher, facet: str) -> int:
    return len(searcher.terms_with_prefix(joined_field(facet), "", limit=MOST_JOINED + 1))
