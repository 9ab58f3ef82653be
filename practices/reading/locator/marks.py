"""What stands on the map: the sites, as surely as they are known, and names of countries."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from practices.models import Site
from practices.models.labels import reader_language
from practices.zones import country as country_at
from practices.zones import country_by_code
from practices.zones.position import PositionError
from practices.zones.sphere import KM_PER_DEGREE

from .canvas import HEIGHT, WIDTH, Bounds, Point, View
from .drawing import Drawing, country_bounds, drawing

PARTS = (
    (gettext_lazy("the south-west"), gettext_lazy("the south"), gettext_lazy("the south-east")),
    (gettext_lazy("the west"), gettext_lazy("the middle"), gettext_lazy("the east")),
    (gettext_lazy("the north-west"), gettext_lazy("the north"), gettext_lazy("the north-east")),
)
"""Of a country: rows from south to north, each from west to east."""

# A view is at least this high, so that a small island still lies somewhere (degrees).
LEAST_DEGREES = 3.0
# Around a site in no country: enough to meet some coast (degrees each way).
AT_SEA_DEGREES = 12.0
# An uncertain site is a circle of its own size, and never smaller than this (units).
LEAST_RADIUS = 14
MAX_NAMES = 6
# The room of a name on a phone, in units: a letter, half a line; kept free around a site.
LETTER, HALF_LINE = 10.0, 14.0


@dataclass(frozen=True)
class Mark:
    """A site, in percent of the map; `radius` is empty for a sure point.

    SVG takes a radius in percent of the mean of the sides, sqrt((width² + height²) / 2).
    """

    x: str
    y: str
    radius: str


@dataclass(frozen=True)
class Name:
    x: str
    y: str
    text: str
    is_home: bool


@dataclass(frozen=True)
class Locator:
    """`label` says in words what the map shows."""

    drawing: Drawing
    marks: list[Mark]
    names: list[Name]
    label: str

    @property
    def is_uncertain(self) -> bool:
        return any(mark.radius for mark in self.marks)


@dataclass(frozen=True)
class Placed:
    """A site with a position, and the ISO code of its country ("" for none)."""

    longitude: float
    latitude: float
    radius_deg: float
    is_point: bool
    owner: str


def locator(sites: Sequence[Site]) -> Locator | None:
    """None where no site has a position."""
    placed = list(_placed(sites))
    if not placed:
        return None
    view = View.of(_bounds(placed), LEAST_DEGREES)
    still = drawing(frozenset(site.owner for site in placed), view)
    points = [view.place(site.longitude, site.latitude) for site in placed]
    radii = [_radius(site, view) for site in placed]
    marks = [_mark(*known) for known in zip(points, radii, strict=True)]
    taken = [_around(*known) for known in zip(points, radii, strict=True)]
    names = list(_names(still, {site.owner for site in placed}, taken))
    return Locator(still, marks, names, _label(placed))


def _placed(sites: Sequence[Site]) -> Iterator[Placed]:
    for site in sites:
        if site.latitude is None or site.longitude is None:
            continue
        radius = (site.uncertainty_m or 0) / 1000 / KM_PER_DEGREE
        code = site.country.code if site.country else _country_code(site.latitude, site.longitude)
        yield Placed(site.longitude, site.latitude, radius, site.is_point, code)


def _country_code(latitude: float, longitude: float) -> str:
    try:
        found = country_at(latitude, longitude)
    except PositionError:
        return ""
    return found.code if found else ""


def _bounds(placed: list[Placed]) -> Bounds:
    """What the map must show: the countries of the sites, and the sites as wide as unsure."""
    boxes = [_own_bounds(site).near(placed[0].longitude) for site in placed]
    return reduce(Bounds.joined, boxes)


def _own_bounds(site: Placed) -> Bounds:
    around = country_bounds(site.owner, site.longitude, site.latitude)
    reach = site.radius_deg if around else max(site.radius_deg, AT_SEA_DEGREES)
    across = min(reach / max(math.cos(math.radians(site.latitude)), 0.1), 180)
    own = Bounds(
        site.longitude - across,
        max(site.latitude - reach, -90),
        site.longitude + across,
        min(site.latitude + reach, 90),
    )
    return around.near(site.longitude).joined(own) if around else own


def _radius(site: Placed, view: View) -> float:
    """How far, in units, the site may be from its mark; 0 for a sure point."""
    to_scale = site.radius_deg * view.scale
    is_sure = site.is_point and to_scale < LEAST_RADIUS
    return 0 if is_sure else max(to_scale, LEAST_RADIUS)


def _mark(point: Point, radius: float) -> Mark:
    share = radius / math.hypot(WIDTH, HEIGHT) * math.sqrt(2)
    return Mark(*_percent(point), f"{share:.1%}" if radius else "")


def _around(point: Point, radius: float) -> Bounds:
    """What a mark covers; the point of a sure site is as wide as on a phone."""
    x, y = point
    reach = radius or LEAST_RADIUS
    return Bounds(x - reach, y - reach, x + reach, y + reach)


def _percent(point: Point) -> tuple[str, str]:
    return f"{point[0] / WIDTH * 100:.1f}%", f"{point[1] / HEIGHT * 100:.1f}%"


def _names(still: Drawing, home: set[str], taken: list[Bounds]) -> Iterator[Name]:
    """The names of the largest countries, clear of what is taken and of each other."""
    anchors = sorted(still.anchors, key=lambda anchor: anchor.owner not in home)
    for anchor in anchors[:MAX_NAMES]:
        text = _country_name(anchor.owner)
        place = next((at for at in anchor.places if _fits(_room(at, text), taken)), None)
        if text and place:
            taken.append(_room(place, text))
            yield Name(*_percent(place), text, anchor.owner in home)


def _country_name(code: str) -> str:
    found = country_by_code(code)
    return found.name(reader_language()) if found else ""


def _room(place: Point, text: str) -> Bounds:
    """What a name covers."""
    (x, y), half = place, len(text) * LETTER / 2
    return Bounds(x - half, y - HALF_LINE, x + half, y + HALF_LINE)


def _fits(room: Bounds, taken: list[Bounds]) -> bool:
    """Whether it is on the map and meets nothing."""
    is_inside = room.west >= 0 and room.east <= WIDTH and room.south >= 0 and room.north <= HEIGHT
    return is_inside and all(room.gap(other) > 0 for other in taken)


def _label(placed: list[Placed]) -> str:
    """The map in words, for who does not see it."""
    names = ", ".join(dict.fromkeys(filter(None, (_country_name(s.owner) for s in placed))))
    where = names or _("open sea")
    if len(placed) == 1 and (part := _part(placed[0])):
        return _("Map of %(country)s. The site lies in %(part)s.") % {
            "country": where,
            "part": part,
        }
    many = ngettext(
        "Map of %(country)s with %(count)s site.",
        "Map of %(country)s with %(count)s sites.",
        len(placed),
    )
    return many % {"country": where, "count": len(placed)}


def _part(site: Placed) -> str:
    """The ninth of the country's box, as seen from its middle; "" where no country is drawn."""
    around = country_bounds(site.owner, site.longitude, site.latitude)
    if around is None:
        return ""
    column = _third(
        around.near(site.longitude).west, around.near(site.longitude).east, site.longitude
    )
    row = _third(around.south, around.north, site.latitude)
    return str(PARTS[row][column])


def _third(low: float, high: float, value: float) -> int:
    share = (value - low) / (high - low) if high > low else 0.5
    return min(2, max(0, int(share * 3)))
