"""What a question demands beside its text, one query for each facet, number and place."""

from collections.abc import Mapping

from elasticsearch.dsl import Q, Query

from search.engine import EngineError
from search.fields import FACETS, NUMBERS, scaled
from search.query import Box, Range
from search.query import Query as Question

PLACE = "place"

Filters = Mapping[str, Query]


def filters(question: Question) -> Filters:
    """Facet, number or PLACE -> its filter. Raises EngineError on a name that is no field."""
    facets = {name: _values(name, some) for name, some in question.filters.items() if some}
    ranges = {
        name: _range(name, bounds, unknown_too=name in question.unknown_too)
        for name, bounds in question.ranges.items()
    }
    place = {PLACE: _box(question.box)} if question.box else {}
    return facets | ranges | place


def all_of(filters: Filters, *, but: str = "") -> Query:
    """What passes all filters, leaving out one of them."""
    others = [one for name, one in filters.items() if name != but]
    return Q("bool", filter=others) if others else Q("match_all")


def _values(facet: str, values: frozenset[str]) -> Query:
    if facet not in FACETS:
        raise EngineError(f"no facet {facet!r} to filter by; search/fields.py has the facets")
    return Q("terms", **{facet: sorted(values)})


def _range(name: str, bounds: Range, *, unknown_too: bool) -> Query:
    if name not in NUMBERS:
        raise EngineError(f"no number {name!r} to filter by; search/fields.py has the numbers")
    between = _between(name, *bounds)
    return between | ~Q("exists", field=name) if unknown_too else between


def _between(name: str, lowest: float | None, highest: float | None) -> Query:
    bounds = {"gte": lowest, "lte": highest}
    known = {end: scaled(name, bound) for end, bound in bounds.items() if bound is not None}
    return Q("range", **{name: known}) if known else Q("exists", field=name)


def _box(box: Box) -> Query:
    if box.west <= box.east:
        across = _between("lon", box.west, box.east)
    else:
        across = _between("lon", box.west, 180) | _between("lon", -180, box.east)
    return Q("bool", filter=[_between("lat", box.south, box.north), across])
