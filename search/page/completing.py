"""What the search field offers while one types: practices, values of filters, sheets.

Names are found by how they begin, or how a word in them does, in any of three languages: they
stand in one sorted list, from each of their words on.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from practices.models import Practice
from practices.models.labels import reader_language
from practices.reading.cards import SheetCard
from practices.reading.practice import search_url
from practices.reading.words import isolated
from search import engines
from search.answering import EVERYTHING, Counts
from search.delivery import changelog
from search.engine import Answering
from search.page.remembered import plain_cards
from search.page.understanding import kind
from search.result import Suggestion
from search.suggesting import typed_words
from search.words import lexicon
from search.words.analysis import fold, words
from search.words.lexicon import Label, Lexicon
from search.words.names import SURE, all_names

MOST_PRACTICES, MOST_VALUES, MOST_SHEETS = 3, 3, 5
OFFERED = ("country", "region", "climate", "soil", "crop", "land_use")
"""Facets whose values are offered; the others are no words that one would search by."""

LOOKED_THROUGH = 20
"""Sheets among which those with such a title in the reader's language come first."""

Value = tuple[str, str]
"""A facet and its value."""
Rank = tuple[bool, bool, bool, bool, int, int]


@dataclass(frozen=True, slots=True)
class Offer:
    """kind: "practice", "value" or "sheet". hint: what tells it from others of the same label.
    language: of the label.
    """

    kind: str
    label: str
    hint: str
    url: str
    language: str


class _Name(NamedTuple):
    """rest: the folded words of a name, from the one at `place` on."""

    rest: str
    place: int
    language: str
    text: str
    value: Value
    weight: float


class _Match(NamedTuple):
    """The best name of a value; the least match is the best."""

    rank: Rank
    value: Value
    text: str


def offers(text: str) -> list[Offer]:
    """In the reader's language: practices, then values that sheets have, then sheets.

    text: as typed so far; the last word may go on. Raises EngineError.
    """
    engine, known = engines.current(), lexicon.current()
    if not (typed := " ".join(typed_words(text))):
        return []
    is_fresh = engines.refresh(engine)
    counts = _counts if is_fresh else _counts.__wrapped__
    matches = _matches(typed, known, counts(engine, changelog.last_number()))  # type: ignore[arg-type]
    return [
        *_practices([one for one in matches if one.value[0] == "practice"], typed, known),
        *_values([one for one in matches if one.value[0] != "practice"], typed, known),
        *_sheets(text, engine, known),
    ]


@lru_cache(maxsize=2)
def _counts(engine: Answering, number: int) -> Counts:
    """Sheets of each value, kept until a sheet changes: every key that is typed asks for them."""
    return engine.search(EVERYTHING).facets


def _matches(typed: str, known: Lexicon, counts: Counts) -> list[_Match]:
    """Each practice and each value with sheets once, the likeliest first."""
    best: dict[Value, _Match] = {}
    for name in _beginning(typed, known):
        facet, value = name.value
        count = counts[facet].get(value, 0)
        if count or facet == "practice":
            is_label = name.text == known.label(facet, value, reader_language())
            match = _Match(_rank(name, is_label, count), name.value, name.text)
            best[name.value] = min(match, best.get(name.value, match))
    return sorted(best.values())


def _rank(name: _Name, is_label: bool, count: int) -> Rank:
    """A sure name before others, the beginning before the middle, the label before other names,
    the reader's language before others, and the more sheets the better.
    """
    is_foreign = name.language != reader_language()
    return name.weight < SURE, name.place > 0, not is_label, is_foreign, -count, len(name.text)


def _beginning(typed: str, known: Lexicon) -> Iterable[_Name]:
    names = _names(known)
    start = bisect_left(names, typed, key=lambda name: name.rest)
    rest = (names[place] for place in range(start, len(names)))
    return takewhile(lambda name: name.rest.startswith(typed), rest)


@lru_cache(maxsize=2)
def _names(known: Lexicon) -> list[_Name]:
    return sorted(_all_names(known))


def _all_names(known: Lexicon) -> Iterator[_Name]:
    """Also the code of a climate, by which many know it."""
    for (language, text), meaning in all_names(known):
        if meaning.facet in ("practice", *OFFERED):
            value = meaning.facet, meaning.value
            yield from _from_each_word(language, text, value, meaning.weight)
    for code in known.facets["climate"]:
        yield from _from_each_word("", code, ("climate", code), SURE)


def _from_each_word(language: str, text: str, value: Value, weight: float) -> Iterator[_Name]:
    folded = _folded(text)
    for place in range(len(folded)):
        yield _Name(" ".join(folded[place:]), place, language, text, value, weight)


def _folded(text: str) -> list[str]:
    return [fold(word.text) for word in words(text)]


def _practices(matches: list[_Match], typed: str, known: Lexicon) -> Iterator[Offer]:
    """Lead to their own pages."""
    chosen = matches[:MOST_PRACTICES]
    codes = [code for _facet, code in (match.value for match in chosen)]
    urls = {one.code: one.get_absolute_url() for one in Practice.objects.filter(code__in=codes)}
    for match, code in zip(chosen, codes, strict=True):
        label = known.label("practice", code, reader_language())
        parent = known.facets["practice"][code].parent
        above = parent.label(reader_language()) if parent else ""
        if code in urls:
            hint = _other_name(match, label, typed) or above
            yield Offer("practice", label, hint, urls[code], _language(label))


def _values(matches: list[_Match], typed: str, known: Lexicon) -> Iterator[Offer]:
    """Lead to the search with the one filter."""
    for match in matches[:MOST_VALUES]:
        facet, value = match.value
        label = known.label(facet, value, reader_language())
        hint = " · ".join(filter(None, (kind(facet), _other_name(match, label, typed))))
        yield Offer("value", label, hint, search_url(**{facet: value}), _language(label))


def _other_name(match: _Match, label: str, typed: str) -> str:
    """The name that has what was typed, where the label has not."""
    return "" if f" {typed}" in f" {' '.join(_folded(label))}" else match.text


def _language(label: Label) -> str:
    return "en" if label.is_fallback else reader_language()


def _sheets(text: str, engine: Answering, known: Lexicon) -> list[Offer]:
    """Those still published, by the title that has the words; with their place and year."""
    found = engine.suggest(text, reader_language(), LOOKED_THROUGH)
    cards = plain_cards((one.id for one in found), known)
    offered = [_sheet(one, cards[one.id]) for one in found if one.id in cards]
    return sorted(offered, key=lambda one: one.language != reader_language())[:MOST_SHEETS]


def _sheet(found: Suggestion, card: SheetCard) -> Offer:
    """Many a title says the place already."""
    place = "" if card.place in found.title else ", ".join(map(isolated, card.place.parts))
    hint = " · ".join(filter(None, (place, card.year)))
    return Offer("sheet", found.title, hint, card.url, found.language)
