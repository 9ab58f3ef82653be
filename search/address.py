"""How the address of a search becomes a question, and what of it was left aside.

Whatever the address holds, there is an answer: what cannot be used is named, never passed on.
"""

import unicodedata
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast, get_args

from search.area import CELLS, box_of, read_ends, zoom_of
from search.fields import FACETS, UNKNOWN
from search.numerals import read_number, read_point
from search.query import LANGUAGES, WORD, Box, Point, Query, Range, Sort
from search.scales import SCALES, as_indexed

MAX_TEXT = 400
"""Characters of text; more is cut."""
MAX_PER_PAGE = 100
MAX_REACH = 10_000
"""Hits that can be paged to, as deep as an engine sorts."""
VIEW = "view"
"""How the page shows what it found: as a list, or as a map with the list."""
VIEWS = (LIST, MAP) = ("list", "map")
SINGLE = ("q", "lang", "sort", "page", "per_page", VIEW)
PLAIN = "plain"
"""Repeatable, "facet:value": a concept whose words are only words."""
LEAST, MOST, TOO = "_min", "_max", "_unknown"
"""After the name of a number: its bounds, and "1" to include where it is not known."""
NEAR = "near"
"""Latitude and longitude; a search near a place is sorted by the distance from it."""
BOX = "box"
"""An area: see `search.area`."""
PARAMETERS = (
    *(*SINGLE, NEAR, BOX, PLAIN, *FACETS),
    *(name + ending for name in SCALES for ending in (LEAST, MOST, TOO)),
)
MOST_NUMBER = 1e9

KnownValues = Callable[[str, str], bool] | Mapping[str, Container[str]]
"""Whether a facet has a value: a function of both, or the values of each facet."""


class Reason(StrEnum):
    """Why something in the address was left aside; the page puts it in words."""

    UNKNOWN_PARAMETER = "unknown parameter"
    UNKNOWN_VALUE = "unknown value"
    NOT_A_NUMBER = "not a whole number"
    NO_NUMBER = "not a number"
    NO_PLACE = "not a place: latitude and longitude in degrees, such as 13.25,-5.97"
    NO_AREA = "not an area: west,south,east,north in degrees, such as -20,0,20,25"
    FLAT_AREA = "an area without extent: north is above south, east is not west"
    NEAR_WHAT = "near which place is not said"
    OUT_OF_RANGE = "out of range"
    TOO_LONG = "too long, cut"
    REPEATED = "given more than once, the last one counts"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A part of the address that did not count as it stands; cleaned, at most 100 characters."""

    parameter: str
    value: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The question, what was left aside, and the page (from 1) that offset and limit stand for.

    plain: (facet, value) of concepts that the reader leaves out. view: one of VIEWS.
    """

    query: Query
    ignored: tuple[Ignored, ...]
    page: int
    per_page: int
    plain: tuple[tuple[str, str], ...] = ()
    view: str = LIST


def clean(text: str) -> str:
    """Composed letters (NFC); control characters, lone surrogates and runs of space as a space."""
    kept = (" " if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in text)
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def default_sort(near: Point | None) -> Sort:
    """What an address need not say."""
    return "nearest" if near else "relevance"


