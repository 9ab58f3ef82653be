"""What an export holds: the sheets of one answer of the index, and the words about them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from practices.api.records import Record, absolute, batches, licence_terms, open_sheets, records
from practices.models import Source
from search import engines
from search.address import BOX, LIST, NEAR, TOO
from search.answering import answer
from search.area import ends_of
from search.page.addresses import Addresses, bounds
from search.query import Query

BATCH = 500
"""Sheets that are read, and written, at once."""


@dataclass(frozen=True)
class Listing:
    """`ids`: all sheets of the list in its order, as one state of the index gives them.

    address: of the search page that shows the list. language: of labels, en, fr or es.
    """

    ids: Sequence[int]
    query: Query
    address: str
    language: str
    exported_at: datetime

    def batches(self) -> Iterator[list[Record]]:
        """The sheets in order, some at a time; whichever is withdrawn meanwhile is left out."""
        return (records(ids, self.language) for ids in batches(self.ids, BATCH))

    @cached_property
    def _terms(self) -> Counter[tuple[str, int | None]]:
        """How many sheets stand under which licence and come from which source."""
        counted: Counter[tuple[str, int | None]] = Counter()
        for ids in batches(self.ids, BATCH):
            sheets = open_sheets().filter(pk__in=ids).order_by()
            counted.update(sheets.values_list("licence", "source_record__source"))
        return counted

    @property
    def count(self) -> int:
        """The sheets of the file: those of the list that we may pass on."""
        return self._terms.total()

    def about(self) -> dict[str, Any]:
        """The head of a file."""
        with override(self.language):
            return {
                "search": self.address,
                "query": question(self.query),
                "language": self.language,
                "exported_at": self.exported_at.isoformat(timespec="seconds"),
                "count": self.count,
                "listed": len(self.ids),
                "licences": self._licences(),
                "sources": self._sources(),
            }

    def _licences(self) -> list[dict[str, Any]]:
        counts: Counter[str] = Counter()
        for (licence, _source), count in self._terms.items():
            counts[licence] += count
        return [{**licence_terms(code), "sheets": n} for code, n in sorted(counts.items())]

    def _sources(self) -> list[dict[str, Any]]:
        counts: Counter[int | None] = Counter()
        for (_licence, source), count in self._terms.items():
            counts[source] += count
        return [_source(source, counts[source.pk]) for source in self.sources]

    @cached_property
    def sources(self) -> list[Source]:
        """The databases that the sheets come from; those written here have none."""
        return list(Source.objects.filter(pk__in={source for _, source in self._terms if source}))


def _source(source: Source, count: int) -> dict[str, Any]:
    return {
        "code": source.code,
        "name": source.name,
        "url": source.url,
        "citation": source.citation,
        "terms": source.terms,
        "sheets": count,
    }


def question(query: Query) -> dict[str, Any]:
    """What was asked, as the address says it."""
    filters = {name: sorted(values) for name, values in sorted(query.filters.items())}
    numbers = {name: float(text) for name, text in bounds(query) if not name.endswith(TOO)}
    unknown = {name + TOO: True for name in sorted(query.unknown_too)}
    near = {NEAR: list(query.near)} if query.near else {}
    area = {BOX: list(ends_of(query.box))} if query.box else {}
    chosen = {**filters, **numbers, **unknown, **near, **area}
    return {"q": query.text, **chosen, "sort": query.order, "lang": query.language}


def listing(params: Mapping[str, Sequence[str]], path: str, language: str) -> Listing:
    """All that the search page at `path` lists with these parameters, on whatever page.

    Raises EngineError where the index cannot answer now.
    """
    found = answer(params, language=language)
    ids = engines.current().ids(found.query)
    address = absolute(Addresses(path, found.parsed, language).shown_as(LIST).page(1))
    return Listing(ids, found.query, address, language, timezone.now())
