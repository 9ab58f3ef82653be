"""Make `borders.bin` from Natural Earth's countries (TopoJSON): every border line once.

A line knows the country on each of its sides, so a shared border is stored once, and a
position lies in the countries whose lines a ray from it crosses an odd number of times.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, pairwise
from operator import sub
from pathlib import Path
from typing import Any, NamedTuple

from .borders import DISPUTED, NOBODY
from .packed import DATA, write_packed

Point = tuple[int, int]  # east and north, in steps of the map's own grid
Box = tuple[float, float, float, float]  # south, west, north, east, in degrees
Geometry = dict[str, Any]

# Lines are cut into pieces of this many steps: a look-up skips a piece by its box.
_PIECE_STEPS = 24

# Natural Earth's areas that have no ISO number, by its name. Who administers a place decides
# nothing here: an area of which the UN makes no country of its own counts as the country it
# is part of there; Kosovo has a user-assigned code; Siachen is left to nobody.
_WITHOUT_NUMBER = {
    "Somaliland": "SOM",
    "N. Cyprus": "CYP",
    "Kosovo": "XKX",
    "Siachen Glacier": DISPUTED,
}
# Parts that Natural Earth draws with a sovereign and ISO 3166 gives a code of their own.
_PARTS: dict[str, dict[str, Box]] = {
    "France": {
        "GUF": (2, -55, 6, -51),
        "MTQ": (14.3, -61.5, 15, -60.5),
        "GLP": (15.7, -62, 16.7, -60.9),
        "REU": (-22, 55, -20, 56),
        "MYT": (-13.2, 44.9, -12.5, 45.4),
    },
    "Netherlands": {"BES": (12, -69, 18, -62)},
    "Norway": {"SJM": (74, -10, 81, 35), "SJM (Jan Mayen)": (70, -10, 72, -7)},
    "New Zealand": {"TKL": (-10, -173, -8, -171)},
    "Indian Ocean Ter.": {"CXR": (-11, 105, -10, 106), "CCK": (-13, 96, -11, 97)},
}
# The atolls of Tuvalu, which the map leaves out: latitude, longitude.
_POINTS = {
    "TUV": [
        (-5.68, 176.11),
        (-6.11, 177.34),
        (-6.29, 176.32),
        (-7.23, 177.15),
        (-7.48, 178.68),
        (-8.0, 178.4),
        (-8.52, 179.2),
        (-9.38, 179.85),
        (-10.78, 179.47),
    ]
}


class Line(NamedTuple):
    points: list[Point]
    owners: frozenset[str]


class Map:
    """The TopoJSON map: its arcs as points of its grid, and the grid's place on Earth."""

    def __init__(self, source: Path) -> None:
        topology = json.loads(source.read_text(encoding="utf-8"))
        self.geometries: list[Geometry] = topology["objects"]["countries"]["geometries"]
        self.arcs = [_absolute(arc) for arc in topology["arcs"]]
        self.scale = topology["transform"]["scale"]
        self.corner = topology["transform"]["translate"]
        self.width = round(360 / self.scale[0])

    def grid(self, latitude: float, longitude: float) -> Point:
        east = round((longitude - self.corner[0]) / self.scale[0])
        return east, round((latitude - self.corner[1]) / self.scale[1])

    def is_in(self, point: Point, box: Box) -> bool:
        south, west, north, east = box
        low, high = self.grid(south, west), self.grid(north, east)
        return low[0] <= point[0] <= high[0] and low[1] <= point[1] <= high[1]


def _absolute(arc: list[list[int]]) -> list[Point]:
    steps_east, steps_north = zip(*arc, strict=True)
    return list(zip(accumulate(steps_east), accumulate(steps_north), strict=True))


def write_borders(source: Path, codes: dict[str, str]) -> None:
    """`codes` gives the ISO alpha-3 code of an ISO number ("716" is "ZWE")."""
    world = Map(source)
    lines = [piece for line in _lines(world, codes) for piece in _pieces(line)]
    owners = sorted(set().union(*(line.owners for line in lines)))
    header = {"scale": world.scale, "corner": world.corner, "owners": owners}
    write_packed(DATA / "borders.bin", header, _columns(lines, owners))


