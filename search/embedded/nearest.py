"""The page of an answer by distance from a place: by metres, then by id; what has no place last."""

import tantivy

from search.distance import FARTHEST_M, box_around, distance_m
from search.documents import Place
from search.embedded.filters import boxed, having, lacking, narrowed
from search.embedded.hits import Found, Page, integers, total
from search.engine import EngineError
from search.fields import SCALED
from search.query import Point, Query

RADII_M = (100_000, 400_000, 1_600_000, FARTHEST_M)
"""Looked at one after the other until a page is full: most are, long before the last."""


def nearest(searcher: tantivy.Searcher, search: tantivy.Query, query: Query) -> Page:
    """The hits from `query.offset` on. Raises EngineError where the question's place is none."""
    near = _checked(query.near or (0, 0))
    count = total(searcher.search(search, 1))
    if not query.limit:
        return Page(count, ())
    end = query.offset + query.limit
    found: list[Found] = []
    for radius in RADII_M:
        found = _within(searcher, search, near, radius)
        if len(found) >= end:
            return Page(count, tuple(found[query.offset : end]))
    found += _without_place(searcher, search, end - len(found))
    return Page(count, tuple(found[query.offset : end]))


def _checked(near: Point) -> Point:
    try:
        Place(*near)
    except ValueError as error:
        raise EngineError(str(error)) from error
    return near


def _within(
    searcher: tantivy.Searcher, search: tantivy.Query, near: Point, radius: float
) -> list[Found]:
    """All with a place so near, the nearest first."""
    around = having("lat") if radius >= FARTHEST_M else boxed(box_around(near, radius))
    addresses = _addresses(searcher, narrowed(search, [around]), searcher.num_docs)
    lats, lons = (_degrees(searcher, name, addresses) for name in ("lat", "lon"))
    ids = integers(searcher, "id", addresses)
    metres = (distance_m(near, place) for place in zip(lats, lons, strict=True))
    order = sorted(
        (away, id_, place)
        for place, (away, id_) in enumerate(zip(metres, ids, strict=True))
        if away <= radius
    )
    return [Found(id_, None, addresses[place]) for _away, id_, place in order]


def _without_place(searcher: tantivy.Searcher, search: tantivy.Query, most: int) -> list[Found]:
    addresses = _addresses(searcher, narrowed(search, [lacking("lat")]), most)
    ids = integers(searcher, "id", addresses)
    return [Found(id_, None, address) for id_, address in zip(ids, addresses, strict=True)]


def _addresses(
    searcher: tantivy.Searcher, search: tantivy.Query, most: int
) -> list[tantivy.DocAddress]:
    """By id."""
    result = searcher.search(
        search, max(most, 1), count=False, order_by_field="id", order=tantivy.Order.Asc
    )
    return [address for _, address in result.hits]


def _degrees(
    searcher: tantivy.Searcher, name: str, addresses: list[tantivy.DocAddress]
) -> list[float]:
    return [number / SCALED[name].scale for number in integers(searcher, name, addresses)]
