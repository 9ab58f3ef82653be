"""The page of an answer in its whole order: by key, or by score and then by id."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from operator import itemgetter

import tantivy

from search.indexed import sort_field
from search.query import Query
from search.sorting import sort_key

SLACK = 16
"""Hits asked for beyond the page, so that most ties at its end are seen at once."""
AT_ONCE = 10_000
"""Hits held at once where all are asked for."""

Hit = tuple[float, tantivy.DocAddress]


@dataclass(frozen=True, slots=True)
class Found:
    """A document of the page, still inside the index."""

    id: int
    score: float | None
    address: tantivy.DocAddress


@dataclass(frozen=True, slots=True)
class Page:
    """All that match, counted, and those of the page."""

    total: int
    found: tuple[Found, ...]


def page(searcher: tantivy.Searcher, search: tantivy.Query, query: Query, *, scored: bool) -> Page:
    """The hits from `query.offset` on. Without a score, relevance is the order of ids."""
    if scored:
        return _by_score(searcher, search, query)
    key = sort_key(query)
    result = searcher.search(
        *(search, max(query.limit, 1)),
        offset=query.offset,
        order_by_field=sort_field(key) if key else "id",
        order=tantivy.Order.Asc,
    )
    addresses = [address for _, address in result.hits[: query.limit]]
    found = zip(integers(searcher, "id", addresses), addresses, strict=True)
    return Page(total(result), tuple(Found(id_, None, address) for id_, address in found))


def _by_score(searcher: tantivy.Searcher, search: tantivy.Query, query: Query) -> Page:
    """Hits of one score come in an order that changes when segments merge, so all with the
    score of the page's last are fetched, however many, and put in order of their ids.
    """
    asked = query.offset + query.limit + SLACK
    while True:
        result = searcher.search(search, asked)
        hits = result.hits
        if len(hits) < asked or hits[-1][0] < hits[query.offset + query.limit - 1][0]:
            return Page(total(result), _in_order(searcher, hits, query))
        asked *= 4


def _in_order(searcher: tantivy.Searcher, hits: Sequence[Hit], query: Query) -> tuple[Found, ...]:
    """The page of hits that come by score; only scores that the page touches need their ids."""
    if not (shown := hits[query.offset : query.offset + query.limit]):
        return ()
    tied = [hit for hit in hits if shown[-1][0] <= hit[0] <= shown[0][0]]
    ids = integers(searcher, "id", [address for _, address in tied])
    found = [Found(id_, *hit) for id_, hit in zip(ids, tied, strict=True)]
    found.sort(key=lambda one: (-(one.score or 0), one.id))
    first = query.offset - sum(hit[0] > shown[0][0] for hit in hits)
    return tuple(found[first : first + query.limit])


def all_by_key(searcher: tantivy.Searcher, search: tantivy.Query, query: Query) -> "array[int]":
    """The ids of all that match, some at a time: a hit takes sixty times the room of its id."""
    ids = array("q")
    while True:
        asked = replace(query, offset=len(ids), limit=AT_ONCE)
        found = page(searcher, search, asked, scored=False).found
        ids.extend(one.id for one in found)
        if len(found) < AT_ONCE:
            return ids


def all_by_score(searcher: tantivy.Searcher, search: tantivy.Query) -> "array[int]":
    """The ids of all that match, the best first, equal ones by id."""
    hits = searcher.search(search, max(searcher.num_docs, 1)).hits
    ids = array("q")
    for start in range(0, len(hits), AT_ONCE):
        addresses = [address for _, address in hits[start : start + AT_ONCE]]
        ids.extend(integers(searcher, "id", addresses))
    scored = zip(map(itemgetter(0), hits), ids, strict=True)
    tied = (sorted(id_ for _, id_ in group) for _, group in groupby(scored, itemgetter(0)))
    return array("q", chain.from_iterable(tied))


def total(result: tantivy.SearchResult) -> int:
    """How many documents match."""
    count: int = result.count  # type: ignore[attr-defined]  # its stub forgets it
    return count


def integers(
    searcher: tantivy.Searcher, field: str, addresses: list[tantivy.DocAddress]
) -> list[int]:
    """The field's value of each document; all must have one."""
    return searcher.fast_field_values(field, addresses)  # type: ignore[return-value]
