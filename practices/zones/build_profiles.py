"""Make `profiles.bin`: every soil point that names a reference soil group, one per position."""

import csv
import gzip
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from operator import sub
from pathlib import Path

from .packed import DATA, write_packed
from .profiles import DRAWN, ROWS_PER_DEGREE, UNITS_PER_DEGREE
from .wrb import groups_in, wrb_groups

# Sources of points that nobody described: sampled from the Harmonized World Soil Database,
# or seen on satellite images (Lithic Leptosols of bare rock).
_DRAWN_SOURCES = {"HWSDv2", "GlobalLCV"}

Position = tuple[int, int]  # north and east, in units


def write_profiles(source: Path) -> None:
    """Rows without exactly one group ("Shifting sands", "Open Water", "Glaciers") are dropped."""
    votes: dict[Position, Counter[int]] = defaultdict(Counter)
    for position, group in _points(source):
        votes[position][group] += 1
    points = sorted(((_winner(count), at) for at, count in votes.items()), key=_row_then_east)
    write_packed(DATA / "profiles.bin", {}, _columns(points))


def _points(source: Path) -> Iterator[tuple[Position, int]]:
    numbers = {group.code: number for number, group in enumerate(wrb_groups())}
    with gzip.open(source, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            groups = groups_in(row["h_wrb4"])
            if len(groups) == 1:
                drawn = DRAWN if row["source_db"] in _DRAWN_SOURCES else 0
                yield _position(row), numbers[groups[0].code] + drawn


def _position(row: dict[str, str]) -> Position:
    north = round((float(row["latitude"]) + 90) * UNITS_PER_DEGREE)
    return north, round(float(row["longitude"]) * UNITS_PER_DEGREE)


def _winner(count: Counter[int]) -> int:
    """Of several groups at one position: a described one, the most frequent, the first."""
    return min(count, key=lambda group: (group >= DRAWN, -count[group], group))


def _row_then_east(point: tuple[int, Position]) -> tuple[int, int, int]:
    north, east = point[1]
    return north * ROWS_PER_DEGREE // UNITS_PER_DEGREE, east, north


def _columns(points: list[tuple[int, Position]]) -> "dict[str, array[int]]":
    per_row = Counter(_row_then_east(point)[0] for point in points)
    height = UNITS_PER_DEGREE // ROWS_PER_DEGREE
    easts = [east for _, (_, east) in points]
    return {
        "row_lengths": array("H", [per_row[row] for row in range(180 * ROWS_PER_DEGREE)]),
        "north": array("H", [north % height for _, (north, _) in points]),
        "east_steps": array("i", map(sub, easts, [0, *easts])),
        "groups": array("B", [group for group, _ in points]),
    }
