"""The clusters of the map as both engines count them: rows of latitude, and cells in each.

The two take the same aggregation and give the same answer, so its shape is told once.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from search.area import DIGITS
from search.engine import EngineError
from search.fields import SCALED
from search.result import Cell


def aggregation(width: float) -> dict[str, Any]:
    """width: of a cell, in degrees. Raises EngineError on one that no position is exact enough for.

    The mean is where the sheets of a cell lie; the highest id of one sheet is its own.
    """
    means = {"mean_lat": {"avg": {"field": "lat"}}, "mean_lon": {"avg": {"field": "lon"}}}
    inside = {"aggs": {**means, "id": {"max": {"field": "id"}}}}
    return _steps("lat", width) | {"aggs": {"lon": _steps("lon", width) | inside}}


def _steps(name: str, width: float) -> dict[str, Any]:
    interval = round(width * SCALED[name].scale)
    if interval < 1:
        raise EngineError(f"cannot count {name!r} in steps of {width}")
    return {"histogram": {"field": name, "interval": interval, "min_doc_count": 1}}


def cells(answer: Mapping[str, Any]) -> tuple[Cell, ...]:
    """From south to north, each row from west to east."""
    found = (_cell(row, cell) for row in answer["buckets"] for cell in row["lon"]["buckets"])
    return tuple(sorted(found, key=lambda cell: (cell.lat, cell.lon)))


def _cell(row: Mapping[str, Any], cell: Mapping[str, Any]) -> Cell:
    lat, lon, mean_lat, mean_lon = _degrees(row, cell)
    count = cell["doc_count"]
    sheet = int(cell["id"]["value"]) if count == 1 else None
    return Cell(lat, lon, count, (mean_lat, mean_lon), sheet)


def _degrees(row: Mapping[str, Any], cell: Mapping[str, Any]) -> Iterator[float]:
    lat, lon = SCALED["lat"].scale, SCALED["lon"].scale
    yield from (int(row["key"]) / lat, int(cell["key"]) / lon)
    yield round(cell["mean_lat"]["value"] / lat, DIGITS)
    yield round(cell["mean_lon"]["value"] / lon, DIGITS)
