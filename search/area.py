"""An area of the map as an address has it, and the cells that its sheets are clustered in.

`west,south,east,north` in degrees, WGS 84; west above east crosses the line where days begin. A
place on the northern or eastern edge lies outside, so that areas side by side share no sheet; but
the pole, where the Earth ends, is inside. No sheet lies at 180: the index has it at -180.
"""

import re

from search.numerals import read_number, written
from search.query import Box

PARTS = re.compile(r"[\s,;]+")
WORLD = (-180, 180)
DIGITS = 6
STEP = 10.0**-DIGITS
"""Degrees: positions are indexed so exactly."""
CELLS = (20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01)
"""Degrees, from the whole world on; the place of a size in this list is the zoom."""
ACROSS = 18
"""Cells that fit beside each other in an area, at most."""


def read_ends(text: str) -> tuple[float, float, float, float] | None:
    """West, south, east and north; None where these are no four degrees of the Earth."""
    numbers = [read_number(part, "") for part in PARTS.split(text.strip())]
    known = [round(number, DIGITS) + 0.0 for number in numbers if number is not None]
    if len(numbers) != 4 or len(known) != 4:
        return None
    west, south, east, north = known
    is_on_earth = max(abs(west), abs(east)) <= 180 and max(abs(south), abs(north)) <= 90
    return (west, south, east, north) if is_on_earth else None


def box_of(west: float, south: float, east: float, north: float) -> Box | None:
    """The box of these ends; None where they hold no area."""
    if south >= north or ((east - west) % 360 == 0 and (west, east) != WORLD):
        return None
    west, east = -180 if west == 180 else west, 180 if east == -180 else east
    last = north if north == 90 else round(north - STEP, DIGITS)
    return Box(west, south, round(east - STEP, DIGITS), last)


def ends_of(box: Box) -> tuple[float, float, float, float]:
    """As they were given to `box_of`."""
    north = box.north if box.north == 90 else round(box.north + STEP, DIGITS)
    return box.west, box.south, round(box.east + STEP, DIGITS), north


def written_area(box: Box) -> str:
    return ",".join(map(written, ends_of(box)))


def widest(box: Box | None) -> float:
    """Degrees from west to east or from south to north, whichever is more; all round if None."""
    if box is None:
        return 360
    west, south, east, north = ends_of(box)
    return max((east - west) % 360 or 360, north - south)


def zoom_of(box: Box | None) -> int:
    """The one whose cells are small enough to tell places apart, and large enough to be few."""
    fitting = (zoom for zoom, size in enumerate(CELLS) if widest(box) / size <= ACROSS)
    return max(fitting, default=0)


def cell_box(lat: float, lon: float, size: float) -> Box:
    """The box of a cell by its south-western corner; the world ends at 180 and at the poles."""
    west, south = max(lon, -180), min(max(lat, -90), 90 - STEP)
    east, north = min(lon + size, 180) - STEP, min(lat + size, 90)
    last = north if north == 90 else north - STEP
    return Box(*(round(end, DIGITS) for end in (west, south, east, last)))


def common(cell: Box, area: Box | None) -> Box | None:
    """What of a cell is in an area that meets it; None where that is in two pieces."""
    if area is None:
        return cell
    west, east = max(cell.west, area.west), min(cell.east, area.east)
    if area.west > area.east:
        is_west, is_east = cell.east >= area.west, cell.west <= area.east
        if is_west and is_east:
            return None
        west, east = (west, cell.east) if is_west else (cell.west, east)
    return Box(west, max(cell.south, area.south), east, min(cell.north, area.north))
