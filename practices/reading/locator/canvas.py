"""From degrees to the canvas: the view, what is cut at its edge, and the path that SVG draws.

The canvas has 480 x 320 units unless a view says otherwise; the projection is plate carrée, true to
scale at its middle or at the parallel that the view names.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT = 480, 320
# Shapes go on for this many units beyond the edge, so that no cut shows its stroke.
OVERLAP = 6
# A view is this much higher than what it must hold.
MARGIN = 1.16

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True)
class Bounds:
    """A box; of degrees, east may pass 180 and is never less than west."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> "Bounds":
        easts, norths = zip(*points, strict=True)
        return cls(min(easts), min(norths), max(easts), max(norths))

    @property
    def size(self) -> float:
        return max(self.east - self.west, self.north - self.south)

    def joined(self, other: "Bounds") -> "Bounds":
        return Bounds(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )

    def gap(self, other: "Bounds") -> float:
        """How far the two are apart in the direction where that is more; 0 if they meet."""
        across = max(self.west - other.east, other.west - self.east)
        along = max(self.south - other.north, other.south - self.north)
        return max(across, along, 0.0)

    def near(self, longitude: float) -> "Bounds":
        """The same, turned round the Earth to where its middle is nearest to a longitude."""
        turn = 360 * round((longitude - (self.west + self.east) / 2) / 360)
        return Bounds(self.west + turn, self.south, self.east + turn, self.north)


@dataclass(frozen=True)
class View:
    """What the canvas shows: its middle in degrees, and units per degree of latitude.

    size: of the canvas, in units. parallel: where it is true to scale, else in its middle.
    """

    longitude: float
    latitude: float
    scale: float
    size: tuple[int, int] = (WIDTH, HEIGHT)
    parallel: float | None = None

    @classmethod
    def of(cls, bounds: Bounds, least_degrees: float) -> "View":
        """The view that holds the bounds with a margin, at least so many degrees high."""
        latitude = (bounds.south + bounds.north) / 2
        across = (bounds.east - bounds.west) * squeeze(latitude)
        tall = max(bounds.north - bounds.south, across * HEIGHT / WIDTH) * MARGIN
        return cls((bounds.west + bounds.east) / 2, latitude, HEIGHT / max(tall, least_degrees))

    @property
    def bounds(self) -> Bounds:
        wide, tall = self.size
        across, along = wide / 2 / self.scale / self.squeeze, tall / 2 / self.scale
        return Bounds(
            self.longitude - across,
            self.latitude - along,
            self.longitude + across,
            self.latitude + along,
        )

    def place(self, longitude: float, latitude: float) -> Point:
        """The place of a position on the canvas, the short way round from the middle."""
        turned = self.longitude + math.remainder(longitude - self.longitude, 360)
        return self.put(turned, latitude)

    def put(self, longitude: float, latitude: float) -> Point:
        """The place of a position whose longitude says by itself which way round it lies."""
        wide, tall = self.size
        x = wide / 2 + (longitude - self.longitude) * self.scale * self.squeeze
        return x, tall / 2 - (latitude - self.latitude) * self.scale

    @property
    def squeeze(self) -> float:
        """How much shorter than a degree of latitude one of longitude is drawn."""
        return squeeze(self.latitude if self.parallel is None else self.parallel)

    def placed(self, rings: Iterable[Ring]) -> Iterator[Ring]:
        """Rings of degrees on the canvas, once for each turn of the Earth that shows them."""
        for ring in rings:
            for turn in (-360, 0, 360):
                shown = cut([self.put(east + turn, north) for east, north in ring], self.size)
                if shown:
                    yield shown


def squeeze(latitude: float) -> float:
    """How much shorter a degree of longitude is; near a pole the map gives up some truth."""
    return max(math.cos(math.radians(latitude)), 0.1)


def cut(ring: Ring, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Ring:
    """Sutherland and Hodgman (1974): the part of a ring on the canvas; [] if there is none."""
    canvas = Bounds(-OVERLAP, -OVERLAP, size[0] + OVERLAP, size[1] + OVERLAP)
    if not ring or Bounds.around(ring).gap(canvas):
        return []
    for axis, limit, sign in (
        (0, canvas.west, 1),
        (0, canvas.east, -1),
        (1, canvas.south, 1),
        (1, canvas.north, -1),
    ):
        ring = list(_cut_at(ring, axis, limit, sign))
    return ring


def _cut_at(ring: Ring, axis: int, limit: float, sign: int) -> Iterator[Point]:
    for here, there in pairwise([*ring, *ring[:1]]):
        is_in, stays = ((point[axis] - limit) * sign >= 0 for point in (here, there))
        if is_in:
            yield here
        if is_in != stays:
            share = (limit - here[axis]) / (there[axis] - here[axis])
            yield here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1])


def path(lines: Iterable[Ring], *, close: str = "z") -> str:
    """An SVG path in whole units; a shape smaller than a unit is a dot (of a round line cap)."""
    return "".join(_subpath(line, close) for line in lines)


def _subpath(line: Ring, close: str) -> str:
    points = [(round(x), round(y)) for x, y in line]
    steps = [(x - left, y - top) for (left, top), (x, y) in pairwise(points)]
    moves = [f"{x} {y}" for x, y in steps if x or y]
    drawn = f"l{' '.join(moves)}{close}" if moves else "h0"
    return f"M{points[0][0]} {points[0][1]}{drawn}".replace(" -", "-")
