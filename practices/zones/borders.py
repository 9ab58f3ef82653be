"""In which country is a position, or which is the nearest within a distance?

From Natural Earth's outlines at 1:50 million: good to about a kilometre. Lines are kept in
the steps of the map's own grid, east and north of its corner; see `build_borders`.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from math import cos, hypot, radians

from .packed import read_packed
from .sphere import KM_PER_DEGREE

# A piece of line is listed under each row, a degree of latitude, that it touches.
_ROWS = 180
# The second owner of a coast, and the owner of a territory that is no country's.
NOBODY = 255
DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Borders:
    """Pieces of border line by number: the box of each, its two owners, its points.

    The points of piece p are those from `first[p]` to `first[p + 1]`, which is excluded.
    """

    scale: tuple[float, float]
    corner: tuple[float, float]
    owners: list[str]
    easts: "array[int]"
    norths: "array[int]"
    first: "array[int]"
    owner: "array[int]"
    other_owner: "array[int]"
    boxes: "tuple[array[int], array[int], array[int], array[int]]"  # west, east, south, north
    rows: "list[array[int]]"

    def inside(self, lat: float, lon: float) -> str | None:
        """The owner of the land at a position: a ray going east leaves it an odd number of times.

        Longitude 180 is looked up as -180, where the map begins.
        """
        x, y = self._grid(lat, lon if lon < 180 else -180.0)
        west, east, south, north = self.boxes
        odd: set[int] = set()
        for piece in self.rows[_row(lat)]:
            if (
                south[piece] <= y < north[piece]
                and x < east[piece]
                and self._crosses(piece, x, y, whole=x < west[piece])
            ):
                odd ^= {self.owner[piece], self.other_owner[piece]}
        return self.owners[min(odd)] if odd - {NOBODY} else None

    def nearest(self, lat: float, lon: float, km: float) -> tuple[str, float] | None:
        """The owner of the nearest border line within `km`, and the distance in km."""
        near = (
            (self._distance_km(piece, lat, turned), piece)
            for turned in _turns(lat, lon, km)
            for piece in self._pieces_within(lat, turned, km)
        )
        best = min(near, default=None)
        return (self.owners[self.owner[best[1]]], best[0]) if best and best[0] <= km else None

    def _grid(self, lat: float, lon: float) -> tuple[float, float]:
        return (lon - self.corner[0]) / self.scale[0], (lat - self.corner[1]) / self.scale[1]

    def _crosses(self, piece: int, x: float, y: float, *, whole: bool) -> bool:
        """Whether a piece crosses the ray from x, y an odd number of times.

        `whole`: all of the piece is east of x, so that its two ends decide.
        """
        first, end = self.first[piece], self.first[piece + 1]
        if whole:
            return (self.norths[first] > y) != (self.norths[end - 1] > y)
        odd, before = False, first
        for at in range(first + 1, end):
            south, north = self.norths[before], self.norths[at]
            if (south > y) != (north > y):
                step = self.easts[at] - self.easts[before]
                odd ^= x < self.easts[before] + (y - south) / (north - south) * step
            before = at
        return odd

    def _pieces_within(self, lat: float, lon: float, km: float) -> Iterator[int]:
        """The pieces whose box is within `km`."""
        tall, wide = _reach(lat, km)
        low, high = self._grid(lat - tall, lon - wide), self._grid(lat + tall, lon + wide)
        west, east, south, north = self.boxes
        for row in range(_row(lat - tall), _row(lat + tall) + 1):
            for piece in self.rows[row]:
                if (
                    west[piece] <= high[0]
                    and east[piece] >= low[0]
                    and south[piece] <= high[1]
                    and north[piece] >= low[1]
                ):
                    yield piece

    def _distance_km(self, piece: int, lat: float, lon: float) -> float:
        """Distance to the nearest point of a piece, on a plane that touches the position."""
        x, y = self._grid(lat, lon)
        wide = self.scale[0] * KM_PER_DEGREE * cos(radians(lat))
        tall = self.scale[1] * KM_PER_DEGREE
        own = slice(self.first[piece], self.first[piece + 1])
        points = zip(self.easts[own], self.norths[own], strict=True)
        plane = [((east - x) * wide, (north - y) * tall) for east, north in points]
        return min(_from_origin(*ends) for ends in pairwise(plane))


def _row(lat: float) -> int:
    return max(0, min(_ROWS - 1, int(lat + 90)))


def _reach(lat: float, km: float) -> tuple[float, float]:
    """How many degrees north and east a distance reaches; east is all round at a pole."""
    tall = km / KM_PER_DEGREE
    narrowest = cos(radians(min(90.0, abs(lat) + tall)))
    return tall, min(180.0, tall / max(narrowest, 1e-9))


def _turns(lat: float, lon: float, km: float) -> list[float]:
    """The longitude, and its other name beyond the antimeridian if that is within reach."""
    wide = _reach(lat, km)[1]
    return [lon + turn for turn in (0, -360, 360) if abs(lon + turn) <= 180 + wide]


def _from_origin(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Distance of the origin from a segment of a plane."""
    across, up = there[0] - here[0], there[1] - here[1]
    length = across * across + up * up
    share = -(here[0] * across + here[1] * up) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return hypot(here[0] + share * across, here[1] + share * up)


@cache
def borders() -> Borders:
    """The bundled borders, read at the first call."""
    header, columns = read_packed("borders.bin")
    easts = array("i", accumulate(columns["east_steps"]))
    norths = array("i", accumulate(columns["north_steps"]))
    first = array("I", accumulate(columns["lengths"], initial=0))
    boxes = (*_extremes(easts, first), *_extremes(norths, first))
    return Borders(
        **header,
        easts=easts,
        norths=norths,
        first=first,
        owner=columns["owner"],
        other_owner=columns["other_owner"],
        boxes=boxes,
        rows=_rows(boxes[2], boxes[3], header["scale"][1], header["corner"][1]),
    )


def _extremes(values: "array[int]", first: "array[int]") -> "tuple[array[int], array[int]]":
    """The least and the greatest value of each piece."""
    pieces = [values[at:end] for at, end in pairwise(first)]
    return array("i", map(min, pieces)), array("i", map(max, pieces))


def _rows(
    south: "array[int]", north: "array[int]", scale: float, corner: float
) -> "list[array[int]]":
    """The numbers of the pieces that touch each row."""
    rows: list[array[int]] = [array("H") for _ in range(_ROWS)]
    for piece, (low, high) in enumerate(zip(south, north, strict=True)):
        for row in range(_row(corner + low * scale), _row(corner + high * scale) + 1):
            rows[row].append(piece)
    return rows
