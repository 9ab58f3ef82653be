"""Outlines of land and countries, stitched from the bundled border lines (Natural Earth)."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from practices.zones.borders import Borders

from .canvas import Bounds, Point, Ring, View

# A point is left out if it is less than this many units beside the line without it.
TOLERANCE = 1.0

Wanted = Callable[[int, int], bool]
"""Whether a piece of line is wanted, by the numbers of its two owners."""


@dataclass(frozen=True)
class Lines:
    """The border lines in degrees; with a view, only what is in it has more than its ends."""

    source: Borders
    view: View | None = None

    def rings(self, wanted: Wanted) -> list[Ring]:
        return stitched(self._piece(number) for number in self._numbers(wanted))

    def seen(self, wanted: Wanted) -> Iterator[tuple[Ring, set[int]]]:
        """The wanted pieces in view and their owners."""
        for number in self._numbers(wanted):
            if self._is_seen(number):
                owners = {self.source.owner[number], self.source.other_owner[number]}
                yield self._piece(number), owners

    def _numbers(self, wanted: Wanted) -> Iterator[int]:
        """Not the pieces that close a country along the antimeridian: no border is there."""
        edge, west = round(360 / self.source.scale[0]), self.source.boxes[0]
        owners = zip(self.source.owner, self.source.other_owner, strict=True)
        for number, sides in enumerate(owners):
            if west[number] < edge and wanted(*sides):
                yield number

    def _piece(self, number: int) -> Ring:
        first, end = self.source.first[number], self.source.first[number + 1]
        places = range(first, end) if self._is_seen(number) else (first, end - 1)
        points = [self._degrees(place) for place in places]
        return thinned(points, TOLERANCE / self.view.scale) if self.view else points

    def _is_seen(self, number: int) -> bool:
        return self.view is None or number in self._in_view

    @cached_property
    def _in_view(self) -> set[int]:
        """The numbers of the pieces in view."""
        if self.view is None:
            return set()
        middle, shown = self.view.longitude, self.view.bounds
        numbers = range(len(self.source.owner))
        return {n for n in numbers if self._box(n).near(middle).gap(shown) == 0}

    def _box(self, number: int) -> Bounds:
        (wide, tall), (left, bottom) = self.source.scale, self.source.corner
        west, east, south, north = (column[number] for column in self.source.boxes)
        return Bounds(
            left + west * wide, bottom + south * tall, left + east * wide, bottom + north * tall
        )

    def _degrees(self, place: int) -> Point:
        (wide, tall), (left, bottom) = self.source.scale, self.source.corner
        return left + self.source.easts[place] * wide, bottom + self.source.norths[place] * tall


def stitched(lines: Iterable[Ring]) -> list[Ring]:
    """Lines joined end to end into rings. One across the antimeridian goes on beyond 180."""
    waiting = dict(enumerate(lines))
    ends: dict[Point, list[int]] = defaultdict(list)
    for number, line in waiting.items():
        ends[_key(line[0])].append(number)
        ends[_key(line[-1])].append(number)
    rings = []
    while waiting:
        _number, ring = waiting.popitem()
        while found := [number for number in ends[_key(ring[-1])] if number in waiting]:
            ring = _joined(ring, waiting.pop(found[0]))
        rings.append(_closed(ring))
    return rings


def _key(point: Point) -> Point:
    """The same for 180 and -180."""
    return round(point[0] % 360, 4) % 360, round(point[1], 4)


def _joined(ring: Ring, line: Ring) -> Ring:
    """With a line that begins or ends where the ring ends."""
    if _key(line[0]) != _key(ring[-1]):
        line = line[::-1]
    turn = 360 * round((ring[-1][0] - line[0][0]) / 360)
    ring.extend((east + turn, north) for east, north in line[1:])
    return ring


def _closed(ring: Ring) -> Ring:
    """A ring round a pole (Antarctica) is closed along the pole."""
    if abs(ring[-1][0] - ring[0][0]) < 180:
        return ring
    pole = math.copysign(90, ring[0][1])
    return [*ring, (ring[-1][0], pole), (ring[0][0], pole)]


def thinned(points: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker (1973): without the points that are nearly on the line without them."""
    if len(points) < 3:
        return points
    away = [_beside(point, points[0], points[-1]) for point in points[1:-1]]
    farthest = max(away)
    if farthest <= tolerance:
        return [points[0], points[-1]]
    middle = away.index(farthest) + 1
    return thinned(points[: middle + 1], tolerance)[:-1] + thinned(points[middle:], tolerance)


def _beside(point: Point, start: Point, end: Point) -> float:
    """Distance from the line through two points, or from the one where both are."""
    along, up = end[0] - start[0], end[1] - start[1]
    to_east, to_north = point[0] - start[0], point[1] - start[1]
    length = math.hypot(along, up)
    away = abs(along * to_north - up * to_east) / length if length else 0.0
    return away or (0.0 if length else math.hypot(to_east, to_north))
