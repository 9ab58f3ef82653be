"""How large a country is, as a circle: all that is known of a place where only it is told."""

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from practices.zones.borders import borders

from .canvas import Ring, squeeze
from .outlines import Lines


@dataclass(frozen=True)
class Extent:
    """A circle of the area of the largest part of a country, around its middle; in degrees."""

    latitude: float
    longitude: float
    radius: float


@lru_cache(maxsize=512)
def country_extent(owner: str) -> Extent | None:
    """owner: an ISO code; None where no such country is drawn."""
    source = borders()
    if owner not in source.owners:
        return None
    number = source.owners.index(owner)
    rings = Lines(source).rings(lambda *sides: number in sides)
    return max(map(_extent, rings), key=lambda extent: extent.radius)


def _extent(ring: Ring) -> Extent:
    """By the shoelace formula; the area of degrees shrinks with the latitude."""
    doubled, east, north = 0.0, 0.0, 0.0
    for (x, y), (next_x, next_y) in pairwise([*ring, *ring[:1]]):
        cross = x * next_y - next_x * y
        doubled, east, north = (
            doubled + cross,
            east + (x + next_x) * cross,
            north + (y + next_y) * cross,
        )
    if not doubled:
        return Extent(ring[0][1], ring[0][0], 0.0)
    latitude, longitude = north / doubled / 3, east / doubled / 3
    radius = math.sqrt(abs(doubled) / 2 * squeeze(latitude) / math.pi)
    return Extent(latitude, math.remainder(longitude, 360), radius)