def _lines(world: Map, codes: dict[str, str]) -> Iterator[Line]:
    crossings: dict[str, list[int]] = defaultdict(list)
    for arc, owners in _owners_of_arcs(world, codes).items():
        for points in _cut(world.arcs[arc], world.width):
            yield Line(points, owners)
        for owner in owners:
            crossings[owner] += _crossings(world.arcs[arc], world.width)
    for owner, norths in crossings.items():
        yield from _closing(owner, sorted(norths), world.width)
    for owner, places in _POINTS.items():
        for place in places:
            yield Line([world.grid(*place)] * 2, frozenset([owner]))


def _owners_of_arcs(world: Map, codes: dict[str, str]) -> dict[int, frozenset[str]]:
    """The one or two owners of each arc. Within one country (twice the same owner) it is none."""
    owners: dict[int, set[str]] = defaultdict(set)
    for geometry in world.geometries:
        for polygon in _polygons(geometry):
            owner = _owner(world, geometry, polygon, codes)
            for ring in polygon:
                for arc in ring:
                    owners[arc if arc >= 0 else ~arc] ^= {owner}
    return {arc: frozenset(sides) for arc, sides in owners.items() if sides}


def _polygons(geometry: Geometry) -> list[list[list[int]]]:
    """The polygons of a country, each a list of rings, each a list of arcs (~n: backwards)."""
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def _owner(world: Map, geometry: Geometry, polygon: list[list[int]], codes: dict[str, str]) -> str:
    name, first = geometry["properties"]["name"], polygon[0][0]
    point = world.arcs[first if first >= 0 else ~first][0]
    for code, box in _PARTS.get(name, {}).items():
        if world.is_in(point, box):
            return code[:3]
    return _WITHOUT_NUMBER.get(name) or codes[geometry["id"]]


def _cut(arc: list[Point], width: int) -> Iterator[list[Point]]:
    """The arc cut where it crosses the antimeridian."""
    piece = [arc[0]]
    for here, there in pairwise(arc):
        if _crosses(here, there, width):
            north, leaves, enters = _crossing(here, there, width)
            yield [*piece, (leaves, north)]
            piece = [(enters, north)]
        piece.append(there)
    yield piece


def _crossings(arc: list[Point], width: int) -> list[int]:
    """How far north the arc crosses the antimeridian, each time."""
    steps = pairwise(arc)
    return [_crossing(*step, width)[0] for step in steps if _crosses(*step, width)]


def _crosses(here: Point, there: Point, width: int) -> bool:
    return abs(there[0] - here[0]) > width / 2


def _crossing(here: Point, there: Point, width: int) -> tuple[int, int, int]:
    """Where a step crosses the antimeridian: how far north, the edge it leaves, and enters."""
    eastwards = here[0] > there[0]
    before = width - here[0] if eastwards else here[0]
    after = there[0] if eastwards else width - there[0]
    share = before / (before + after) if before + after else 0.0
    north = round(here[1] + (there[1] - here[1]) * share)
    return (north, width, 0) if eastwards else (north, 0, width)


def _closing(owner: str, norths: list[int], width: int) -> Iterator[Line]:
    """The antimeridian inside a country, so that a ray going east ends outside all of them."""
    for south, north in zip(norths[::2], norths[1::2], strict=True):
        yield Line([(width, south), (width, north)], frozenset([owner]))


def _pieces(line: Line) -> Iterator[Line]:
    for first in range(0, len(line.points) - 1, _PIECE_STEPS):
        yield Line(line.points[first : first + _PIECE_STEPS + 1], line.owners)


def _columns(lines: list[Line], owners: list[str]) -> "dict[str, array[int]]":
    numbers = {owner: number for number, owner in enumerate(owners)}
    sides = [[numbers[owner] for owner in sorted(line.owners)] + [NOBODY] for line in lines]
    points = [point for line in lines for point in line.points]
    east, north = zip(*points, strict=True)
    return {
        "lengths": array("B", [len(line.points) for line in lines]),
        "owner": array("B", [side[0] for side in sides]),
        "other_owner": array("B", [side[1] for side in sides]),
        "east_steps": array("i", map(sub, east, [0, *east])),
        "north_steps": array("i", map(sub, north, [0, *north])),
    }
