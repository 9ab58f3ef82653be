"""What stands on the map: clusters of sheets, single sheets, and circles of what is not sure."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from django.utils.translation import ngettext

from practices.models import PracticeSheet
from practices.models.sheets import sheet_url
from practices.reading.cards import titles
from practices.reading.locator.canvas import Point, View
from search.answering import Answer
from search.area import cell_box, common
from search.page.addresses import Addresses
from search.page.area_words import area_words
from search.page.map.frame import HEIGHT, WIDTH
from search.page.map.unsure import Unsure
from search.result import Cell

SIZES = (9, 30, 100)
"""A cluster of more sheets than so many is drawn larger, each time."""
ROOM, TURNS = 48, 4
"""Units between two clusters, and how often each pair is looked at to make them."""
LISTED = "#count"
"""Where a cluster leads that is all of the area already, as close as the map goes: to the list."""
LEAST_RADIUS = 16
"""Units, of a circle of what is not sure; smaller ones could not be seen."""


@dataclass(frozen=True)
class Mark:
    """A link on the map. x, y, radius: in percent of it. label: says where the link leads.

    url: empty only for a cluster on both sides of an area that goes round all the Earth but a gap.

    size: class of a cluster, from 1. count: of its sheets.
    """

    x: str
    y: str
    url: str
    label: str
    count: int = 1
    size: int = 0
    radius: str = ""


def clusters(answer: Answer, addresses: Addresses, view: View) -> list[Mark]:
    """Of more than one sheet, the largest first, so that a small one is not hidden."""
    cells = (cell for cell in answer.result.grid if cell.count > 1)
    found = sorted(cells, key=lambda cell: -cell.count)
    places = spread([view.place(cell.middle[1], cell.middle[0]) for cell in found])
    return [
        _cluster(cell, place, answer, addresses) for cell, place in zip(found, places, strict=True)
    ]


def _cluster(cell: Cell, place: Point, answer: Answer, addresses: Addresses) -> Mark:
    box = cell_box(cell.lat, cell.lon, answer.query.grid or 0)
    part = common(box, answer.query.box)
    if part and part == answer.query.box:
        words, url = ngettext("%(count)s sheet here", "%(count)s sheets here", cell.count), LISTED
    else:
        words = ngettext(
            "%(count)s sheet: closer to %(area)s",
            "%(count)s sheets: closer to %(area)s",
            cell.count,
        )
        url = addresses.of(replace(answer.query, box=part)) if part else ""
    return Mark(
        *_percent(place),
        url=url,
        label=words % {"count": cell.count, "area": area_words(box)},
        count=cell.count,
        size=1 + sum(cell.count > least for least in SIZES),
    )


def points(answer: Answer, view: View) -> list[Mark]:
    """Single sheets; each leads to its own page. One withdrawn since is left out."""
    cells = {cell.sheet: cell for cell in answer.result.grid if cell.sheet is not None}
    found = PracticeSheet.objects.published().filter(pk__in=cells).values_list("pk", flat=True)
    named = titles(list(found))
    return [
        Mark(*_percent(view.place(lon, lat)), url=sheet_url(pk, title), label=str(title))
        for pk, title in named.items()
        for lat, lon in [cells[pk].middle]
    ]


def circles(unsure: Iterable[Unsure], view: View) -> Iterator[Mark]:
    """Each as wide as the place is not known; the widest first."""
    for one in sorted(unsure, key=lambda one: -one.radius_deg):
        radius = max(one.radius_deg * view.scale, LEAST_RADIUS)
        x, y = view.place(one.longitude, one.latitude)
        if -radius < x < WIDTH + radius and -radius < y < HEIGHT + radius:
            share = radius / math.hypot(WIDTH, HEIGHT) * math.sqrt(2)
            yield Mark(
                *_percent((x, y)), one.url, one.label, count=one.count, radius=f"{share:.1%}"
            )


def spread(places: Sequence[Point]) -> list[Point]:
    """Each two that would cover each other's number on a phone, moved apart as far."""
    moved = list(places)
    for _turn in range(TURNS):
        for one, other in combinations(range(len(moved)), 2):
            moved[one], moved[other] = _apart(moved[one], moved[other])
    return moved


def _apart(one: Point, other: Point) -> tuple[Point, Point]:
    (x, y), (other_x, other_y) = one, other
    east, north = other_x - x, other_y - y
    gap = math.hypot(east, north)
    if gap >= ROOM:
        return one, other
    push = (ROOM - gap) / 2
    # two at one place move along a row
    step = (east / gap * push, north / gap * push) if gap else (push, 0.0)
    return (x - step[0], y - step[1]), (other_x + step[0], other_y + step[1])


def _percent(place: Point) -> tuple[str, str]:
    return f"{place[0] / WIDTH * 100:.1f}%", f"{place[1] / HEIGHT * 100:.1f}%"
