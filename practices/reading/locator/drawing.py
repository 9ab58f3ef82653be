"""The still part of a locator map: land, the country in question, borders, graticule, names.

It depends on the country and the view alone, so it is drawn once for all sites of a country.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from practices.zones.borders import NOBODY, borders

from .canvas import Bounds, Point, Ring, View, path
from .outlines import TOLERANCE, Lines, Wanted, thinned

# Islands this near (in degrees) to the part of a country where a site is are shown with it.
NEIGHBOURHOOD = 4.0
# Land smaller than this many units is left out, unless there is hardly more (Tuvalu).
SPECK = 2.5
# A country is named if at least this share of the canvas is its own.
NAMED_SHARE = 0.015
# A name is wider than it is high: it needs this much more room at its sides.
NAME_SHAPE = 2.5
# Meridians and parallels are drawn every so many degrees: the first that gives few lines.
GRATICULE = (1, 2, 5, 10, 20, 30, 60)


@dataclass(frozen=True)
class Anchor:
    """Where the name of a country (its ISO code) may stand, roomiest first.

    `share` is how much of the canvas the country has.
    """

    owner: str
    places: tuple[Point, ...]
    share: float


@dataclass(frozen=True)
class Drawing:
    """SVG paths on the canvas; `anchors` come largest first."""

    land: str
    home: str
    lines: str
    grid: str
    anchors: tuple[Anchor, ...]


@lru_cache(maxsize=512)
def country_bounds(owner: str, longitude: float, latitude: float) -> Bounds | None:
    """The part of a country where a position is, or the nearest one, with its islands."""
    source = borders()
    if owner not in source.owners:
        return None
    rings = Lines(source).rings(_of(source.owners.index(owner)))
    boxes = [Bounds.around(ring).near(longitude) for ring in rings]
    here = Bounds(longitude, latitude, longitude, latitude)
    return _grown(min(boxes, key=here.gap), boxes)


def _of(owner: int) -> Wanted:
    return lambda *sides: owner in sides


def _grown(found: Bounds, boxes: list[Bounds]) -> Bounds:
    """With the boxes near it, then those near these."""
    while True:
        grown = found
        for box in boxes:
            if box.gap(found) <= NEIGHBOURHOOD:
                grown = grown.joined(box)
        if grown == found:
            return found
        found = grown


@lru_cache(maxsize=256)
def drawing(home: frozenset[str], view: View) -> Drawing:
    """The map of a view with some countries (ISO codes) marked."""
    source = borders()
    lines = Lines(source, view)
    marked = [source.owners.index(owner) for owner in sorted(home) if owner in source.owners]
    land = view.placed(lines.rings(lambda _one, other: other == NOBODY))
    own = (ring for owner in marked for ring in view.placed(lines.rings(_of(owner))))
    between = (line for line, _owners in lines.seen(lambda _one, other: other != NOBODY))
    return Drawing(
        land=path(_without_specks(land)),
        home=path(_without_specks(own)),
        lines=path(([view.place(*point) for point in line] for line in between), close=""),
        grid=graticule(view),
        anchors=tuple(sorted(_anchors(lines, view), key=lambda anchor: -anchor.share)),
    )


def _without_specks(rings: Iterable[Ring]) -> list[Ring]:
    sized = [(Bounds.around(ring).size, ring) for ring in rings]
    least = min(SPECK, max((size for size, _ring in sized), default=0) / 8)
    return [thinned(ring, TOLERANCE) for size, ring in sized if size >= least]


def graticule(view: View) -> str:
    """Meridians and parallels."""
    box, (wide, tall) = view.bounds, view.size
    widest = max(box.north - box.south, (box.east - box.west) / 2)
    step = next((step for step in GRATICULE if widest / step <= 5), GRATICULE[-1])
    across = range(math.ceil(box.south / step), math.floor(box.north / step) + 1)
    along = range(math.ceil(box.west / step), math.floor(box.east / step) + 1)
    parallels = (f"M0 {round(view.place(view.longitude, n * step)[1])}h{wide}" for n in across)
    meridians = (f"M{round(view.put(n * step, 0)[0])} 0v{tall}" for n in along)
    return "".join((*parallels, *meridians))


def _anchors(lines: Lines, view: View) -> Iterator[Anchor]:
    """Of the countries in view, those with room for a name; of each its largest part."""
    source = lines.source
    seen = {owner for _line, owners in lines.seen(lambda *_: True) for owner in owners} - {NOBODY}
    for owner in seen:
        parts = list(view.placed(lines.rings(_of(owner))))
        largest = max(parts, key=area, default=[])
        share = area(largest) / (view.size[0] * view.size[1])
        if share >= NAMED_SHARE:
            yield Anchor(source.owners[owner], tuple(roomiest(largest)), share)


def area(ring: Ring) -> float:
    """In square units, by the shoelace formula."""
    turns = ((x * below - right * y) for (x, y), (right, below) in pairwise([*ring, *ring[:1]]))
    return abs(sum(turns)) / 2


def roomiest(ring: Ring) -> list[Point]:
    """Of a grid of places those inside, the one with most room around it first."""
    box = Bounds.around(ring)
    wide, tall = box.east - box.west, box.north - box.south
    places = product(range(1, 16), range(1, 12))
    candidates = ((box.west + wide * n / 16, box.south + tall * m / 12) for n, m in places)
    inside = [place for place in candidates if contains(ring, place)]
    return sorted(inside, key=lambda place: -_room(ring, place))


def contains(ring: Ring, place: Point) -> bool:
    """Whether a ray from the place leaves the ring an odd number of times."""
    x, y = place
    odd = False
    for (left, top), (right, low) in pairwise([*ring, *ring[:1]]):
        if (top > y) != (low > y) and x < left + (y - top) / (low - top) * (right - left):
            odd = not odd
    return odd


def _room(ring: Ring, place: Point) -> float:
    """Distance to the outline, in the shape of a name."""
    x, y = place
    return min(math.hypot((left - x) / NAME_SHAPE, top - y) for left, top in ring)
