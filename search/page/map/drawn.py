"""All of the map of a search, ready for its template."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from practices.reading.locator.canvas import View
from search.address import BOX
from search.answering import Answer
from search.area import written_area
from search.fields import UNKNOWN
from search.page.addresses import Addresses
from search.page.area_words import area_words
from search.page.facets import label
from search.page.map import frame
from search.page.map.marks import Mark, circles, clusters, points
from search.page.map.unsure import LOCATED, areas, countries, located, only
from search.page.map.ways import Move, fit_url, moves
from search.query import Box


@dataclass(frozen=True)
class Counted:
    """A link to as many sheets."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class ResultMap:
    """title: what the map shows. veil: an SVG path of what is not in the area, else empty.

    outlines_url: of an SVG with the paths `land`, `borders` and `grid` of this view.
    moves: closer, wider, to the four sides. world_url: empty where all is shown. fit_url: just
        around all points, empty where that is not much closer.
    placed: sheets of the list that are points, in the area if there is one.
    total: sheets of the search whatever the area. elsewhere: those that are no points anywhere.
    by_country: the list in numbers. unsure: the circles in words.
    """

    title: str
    outlines_url: str
    veil: str
    clusters: list[Mark]
    points: list[Mark]
    areas: list[Mark]
    countries: list[Mark]
    moves: list[Move]
    world_url: str
    fit_url: str
    placed: int
    total: int
    elsewhere: list[Counted]
    by_country: list[Counted]
    unsure: list[Counted]
    view: View

    @property
    def view_box(self) -> str:
        """Of the drawing; a template would write its numbers in the reader's language."""
        wide, tall = self.view.size
        return f"0 0 {wide} {tall}"

    @property
    def bounds(self) -> str:
        """For map.js: west, south, east and north of what is shown."""
        shown = self.view.bounds
        return f"{shown.west:.6f} {shown.south:.6f} {shown.east:.6f} {shown.north:.6f}"

    @property
    def elsewhere_count(self) -> int:
        return sum(one.count for one in self.elsewhere)


def result_map(answer: Answer, addresses: Addresses, language: str) -> ResultMap:
    """Raises EngineError."""
    box, view = answer.query.box, frame.view_of(answer.query.box)
    surely = located(answer)
    of_area = areas(answer) if surely["area"] else []
    of_country = countries(answer, addresses, language) if surely["country"] else []
    return ResultMap(
        title=area_words(box) if box else _("The whole world"),
        outlines_url=outlines_url(box),
        veil=_veil(box, view),
        clusters=clusters(answer, addresses, view),
        points=points(answer, view),
        areas=list(circles(of_area, view)),
        countries=list(circles(of_country, view)),
        moves=moves(answer, addresses, view),
        world_url=addresses.of(replace(answer.query, box=None)) if box else "",
        fit_url=fit_url(answer, addresses, view),
        placed=sum(cell.count for cell in answer.result.grid),
        total=sum(surely.values()),
        elsewhere=list(_elsewhere(answer, addresses, language, surely)),
        by_country=_by_country(answer, addresses, language),
        unsure=[Counted(one.label, one.count, one.url) for one in [*of_country, *of_area]],
        view=view,
    )


def outlines_url(box: Box | None) -> str:
    asked = f"?{urlencode({BOX: written_area(box)})}" if box else ""
    return reverse("search:outlines") + asked


def _veil(box: Box | None, view: View) -> str:
    """All of the canvas but the area; nothing where it fills the view but for a hair."""
    if box is None:
        return ""
    bounds = frame.bounds_of(box).near(view.longitude)
    (left, top), (right, bottom) = (
        view.put(bounds.west, bounds.north),
        view.put(bounds.east, bounds.south),
    )
    (wide, tall), hair = view.size, 4
    if left < hair and top < hair and right > wide - hair and bottom > tall - hair:
        return ""
    return f"M0 0H{wide}V{tall}H0zM{left:.0f} {top:.0f}V{bottom:.0f}H{right:.0f}V{top:.0f}z"


def _elsewhere(
    answer: Answer, addresses: Addresses, language: str, surely: dict[str, int]
) -> Iterable[Counted]:
    """The sheets that no point stands for, by how surely their place is known."""
    for value in LOCATED[1:]:
        if surely[value]:
            words = (
                _("no place at all")
                if value == UNKNOWN
                else label(answer, "located", value, language)
            )
            yield Counted(words, surely[value], addresses.of(only(answer.query, value)))


def _by_country(answer: Answer, addresses: Addresses, language: str) -> list[Counted]:
    counts, link = answer.result.facets["country"], addresses.only("country")
    chosen = answer.query.filters.get("country", counts.keys())
    return [
        Counted(label(answer, "country", code, language), count, link(code))
        for code, count in counts.items()
        if count and code in chosen
    ]
