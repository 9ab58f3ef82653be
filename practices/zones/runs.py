"""A world raster kept as runs of equal cells: one search in a sorted array per look-up."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from .packed import read_packed
from .position import check_position
from .sphere import KM_PER_DEGREE, great_circle_km, turn

# A position on the border of two cells, such as 12.3 on a grid of 0.1, must not depend on
# how 12.3 is rounded in binary: it belongs to the cell of the next row, the next column.
_ON_THE_BORDER = 1e-9


@dataclass(frozen=True, slots=True)
class RunGrid:
    """Cells row by row from longitude -180 on; value 0 is sea.

    `first_edge` is the latitude where row 0 begins: 90 if rows go south, -90 if they go north.
    `ends` holds, for each run of equal cells over the whole grid, the number of the cell after it.
    """

    rows: int
    columns: int
    cells_per_degree: int
    first_edge: int
    ends: "array[int]"
    values: "array[int]"

    @classmethod
    def bundled(cls, name: str) -> "RunGrid":
        """The grid of a file of the data folder."""
        header, arrays = read_packed(name)
        return cls(
            **header, ends=array("I", accumulate(arrays["lengths"])), values=arrays["values"]
        )

    def value(self, latitude: float, longitude: float) -> int:
        """The value of the cell at a position in degrees. Raises PositionError."""
        row, column = self._cell(*check_position(latitude, longitude))
        return self._value(row * self.columns + column)

    def nearest(self, latitude: float, longitude: float, km: float) -> tuple[int, float] | None:
        """The value of the nearest land cell whose edge is within `km`, and that distance."""
        lat, lon = check_position(latitude, longitude)
        row, column = self._cell(lat, lon)
        if value := self._value(row * self.columns + column):
            return value, 0.0
        reach = int(km / KM_PER_DEGREE * self.cells_per_degree) + 1
        rows = range(max(0, row - reach), min(self.rows, row + reach + 1))
        best = min((near for at in rows for near in self._near(at, column, lat, lon)), default=None)
        return (best[1], best[0]) if best and best[0] <= km else None

    def _cell(self, lat: float, lon: float) -> tuple[int, int]:
        row = int(abs(lat - self.first_edge) * self.cells_per_degree + _ON_THE_BORDER)
        column = int((lon + 180) * self.cells_per_degree + _ON_THE_BORDER)
        return min(row, self.rows - 1), column % self.columns

    def _value(self, cell: int) -> int:
        return self.values[bisect_right(self.ends, cell)]

    def _near(self, row: int, column: int, lat: float, lon: float) -> Iterator[tuple[float, int]]:
        """Distance (km) and value of the nearest land cells of a row, west and east."""
        edges = [self._latitude(row), self._latitude(row + 1)]
        nearest_lat = min(max(lat, min(edges)), max(edges))
        for cell in self._land_beside(row * self.columns, column):
            offset = turn((cell % self.columns + 0.5) / self.cells_per_degree - 180 - lon)
            gap = max(0.0, abs(offset) - 0.5 / self.cells_per_degree)
            yield great_circle_km(lat, lon, nearest_lat, lon + gap), self._value(cell)

    def _latitude(self, row: int) -> float:
        degrees = row / self.cells_per_degree
        return self.first_edge - degrees if self.first_edge > 0 else self.first_edge + degrees

    def _land_beside(self, start: int, column: int) -> set[int]:
        """The nearest land cells of the row beginning at `start`, both ways round the Earth."""
        cell, last = start + column, start + self.columns - 1
        west, east = self._last_land(start, cell), self._first_land(cell, last)
        if west is None:
            west = self._last_land(cell, last)
        if east is None:
            east = self._first_land(start, cell)
        return {land for land in (west, east) if land is not None}

    def _last_land(self, first: int, last: int) -> int | None:
        """The last land cell from `first` to `last`: runs of sea end where land begins."""
        run = bisect_right(self.ends, last)
        cell = last if self.values[run] or not run else self.ends[run - 1] - 1
        return cell if cell >= first and self._value(cell) else None

    def _first_land(self, first: int, last: int) -> int | None:
        run = bisect_right(self.ends, first)
        cell = first if self.values[run] else self.ends[run]
        return cell if cell <= last else None
