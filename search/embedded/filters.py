"""What a question demands beside its text, one query for each facet, number and place.

They are kept apart by name because a count leaves out the filter of its own facet.
"""

from collections.abc import Iterable, Mapping

import tantivy

from search.embedded.schema import SCHEMA
from search.engine import EngineError
from search.fields import FACETS, NUMBERS, scaled
from search.query import Box, Query, Range

FEW = 10
"""Up to so many values, terms are faster than a set of them."""

PLACE = "place"

Filters = Mapping[str, tantivy.Query]


def filters(query: Query) -> Filters:
    """Facet, number or PLACE -> its filter. Raises EngineError on a name that is no field."""
    facets = {name: _values(name, chosen) for name, chosen in query.filters.items() if chosen}
    ranges = {
        name: _range(name, bounds, unknown_too=name in query.unknown_too)
        for name, bounds in query.ranges.items()
    }
    place = {PLACE: boxed(query.box)} if query.box else {}
    return facets | ranges | place


def narrowed(base: tantivy.Query, others: Iterable[tantivy.Query]) -> tantivy.Query:
    """The documents of the base that pass all filters, with the scores of the base."""
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in (base, *others)])


def _values(facet: str, values: frozenset[str]) -> tantivy.Query:
    if facet not in FACETS:
        raise EngineError(f"no facet {facet!r} to filter by; search/fields.py has the facets")
    if len(values) > FEW:
        found = tantivy.Query.term_set_query(SCHEMA, facet, sorted(values))
    else:
        terms = (tantivy.Query.term_query(SCHEMA, facet, one, "basic") for one in sorted(values))
        found = _any(terms)
    return _unscored(found)


def _range(name: str, bounds: Range, *, unknown_too: bool) -> tantivy.Query:
    if name not in NUMBERS:
        raise EngineError(f"no number {name!r} to filter by; search/fields.py has the numbers")
    known = _between(name, *bounds)
    return _unscored(_any([known, lacking(name)])) if unknown_too else known


def having(name: str) -> tantivy.Query:
    """Finds the documents with such a number."""
    return _unscored(tantivy.Query.exists_query(name))


def lacking(name: str) -> tantivy.Query:
    """Finds those without it."""
    everything = (tantivy.Occur.Must, _unscored(tantivy.Query.all_query()))
    return tantivy.Query.boolean_query([everything, (tantivy.Occur.MustNot, having(name))])


def _between(name: str, lowest: float | None, highest: float | None) -> tantivy.Query:
    if lowest is None and highest is None:
        return having(name)
    low, high = (None if bound is None else scaled(name, bound) for bound in (lowest, highest))
    integer = tantivy.FieldType.Integer
    return _unscored(tantivy.Query.range_query(SCHEMA, name, integer, low, high))


def boxed(box: Box) -> tantivy.Query:
    """Finds the documents with a place in it."""
    if box.west <= box.east:
        across = _between("lon", box.west, box.east)
    else:
        across = _any((_between("lon", box.west, 180), _between("lon", -180, box.east)))
    return _unscored(narrowed(_between("lat", box.south, box.north), [across]))


def _any(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)
