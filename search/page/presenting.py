"""All that the search page shows, ready for its template."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from practices.reading.cards import SheetCard
from search.address import LIST, MAP, MAX_REACH, Reason
from search.answering import Answer
from search.numerals import written
from search.page.addresses import Addresses, without_range
from search.page.area_words import AREA, area_words
from search.page.facets import (
    LABELS,
    NOTHING_NARROWED,
    Facet,
    facets,
    has_code,
    label,
    short,
)
from search.page.hits import cards
from search.page.loosening import Loosening, WayOut
from search.page.map import ResultMap, result_map
from search.page.narrowing import Letters
from search.page.nearest import Nearest, nearest
from search.page.practice_cards import PracticeInList, practices_in
from search.page.ranges import LABELS as NUMBERS
from search.page.ranges import RangeFilter, range_words, ranges
from search.page.taking import Taking, taking
from search.page.understanding import Understood, understood
from search.query import Point

SORTS: dict[str, Promise] = {
    "relevance": gettext_lazy("relevance"),
    "soc_desc": pgettext_lazy("sort by", "effect"),
    "newest": pgettext_lazy("sort by", "latest"),
    "complete": gettext_lazy("completeness"),
    "title": gettext_lazy("title"),
    "nearest": gettext_lazy("distance"),
}
VIEWS: dict[str, Promise] = {
    LIST: pgettext_lazy("show as", "List"),
    MAP: pgettext_lazy("show as", "Map"),
}
REASONS: dict[Reason, Promise] = {
    Reason.UNKNOWN_PARAMETER: gettext_lazy("there is no such filter or setting"),
    Reason.UNKNOWN_VALUE: gettext_lazy("there is no such value"),
    Reason.NOT_A_NUMBER: gettext_lazy("this is not a whole number"),
    Reason.NO_NUMBER: gettext_lazy("this is not a number"),
    Reason.NO_PLACE: gettext_lazy(
        "this is not a place: write latitude and longitude in degrees, such as 13.25, -5.97"
    ),
    Reason.NO_AREA: gettext_lazy(
        "this is not an area: write west, south, east and north in degrees, such as -20,0,20,25"
    ),
    Reason.FLAT_AREA: gettext_lazy(
        "this area has no extent: its north lies above its south, and its east is not its west"
    ),
    Reason.NEAR_WHAT: gettext_lazy("to sort by distance, say from which place"),
    Reason.OUT_OF_RANGE: gettext_lazy("this number is out of range"),
    Reason.TOO_LONG: gettext_lazy("this is too long and was cut"),
    Reason.REPEATED: gettext_lazy("this was given more than once; the last one counts"),
}
NEIGHBOURS = 2
"""Pages named on each side of the present one."""


@dataclass(frozen=True)
class Chip:
    """facet_label: empty where the label has a code, by which one knows what it is of."""

    label: str
    facet_label: str
    remove_url: str


@dataclass(frozen=True)
class SortLink:
    value: str
    label: str
    is_selected: bool
    url: str


@dataclass(frozen=True)
class ViewLink:
    """The same search as a list, or as a map."""

    name: str
    label: str
    is_selected: bool
    url: str


@dataclass(frozen=True)
class PageLink:
    """A gap stands for pages that are not named."""

    number: int
    url: str
    is_current: bool = False
    is_gap: bool = False


@dataclass(frozen=True)
class Pages:
    number: int
    count: int
    previous_url: str
    next_url: str
    items: list[PageLink]


@dataclass(frozen=True)
class IgnoredPart:
    parameter: str
    value: str
    reason: str


@dataclass(frozen=True)
class Page:
    """See the fields of each part.

    culprits: what no sheet has together, where nothing was found; nearest: what comes closest.
    did_you_mean: the words as they are mostly spelt, where they found sheets only by forgiving
        them or leaving some out.
    here_url: this page, with no filter narrowed.
    is_stale: something saved just now is not in the list yet.
    stands_in: the index of this machine answered for the cluster.
    map: where the reader asked for it.
    """

    query: str
    total: int
    hits: list[SheetCard]
    facets: list[Facet]
    ranges: list[RangeFilter]
    near: str
    chips: list[Chip]
    clear_url: str
    sorts: list[SortLink]
    pages: Pages
    ignored: list[IgnoredPart]
    beyond_end: bool
    first_url: str
    culprits: str
    zero_help: list[WayOut]
    nearest: Nearest | None
    did_you_mean: WayOut | None
    practices: list[PracticeInList]
    here_url: str
    hidden: list[tuple[str, str]]
    is_stale: bool
    stands_in: bool
    is_corrected: bool
    is_text_ignored: bool
    understood: list[Understood]
    left_out: list[str]
    taking: Taking
    views: list[ViewLink]
    map: ResultMap | None


def page(answer: Answer, path: str, language: str, narrowed: Letters = NOTHING_NARROWED) -> Page:
    """The page at this path in the reader's language, which is the active one."""
    addresses = Addresses(path, answer.parsed, language)
    loosening = Loosening(answer, addresses, language)
    is_empty = not answer.result.total
    ways = loosening.ways() if is_empty else []
    return Page(
        query=answer.query.text,
        total=answer.result.total,
        hits=cards(answer.result.hits, answer.words, answer.query.near),
        facets=facets(answer, addresses, language, narrowed),
        ranges=ranges(answer, addresses),
        near=near_words(answer.query.near),
        chips=_chips(answer, addresses, language),
        clear_url=addresses.without_filters(),
        sorts=_sorts(answer, addresses),
        pages=_pages(answer, addresses),
        ignored=ignored(answer),
        beyond_end=answer.is_beyond_end,
        first_url=addresses.page(1),
        culprits=loosening.culprits() if is_empty else "",
        zero_help=ways,
        nearest=nearest(ways, language),
        did_you_mean=loosening.did_you_mean(),
        practices=practices_in(answer, addresses),
        here_url=addresses.page(answer.parsed.page),
        hidden=addresses.hidden(),
        is_stale=not answer.is_fresh,
        stands_in=answer.result.stands_in,
        is_corrected=answer.result.corrected,
        is_text_ignored=answer.result.text_ignored,
        understood=understood(answer, addresses),
        left_out=list(answer.result.left_out),
        taking=taking(addresses),
        views=_views(answer, addresses),
        map=result_map(answer, addresses, language) if answer.parsed.view == MAP else None,
    )


