"""Where nothing was found: the one sheet that comes closest to what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from practices.reading.cards import SheetCard
from search.answering import answer as ask
from search.page.hits import cards
from search.page.loosening import WayOut


@dataclass(frozen=True)
class Nearest:
    """way: what had to be loosened to find it."""

    card: SheetCard
    way: str


def nearest(ways: Sequence[WayOut], language: str) -> Nearest | None:
    """The first sheet of the narrowest way out: that one gives up least."""
    narrowest = min((way for way in ways if way.count), key=lambda way: way.count, default=None)
    if narrowest is None:
        return None
    found = ask(parse_qs(urlsplit(narrowest.url).query), language=language)
    shown = cards(found.result.hits[:1], found.words, found.query.near)
    return Nearest(shown[0], narrowest.label) if shown else None
