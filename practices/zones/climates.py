"""Which climates a country has, by the land of each: made by `build_climates`."""

import csv
from collections import Counter
from collections.abc import Collection
from functools import cache

from .packed import DATA


@cache
def _areas() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    with (DATA / "climates.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["country"], {})[row["climate"]] = int(row["km2"])
    return found


def climates_of(countries: Collection[str]) -> dict[str, float]:
    """Köppen-Geiger class -> its share (0 to 1) of the land of these countries (alpha-3), the
    largest first. Good to a cell of the map, 0.1°; empty for what the map does not show."""
    areas: Counter[str] = Counter()
    for code in countries:
        areas.update(_areas().get(code, {}))
    return {climate: km2 / areas.total() for climate, km2 in areas.most_common()}
