"""The addresses next to that of a search: one filter more or less, another page or order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote_plus

from search.address import (
    BOX,
    LEAST,
    LIST,
    MOST,
    NEAR,
    PLAIN,
    TOO,
    VIEW,
    ParsedQuery,
    default_sort,
)
from search.area import written_area
from search.fields import FACETS
from search.numerals import written, written_point
from search.query import Concept, Query, Range
from search.scales import SCALES

DEFAULT_PER_PAGE = 20
MARK = "\0"
"""Stands for a value in an address; no cleaned address holds it."""


_quoted = lru_cache(maxsize=1 << 12)(quote_plus)
"""A page has hundreds of values, and every page has the same ones; the names need no quotes."""


@dataclass(frozen=True)
class Addresses:
    """Each method gives the address of the same search but for one thing, on its first page.

    path: of the search page. language: what its addresses need not say.
    """

    path: str
    parsed: ParsedQuery
    language: str

    def page(self, number: int) -> str:
        return self._address(self.parsed.query, page=number)

    def sorted_by(self, sort: str) -> str:
        return self._address(replace(self.parsed.query, sort=sort))  # type: ignore[arg-type]

    def only(self, facet: str) -> Callable[[str], str]:
        """By value, with it alone in this filter; every other filter stays."""
        address = self.with_filters({**self.parsed.query.filters, facet: [MARK]})
        before, _, after = address.partition(_quoted(MARK))
        return lambda value: f"{before}{_quoted(value)}{after}"

    def without(self, facet: str, value: str | None = None) -> str:
        """Without a value of a filter, or without the whole filter."""
        return self.with_filters(without(self.parsed.query, facet, value).filters)

    def within(self, name: str) -> Callable[[Range], str]:
        """By bounds, with a number between them alone, both included; every filter stays."""
        query = without_range(self.parsed.query, name)
        address = self._address(replace(query, ranges={**query.ranges, name: (0, None)}))
        before, _, after = address.partition(f"{name}{LEAST}=0")
        return lambda bounds: f"{before}{'&'.join(map('='.join, _ends(name, bounds)))}{after}"

    def without_filters(self) -> str:
        """The words alone."""
        query = replace(self.parsed.query, filters={}, ranges={}, unknown_too=frozenset())
        return self._address(replace(query, near=None, box=None))

    def of(self, query: Query) -> str:
        """Of another question."""
        return self._address(query)

    def with_filters(self, filters: Mapping[str, Iterable[str]]) -> str:
        return self._address(self.parsed.query, filters)

    def without_concept(self, concept: Concept) -> str:
        """With the words of a concept taken as words only."""
        plain = dict.fromkeys([*self.parsed.plain, concept.named])
        return replace(self, parsed=replace(self.parsed, plain=tuple(plain)))._address(
            self.parsed.query
        )

    def shown_as(self, view: str) -> "Addresses":
        """The same as a list or as a map."""
        return replace(self, parsed=replace(self.parsed, view=view))

    def hidden(self) -> list[tuple[str, str]]:
        """What a form must carry beside the words and the filters."""
        return [*_area(self.parsed.query), *self._settings(self.parsed.query)]

    def _address(
        self, query: Query, filters: Mapping[str, Iterable[str]] | None = None, page: int = 1
    ) -> str:
        """filters: instead of those of the query."""
        chosen = query.filters if filters is None else filters
        pairs = [("q", query.text)] if query.text else []
        for facet in FACETS:
            if facet in chosen:
                pairs += [(facet, value) for value in sorted(chosen[facet])]
        pairs += bounds(query)
        pairs += [(NEAR, written_point(query.near))] if query.near else []
        pairs += [*_area(query), *self._settings(query)]
        pairs += [("page", str(page))] if page > 1 else []
        asked = "&".join(f"{name}={_quoted(value)}" for name, value in pairs)
        return f"{self.path}?{asked}" if asked else self.path

    def _settings(self, query: Query) -> Iterable[tuple[str, str]]:
        for concept in self.parsed.plain if query.text else ():
            yield PLAIN, ":".join(concept)
        if query.language != self.language:
            yield "lang", query.language
        if query.order != default_sort(query.near):
            yield "sort", query.order
        if self.parsed.per_page != DEFAULT_PER_PAGE:
            yield "per_page", str(self.parsed.per_page)
        if self.parsed.view != LIST:
            yield VIEW, self.parsed.view


def _area(query: Query) -> list[tuple[str, str]]:
    return [(BOX, written_area(query.box))] if query.box else []


def bounds(query: Query) -> Iterable[tuple[str, str]]:
    """The parameters that say the bounds of numbers."""
    for name in (name for name in SCALES if name in query.ranges):
        yield from _ends(name, query.ranges[name])
        if name in query.unknown_too:
            yield name + TOO, "1"


def _ends(name: str, bounds: Range) -> Iterable[tuple[str, str]]:
    ends = zip((LEAST, MOST), bounds, strict=True)
    return ((name + end, written(bound)) for end, bound in ends if bound is not None)


def without_range(query: Query, name: str) -> Query:
    """The question without the bounds of a number."""
    others = {other: bounds for other, bounds in query.ranges.items() if other != name}
    return replace(query, ranges=others, unknown_too=query.unknown_too - {name})


def without(query: Query, facet: str, value: str | None = None) -> Query:
    """The question without a value of a filter, or without the whole filter."""
    left = query.filters.get(facet, frozenset()) - {value} if value else frozenset()
    others = {name: values for name, values in query.filters.items() if name != facet}
    return replace(query, filters={**others, facet: left} if left else others)
