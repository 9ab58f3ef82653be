"""What `text` and `filters` say to tantivy, said of the sets: which documents a question finds."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pyroaring import BitMap

from search import tree
from search.embedded.aggregating import Tallies, own_filter
from search.embedded.filters import PLACE
from search.embedded.sets import Sets
from search.embedded.snapshot import Snapshot
from search.fields import SCALED, scaled
from search.indexed import text_field
from search.query import Box, Query, Range
from search.tree import Node


def tallies(snapshot: Snapshot, text: Node, query: Query, names: Iterable[str]) -> Tallies:
    """Count facets and numbers among the unchanged documents."""
    found_by_text = texted(snapshot.sets, text) & snapshot.unchanged
    filters = conditions(snapshot.sets, query)
    found: dict[str, BitMap] = {}
    tallied: Tallies = {}
    for name in names:
        own = own_filter(name, filters)
        if own not in found:
            others = (ids for other, ids in filters.items() if other != own)
            found[own] = BitMap.intersection(found_by_text, *others)
        tallied[name] = _tally(found[own], snapshot.sets, name, query.widths)
    return tallied


def _tally(found: BitMap, sets: Sets, name: str, widths: Mapping[str, float]) -> Counter[Any]:
    if name not in widths:
        return _counted(found, sets.facets[name])
    tally = _counted(found, sets.bars(name, round(widths[name] * SCALED[name].scale)))
    tally[None] = len(found) - tally.total()
    return tally


def _counted(found: BitMap, sets: Mapping[Any, BitMap]) -> Counter[Any]:
    counted = ((value, found.intersection_cardinality(ids)) for value, ids in sets.items())
    return Counter({value: count for value, count in counted if count})


def texted(sets: Sets, node: Node) -> BitMap:
    """Documents that the tree of a text finds, where whole words and values decide alone."""
    match node:
        case tree.Word(language, forms):
            return _any(sets.word(language, form) for form in forms)
        case tree.TitleWord(language, forms):
            return _any(sets.word(text_field("title", language), form) for form in forms)
        case tree.Value(facet, value):
            return sets.facets[facet].get(value, BitMap())
        case tree.Scored(found):
            return texted(sets, found)
        case tree.All(nodes):
            return BitMap.intersection(*(texted(sets, one) for one in nodes))
        case tree.AnyOf(nodes) | tree.Best(nodes):
            return _any(texted(sets, one) for one in nodes)
        case tree.Unless(found, others):
            return texted(sets, found) - _any(texted(sets, one) for one in others)
        case tree.Everything():
            return sets.ids
        case _:
            raise TypeError(f"no whole words or values: {node!r}")


def conditions(sets: Sets, query: Query) -> Mapping[str, BitMap]:
    """The same names as `filters.filters` has, and the documents that pass each."""
    facets = {
        name: _any(sets.facets[name].get(value, BitMap()) for value in chosen)
        for name, chosen in query.filters.items()
        if chosen
    }
    ranges = {
        name: _range(sets, name, bounds, unknown_too=name in query.unknown_too)
        for name, bounds in query.ranges.items()
    }
    place = {PLACE: _box(sets, query.box)} if query.box else {}
    return facets | ranges | place


def _range(sets: Sets, name: str, bounds: Range, *, unknown_too: bool) -> BitMap:
    known = _between(sets, name, bounds)
    return known | (sets.ids - sets.having(name)) if unknown_too else known


def _between(sets: Sets, name: str, bounds: Range) -> BitMap:
    low, high = (None if bound is None else scaled(name, bound) for bound in bounds)
    return sets.between(name, low, high)


def _box(sets: Sets, box: Box) -> BitMap:
    lat = _between(sets, "lat", (box.south, box.north))
    if box.west <= box.east:
        return lat & _between(sets, "lon", (box.west, box.east))
    return lat & (_between(sets, "lon", (box.west, 180)) | _between(sets, "lon", (-180, box.east)))


def _any(sets: Iterable[BitMap]) -> BitMap:
    return BitMap.union(BitMap(), *sets)
