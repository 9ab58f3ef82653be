"""Countries and positions."""

import math
from collections.abc import Iterator
from typing import Any

from practices.zones import PositionError, check_position, country_by_code, country_by_name
from practices.zones.countries import country as country_at

from ..draft import SiteDraft
from .codes import find_other
from .values import Values, short

MOST_SITES = 100
METRES_PER_DEGREE = 111_195.0
Point = tuple[Any, Any]  # longitude, latitude, as in GeoJSON


def country_code(values: Values, value: Any, where: str) -> str | None:
    """ISO alpha-3 of a code or of a name in English, French or Spanish."""
    text = values.text(value, where).removeprefix("country_")
    if not text:
        return None
    found = country_by_code(text) if len(text) <= 3 else country_by_name(text)
    code = found.code if found else find_other("country", text)
    if code is None:
        values.say(where, f"{short(text)} is no country that we know; left out")
    return code


def add_sites(values: Values, geometry: Any, country: str | None, name: str, where: str) -> None:
    """A site for each place on the map; one without a position if there is none."""
    sites = values.draft.sites
    for points in _places(geometry):
        site = _site(values, points, country, name, where)
        if site and site not in sites:
            sites.append(site)
    if len(sites) > MOST_SITES:
        values.say(where, f"has {len(sites)} places; the first {MOST_SITES} are kept")
        del sites[MOST_SITES:]
    if not sites and (country or name):
        sites.append(SiteDraft(name=name, country=country))


def _places(geometry: Any) -> Iterator[list[Point]]:
    """The points of each part of GeoJSON: one for a place, several for a line or an area."""
    if not isinstance(geometry, dict):
        return
    for key in ("features", "geometries"):
        parts = geometry.get(key)
        for part in parts if isinstance(parts, list) else ():
            yield from _places(part)
    if "geometry" in geometry:
        yield from _places(geometry["geometry"])
    points = list(_points(geometry.get("coordinates")))
    if str(geometry.get("type")).endswith("Point"):
        yield from ([point] for point in points)
    elif points:
        yield points


def _points(coordinates: Any, depth: int = 0) -> Iterator[Point]:
    """The pairs in nested lists, however deep."""
    if not isinstance(coordinates, list) or depth > 5:
        return
    if len(coordinates) >= 2 and not any(isinstance(c, (list, dict)) for c in coordinates):
        yield coordinates[0], coordinates[1]
        return
    for inner in coordinates:
        yield from _points(inner, depth + 1)


def _site(
    values: Values, points: list[Point], country: str | None, name: str, where: str
) -> SiteDraft | None:
    """The centre of the points, with their farthest distance from it as uncertainty."""
    checked = [_position(values, point, where) for point in points]
    positions = [position for position in checked if position]
    if not positions:
        return None
    lat, lon = (sum(axis) / len(positions) for axis in zip(*positions, strict=True))
    site = SiteDraft(name=name, country=country, latitude=lat, longitude=lon)
    if len(positions) > 1:
        site.uncertainty_m = round(max(_metres(lat, lon, *position) for position in positions))
        site.position_note = "The centre of an area drawn on the map."
    _check_country(values, site, where)
    return site


def _position(values: Values, point: Point, where: str) -> tuple[float, float] | None:
    """(latitude, longitude) in degrees, or None for what is none, which is said."""
    longitude = values.number(point[0], where)
    latitude = values.number(point[1], where)
    if latitude is None or longitude is None:
        return None
    if (latitude, longitude) == (0, 0):
        values.say(where, "latitude 0 and longitude 0 stand for no position; left out")
        return None
    try:
        return check_position(latitude, longitude)
    except PositionError as error:
        values.say(where, f"{error} The position is left out.")
        return None


def _check_country(values: Values, site: SiteDraft, where: str) -> None:
    """Says so where the position is not in the record's country, and whether it looks swapped."""
    lat, lon = site.latitude, site.longitude
    if lat is None or lon is None or not site.country:
        return
    found = country_at(lat, lon)
    if found and found.code == site.country:
        return
    is_swapped = abs(lon) <= 90 and (other := country_at(lon, lat)) and other.code == site.country
    there = found.name_en if found else "the sea"
    hint = "; latitude and longitude look swapped" if is_swapped else ""
    values.say(where, f"{lat:g}, {lon:g} is in {there}, not in the record's country{hint}; kept")


def _metres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two near positions, on a sphere taken as flat."""
    east = (other_lon - lon) * math.cos(math.radians(lat))
    return math.hypot(other_lat - lat, east) * METRES_PER_DEGREE