def parse(
    params: Mapping[str, Sequence[str]], *, known_values: KnownValues, language: str = "en"
) -> ParsedQuery:
    """Read the parameters of an address; never raises, whatever they hold.

    params: name -> values, of a QueryDict `dict(request.GET.lists())`. An empty value is none.
    language: of the page, where the address has no `lang`; numbers may be written as in it.
    """
    address = _Address(params, known_values, language)
    per_page = address.number("per_page", default=20, highest=MAX_PER_PAGE, fallback=MAX_PER_PAGE)
    page = address.number("page", default=1, highest=MAX_REACH // per_page, fallback=1)
    ranges, near, box = address.ranges(), address.near(), address.box()
    view = address.choice(VIEW, VIEWS, LIST)
    query = Query(
        text=address.text(),
        language=address.choice("lang", LANGUAGES, language),
        filters=address.filters(),
        ranges=ranges,
        unknown_too=address.unknown_too().intersection(ranges),
        box=box,
        near=near,
        sort=address.sort(near),
        offset=(page - 1) * per_page,
        limit=per_page,
        grid=CELLS[zoom_of(box)] if view == MAP else None,
    )
    plain = address.plain()
    return ParsedQuery(query, tuple(address.ignored), page, per_page, plain, view)


class _Address:
    """The cleaned parameters, and the list of what was left aside so far."""

    def __init__(
        self, params: Mapping[str, Sequence[str]], known_values: KnownValues, language: str
    ) -> None:
        self.known_values, self.language = known_values, language
        self.ignored: list[Ignored] = []
        self.given: dict[str, list[str]] = {}
        for name, values in params.items():
            cleaned = [text for text in map(clean, values) if text]
            if name in PARAMETERS:
                self.given[name] = cleaned
            else:
                self.ignore(clean(name), " ".join(cleaned), Reason.UNKNOWN_PARAMETER)

    def ignore(self, parameter: str, value: str, reason: Reason) -> None:
        self.ignored.append(Ignored(parameter[:100], value[:100], reason))

    def text(self) -> str:
        text = " ".join(self.given.get("q", ()))
        if len(text) > MAX_TEXT:
            self.ignore("q", text, Reason.TOO_LONG)
        return text[:MAX_TEXT].strip()

    def single(self, name: str) -> str:
        """The last value, empty if there is none."""
        *earlier, value = self.given.get(name) or [""]
        for repeated in earlier:
            self.ignore(name, repeated, Reason.REPEATED)
        return value

    def choice(self, name: str, allowed: Sequence[str], default: str) -> str:
        value = self.single(name) or default
        if value in allowed:
            return value
        self.ignore(name, value, Reason.UNKNOWN_VALUE)
        return default

    def number(self, name: str, *, default: int, highest: int, fallback: int) -> int:
        """A whole number from 1; `fallback` when it is above the highest."""
        if not (value := self.single(name)):
            return default
        if not (value.isascii() and value.isdigit()):
            self.ignore(name, value, Reason.NOT_A_NUMBER)
            return default
        number = int(value.lstrip("0")[:20] or "0")  # 20 digits are out of range already
        if 1 <= number <= highest:
            return number
        self.ignore(name, value, Reason.OUT_OF_RANGE)
        return fallback if number else default

    def ranges(self) -> dict[str, Range]:
        found = {name: self.bounds(name) for name in SCALES}
        return {name: bounds for name, bounds in found.items() if bounds != (None, None)}

    def bounds(self, name: str) -> Range:
        """Ends that are the wrong way round are turned."""
        low, high = self.bound(name, LEAST), self.bound(name, MOST)
        return (high, low) if low is not None and high is not None and low > high else (low, high)

    def bound(self, name: str, ending: str) -> float | None:
        """A number in the unit of the field, as exact as it is indexed."""
        if not (value := self.single(name + ending)):
            return None
        number = read_number(value, self.language)
        if number is not None and abs(number) <= MOST_NUMBER:
            return as_indexed(name, number)
        self.ignore(
            name + ending, value, Reason.NO_NUMBER if number is None else Reason.OUT_OF_RANGE
        )
        return None

    def unknown_too(self) -> frozenset[str]:
        return frozenset(name for name in SCALES if self.choice(name + TOO, ("", "1"), "") == "1")

    def near(self) -> Point | None:
        value = self.single(NEAR)
        point = read_point(value) if value else None
        if value and point is None:
            self.ignore(NEAR, value, Reason.NO_PLACE)
        return point

    def box(self) -> Box | None:
        if not (value := self.single(BOX)):
            return None
        ends = read_ends(value)
        box = box_of(*ends) if ends else None
        if box is None:
            self.ignore(BOX, value, Reason.FLAT_AREA if ends else Reason.NO_AREA)
        return box

    def sort(self, near: Point | None) -> Sort:
        """By distance where there is a place and nothing else is said."""
        sort = self.choice("sort", get_args(Sort), default_sort(near))
        if sort == "nearest" and near is None:
            self.ignore("sort", sort, Reason.NEAR_WHAT)
            return default_sort(near)
        return cast(Sort, sort)

    def filters(self) -> dict[str, frozenset[str]]:
        chosen = {name: self.known(name, self.given.get(name, ())) for name in FACETS}
        return {name: values for name, values in chosen.items() if values}

    def plain(self) -> tuple[tuple[str, str], ...]:
        """Each once, in the order of the address."""
        found: list[tuple[str, str]] = []
        for text in dict.fromkeys(self.given.get(PLAIN, ())):
            facet, _, value = text.partition(":")
            if facet in (*FACETS, WORD) and value != UNKNOWN and self.is_known(facet, value):
                found.append((facet, value))
            else:
                self.ignore(PLAIN, text, Reason.UNKNOWN_VALUE)
        return tuple(found)

    def known(self, facet: str, values: Sequence[str]) -> frozenset[str]:
        known = frozenset(value for value in values if self.is_known(facet, value))
        for value in values:
            if value not in known:
                self.ignore(facet, value, Reason.UNKNOWN_VALUE)
        return known

    def is_known(self, facet: str, value: str) -> bool:
        if value == UNKNOWN:
            return True
        if callable(self.known_values):
            return self.known_values(facet, value)
        return value in self.known_values.get(facet, ())
