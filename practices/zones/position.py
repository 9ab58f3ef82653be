"""Is this a position? If not: what is wrong with it, and can it be repaired?"""

import math
from typing import Any, NamedTuple

from .sentences import sentence

# Radius of the sphere of Web Mercator (EPSG:3857), and half its width, in metres.
_MERCATOR_RADIUS_M = 6_378_137.0
_MERCATOR_EDGE_M = math.pi * _MERCATOR_RADIUS_M
# Below this a number is no metres of Web Mercator but bad degrees (321,581 beside 35.2).
_MERCATOR_LEAST_M = 1_000.0


class PositionError(ValueError):
    """Not a position on Earth. `keys` say why; `message(language)` says it to a person."""

    def __init__(self, *keys: str, **values: object) -> None:
        self.keys = keys
        self.values = values
        super().__init__(self.message())

    def message(self, language: str = "en") -> str:
        return " ".join(sentence(key, language, **self.values) for key in self.keys)


class Repaired(NamedTuple):
    """A position in degrees; `was_mercator` says that it came in metres of Web Mercator."""

    latitude: float
    longitude: float
    was_mercator: bool


def _number(value: Any) -> float:
    """A finite number. Texts and booleans are none, even "12": whoever reads a file converts."""
    try:
        number = math.nan if isinstance(value, bool | str | bytes) else float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if math.isfinite(number):
        return number
    raise PositionError("not_a_number", value=repr(value)[:60])


def check_position(latitude: object, longitude: object) -> tuple[float, float]:
    """The position as two floats in degrees.

    Raises PositionError if one is not a finite number, latitude is beyond 90 or longitude
    beyond 180. Nothing is wrapped or clamped: 190 east may be a slip for 19.0.
    """
    lat, lon = _number(latitude), _number(longitude)
    if abs(lat) <= 90 and abs(lon) <= 180:
        return lat, lon
    raise PositionError(*_what_is_wrong(lat, lon), **_values(lat, lon))


def _what_is_wrong(lat: float, lon: float) -> list[str]:
    keys = []
    if abs(lat) > 90:
        keys.append("latitude_range")
    if abs(lon) > 180:
        keys.append("longitude_range")
    if abs(lat) <= 180 and abs(lon) <= 90:
        keys.append("swapped")
    elif abs(lat) <= 90 and abs(lon) <= 360:
        keys.append("wrap")
    return keys


def _values(lat: float, lon: float) -> dict[str, object]:
    wrapped = math.remainder(lon, 360)
    return {"latitude": f"{lat:g}", "longitude": f"{lon:g}", "wrapped": f"{wrapped:g}"}


def repair_position(latitude: object, longitude: object) -> Repaired:
    """A position in degrees, also of one in Web-Mercator metres (both numbers 1 km or more).

    871394.08 and 4159017.43 are 7.80 N 37.36 E. Raises PositionError for what is neither.
    """
    north, east = _number(latitude), _number(longitude)
    if not _is_mercator(north, east):
        return Repaired(*check_position(north, east), was_mercator=False)
    lat = math.degrees(math.atan(math.sinh(north / _MERCATOR_RADIUS_M)))
    return Repaired(lat, math.degrees(east / _MERCATOR_RADIUS_M), was_mercator=True)


def _is_mercator(north: float, east: float) -> bool:
    return all(_MERCATOR_LEAST_M <= abs(metres) <= _MERCATOR_EDGE_M for metres in (north, east))
