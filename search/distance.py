"""How far places are apart, over a ball of the Earth's mean radius."""

from math import asin, cos, degrees, radians, sin, sqrt

from search.query import Box, Point

EARTH_M = 6_371_008.7714
"""Mean radius of WGS 84, in metres."""
FARTHEST_M = 20_100_000.0
"""A little more than half way round."""
_MARGIN = 1e-5
"""Degrees by which a box is wider than it must be: indexed positions are rounded."""


def distance_m(here: Point, there: Point) -> float:
    """Metres along a great circle, by the haversine formula."""
    (lat, lon), (other_lat, other_lon) = here, there
    south_north = sin(radians(other_lat - lat) / 2) ** 2
    west_east = sin(radians(other_lon - lon) / 2) ** 2
    part = south_north + cos(radians(lat)) * cos(radians(other_lat)) * west_east
    return 2 * EARTH_M * asin(sqrt(min(part, 1)))


def box_around(here: Point, radius_m: float) -> Box:
    """A box that holds every place within the radius; one with a pole in it has all longitudes."""
    lat, lon = here
    angle = radius_m / EARTH_M
    reach = degrees(angle) + _MARGIN
    south, north = lat - reach, lat + reach
    if south <= -90 or north >= 90:
        return Box(-180, max(south, -90), 180, min(north, 90))
    side = degrees(asin(min(sin(angle) / cos(radians(lat)), 1))) + _MARGIN
    return Box(_wrapped(lon - side), south, _wrapped(lon + side), north)


def _wrapped(lon: float) -> float:
    return (lon + 180) % 360 - 180
