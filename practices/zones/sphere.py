"""Distances on a sphere the size of the Earth."""

import math

EARTH_RADIUS_KM = 6_371.0088  # mean radius, IUGG
KM_PER_DEGREE = math.pi * EARTH_RADIUS_KM / 180


def haversine(degrees: float) -> float:
    """The haversine of an angle: sin² of its half."""
    return math.sin(math.radians(degrees) / 2) ** 2


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two positions in degrees, also across the antimeridian."""
    across = math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * haversine(lon2 - lon1)
    return km_of_haversine(haversine(lat2 - lat1) + across)


def km_of_haversine(value: float) -> float:
    """The distance whose central angle has this haversine (0 to 1)."""
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, value)))


def haversine_of_km(km: float) -> float:
    """The haversine of the central angle of a distance."""
    return math.sin(km / EARTH_RADIUS_KM / 2) ** 2


def turn(degrees: float) -> float:
    """A difference of longitudes, the short way round: -180 to 180."""
    return math.remainder(degrees, 360.0)
