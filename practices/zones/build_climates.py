"""Make `climates.csv` from the bundled map and outlines: how much land of a country has a climate.

Each cell of the climate map counts for the country at its middle, or for the land within 20 km of
it, so that small islands are there too.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from math import cos, radians

from .countries import country
from .koppen import grid, map_classes
from .packed import DATA
from .sphere import KM_PER_DEGREE

Areas = dict[tuple[str, str], float]  # country and climate -> km²


def write_climates() -> None:
    """Write the file; areas in km², rounded; less than one is left out."""
    areas: Areas = defaultdict(float)
    for lat, lon, value in _land():
        found = country(lat, lon)
        if found:
            areas[found.code, map_classes()[value - 1].code] += _cell_km2(lat)
    with (DATA / "climates.csv").open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(["country", "climate", "km2"])
        rows = sorted((*key, round(km2)) for key, km2 in areas.items())
        table.writerows(row for row in rows if row[2])


def _land() -> Iterator[tuple[float, float, int]]:
    """The middle of each land cell north of Antarctica, with the value of the map."""
    size = 1 / grid().cells_per_degree
    for row in range(round(150 / size)):
        lat = 90 - (row + 0.5) * size
        for column in range(grid().columns):
            lon = (column + 0.5) * size - 180
            if value := grid().value(lat, lon):
                yield lat, lon, value


def _cell_km2(lat: float) -> float:
    side = KM_PER_DEGREE / grid().cells_per_degree
    return side * side * cos(radians(lat))
