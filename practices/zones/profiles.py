"""The soil group of the nearest known soil profile.

Soils change within a field: what this answers is *modelled*, and never replaces a reported one.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from math import cos, floor, radians

from .packed import read_packed
from .position import check_position
from .sphere import KM_PER_DEGREE, haversine, haversine_of_km, km_of_haversine
from .wrb import WrbGroup, wrb_groups

FARTHEST_KM = 100.0

# Profiles lie in rows of half a degree, each sorted by longitude, in thousandths of a degree.
ROWS_PER_DEGREE = 2
UNITS_PER_DEGREE = 1000
# Added to the number of a group where the point was read from a map or an image.
DRAWN = 64

Best = tuple[float, int]  # haversine of the distance, index of the point


@dataclass(frozen=True, slots=True)
class Profile:
    """A soil point. `is_described`: a person described a profile there.

    About a third of the points of the source were drawn from a world soil map or read from
    satellite images, to fill its gaps; those are not described.
    """

    group: WrbGroup
    distance_km: float
    is_described: bool


@dataclass(frozen=True, slots=True)
class _Points:
    """`row_ends[r]` is the index after the last point of row r, counted from the South Pole.

    `north` is in units from the southern edge of the row, `east` in units from Greenwich.
    """

    row_ends: "array[int]"
    north: "array[int]"
    east: "array[int]"
    groups: "array[int]"

    def nearest(self, lat: float, lon: float, km: float) -> Best | None:
        best = (haversine_of_km(km), -1)
        for gap, row in _rows_within(lat, km):
            if haversine(gap) > best[0]:
                break
            least = cos(radians(lat)) * min(cos(radians(edge)) for edge in _edges(row))
            for outwards in self._both_ways(row, lon):
                best = self._closest(outwards, row, lat, lon, least, best)
        return best if best[1] >= 0 else None

    def _both_ways(self, row: int, lon: float) -> tuple[Iterable[int], Iterable[int]]:
        """The points of a row from a longitude on: eastwards all round, westwards all round."""
        first, end = self.row_ends[row - 1] if row else 0, self.row_ends[row]
        at = bisect_left(self.east, lon * UNITS_PER_DEGREE, first, end)
        return chain(range(at, end), range(first, at)), chain(
            range(at - 1, first - 1, -1), range(end - 1, at - 1, -1)
        )

    def _closest(
        self, outwards: Iterable[int], row: int, lat: float, lon: float, least: float, best: Best
    ) -> Best:
        """The better of `best` and the points, which end where longitude alone is too far.

        `least` is the least product of the cosines of both latitudes in the row.
        """
        for index in outwards:
            across = haversine(self.east[index] / UNITS_PER_DEGREE - lon)
            if least * across > best[0]:
                break
            point_lat = _edges(row)[0] + self.north[index] / UNITS_PER_DEGREE
            along = haversine(point_lat - lat)
            cosines = cos(radians(lat)) * cos(radians(point_lat))
            best = min(best, (along + cosines * across, index))
        return best


def _edges(row: int) -> tuple[float, float]:
    return row / ROWS_PER_DEGREE - 90, (row + 1) / ROWS_PER_DEGREE - 90


def _rows_within(lat: float, km: float) -> list[tuple[float, int]]:
    """The rows that come within a distance, with their gap in degrees, nearest first."""
    reach = km / KM_PER_DEGREE
    first = max(0, floor((lat - reach + 90) * ROWS_PER_DEGREE))
    last = min(180 * ROWS_PER_DEGREE - 1, floor((lat + reach + 90) * ROWS_PER_DEGREE))
    return sorted((_gap(row, lat), row) for row in range(first, last + 1))


def _gap(row: int, lat: float) -> float:
    south, north = _edges(row)
    return max(0.0, south - lat, lat - north)


@cache
def _points() -> _Points:
    _, columns = read_packed("profiles.bin")
    return _Points(
        row_ends=array("I", accumulate(columns["row_lengths"])),
        north=columns["north"],
        east=array("i", accumulate(columns["east_steps"])),
        groups=columns["groups"],
    )


def nearest_profile(latitude: float, longitude: float) -> Profile | None:
    """The nearest soil point, None if none is within 100 km. Raises PositionError."""
    found = _points().nearest(*check_position(latitude, longitude), FARTHEST_KM)
    if found is None:
        return None
    number = _points().groups[found[1]]
    group = wrb_groups()[number % DRAWN]
    return Profile(group, km_of_haversine(found[0]), is_described=number < DRAWN)


def soil_group(latitude: float, longitude: float) -> tuple[WrbGroup, float] | None:
    """Soil group of the nearest point and its distance in km; see `nearest_profile`."""
    found = nearest_profile(latitude, longitude)
    return (found.group, found.distance_km) if found else None