def ignored(answer: Answer) -> list[IgnoredPart]:
    """What of the address was left aside, and why, in the reader's language."""
    return [
        IgnoredPart(part.parameter, part.value, str(REASONS[part.reason]))
        for part in answer.parsed.ignored
    ]


def _chips(answer: Answer, addresses: Addresses, language: str) -> list[Chip]:
    query = answer.query
    chosen = [
        Chip(
            label(answer, name, value, language),
            "" if has_code(name, value) else short(name),
            addresses.without(name, value),
        )
        for name in LABELS
        for value in sorted(query.filters.get(name, ()))
    ]
    chosen += [
        Chip(range_words(query, name), str(NUMBERS[name]), addresses.of(without_range(query, name)))
        for name in query.ranges
    ]
    if query.near:
        anywhere = addresses.of(replace(query, near=None))
        chosen.append(Chip(near_words(query.near), _("Near"), anywhere))
    if query.box:
        everywhere = addresses.of(replace(query, box=None))
        chosen.append(Chip(area_words(query.box), str(AREA), everywhere))
    return chosen


def near_words(near: Point | None) -> str:
    """As a field takes it: the decimal sign of a computer, a comma between the two."""
    return ", ".join(map(written, near)) if near else ""


def _sorts(answer: Answer, addresses: Addresses) -> list[SortLink]:
    """By distance only where there is a place to measure it from."""
    return [
        SortLink(value, str(title), value == answer.query.order, addresses.sorted_by(value))
        for value, title in SORTS.items()
        if value != "nearest" or answer.query.near
    ]


def _views(answer: Answer, addresses: Addresses) -> list[ViewLink]:
    return [
        ViewLink(view, str(title), view == answer.parsed.view, addresses.shown_as(view).page(1))
        for view, title in VIEWS.items()
    ]


def _pages(answer: Answer, addresses: Addresses) -> Pages:
    per_page = answer.parsed.per_page
    count = -(-min(answer.result.total, MAX_REACH) // per_page)
    number = answer.parsed.page
    return Pages(
        number=number,
        count=count,
        previous_url=addresses.page(min(number - 1, count)) if number > 1 else "",
        next_url=addresses.page(number + 1) if number < count else "",
        items=_items(number, count, addresses),
    )


def _items(number: int, count: int, addresses: Addresses) -> list[PageLink]:
    """The first, the last, and those around the present one."""
    near = range(number - NEIGHBOURS, number + NEIGHBOURS + 1)
    named = sorted({1, count, *near} & set(range(1, count + 1)))
    items: list[PageLink] = []
    for place, one in enumerate(named):
        if place and one > named[place - 1] + 1:
            items.append(PageLink(0, "", is_gap=True))
        items.append(PageLink(one, addresses.page(one), is_current=one == number))
    return items
