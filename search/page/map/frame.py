"""What the map shows: the world, or an area; and the areas that lie next to it.

A view is twice as wide as high. An area of another shape is shown whole, in the middle of a wider
view; what lies beside it is veiled, since the list has none of it.
"""

import math
from collections.abc import Sequence

from practices.reading.locator.canvas import Bounds, View, squeeze
from search.area import box_of, cell_box, ends_of
from search.query import Box
from search.result import Cell

SIZE = WIDTH, HEIGHT = 960, 480
WORLD = View(longitude=0, latitude=12, scale=HEIGHT / 144, size=SIZE, parallel=37)
"""All land but Antarctica, true to scale where most people live."""
WHOLE_WIDTH, WHOLE_HEIGHT = 270, 110
"""An area wider or higher than so many degrees is shown on the whole world."""
LEAST_HEIGHT = 0.02
"""Degrees, two kilometres: the closest view."""
STEP = 2
"""How much closer or wider the next view is."""
SHIFT = 0.5
"""How far the next view lies to a side, as a share of this one."""
FARTHEST = 80
"""The middle of a view is no nearer to a pole than at this latitude."""


def view_of(box: Box | None) -> View:
    if box is None:
        return WORLD
    bounds = bounds_of(box)
    wide, tall = bounds.east - bounds.west, bounds.north - bounds.south
    if wide > WHOLE_WIDTH or tall > WHOLE_HEIGHT:
        return WORLD
    latitude = (bounds.south + bounds.north) / 2
    height = max(tall, wide * squeeze(latitude) * HEIGHT / WIDTH, LEAST_HEIGHT)
    return View((bounds.west + bounds.east) / 2, latitude, HEIGHT / height, SIZE)


def bounds_of(box: Box) -> Bounds:
    """Its edges; east goes on beyond 180 where it crosses the line where days begin."""
    west, south, east, north = ends_of(box)
    return Bounds(west, south, east if east > west else east + 360, north)


def closer(view: View) -> Box | None:
    """The middle of a view; None where there is nothing closer."""
    return around(view, 1 / STEP) if HEIGHT / view.scale > LEAST_HEIGHT * STEP else None


def wider(view: View) -> Box | None:
    """A view with its surroundings; None is the whole world."""
    return around(view, STEP)


def beside(view: View, east: int, north: int) -> Box | None:
    """The view half its own size to the east and north, or against them where negative; None
    where the map ends.
    """
    if view == WORLD:
        return None
    bounds = view.bounds
    lon = view.longitude + east * SHIFT * (bounds.east - bounds.west)
    lat = view.latitude + north * SHIFT * (bounds.north - bounds.south)
    if abs(lat) > FARTHEST:
        return None
    return around(View(lon, lat, view.scale, view.size), 1)


def around(view: View, share: float) -> Box | None:
    """The part of a view, or more than it, around its middle; None if that is the whole world."""
    bounds = view.bounds
    wide, tall = ((bounds.east - bounds.west) * share, (bounds.north - bounds.south) * share)
    if wide >= WHOLE_WIDTH or tall >= WHOLE_HEIGHT:
        return None
    digits = max(0, 2 - math.floor(math.log10(wide)))
    south, north = view.latitude - tall / 2, view.latitude + tall / 2
    west, east = (_wrapped(view.longitude + side * wide / 2, digits) for side in (-1, 1))
    ends = west, round(max(south, -90), digits), east, round(min(north, 90), digits)
    return box_of(*(end + 0.0 for end in ends))


def around_cells(cells: Sequence[Cell], size: float) -> Box | None:
    """What holds all of these; None where that is most of the world, or nothing."""
    boxes = [cell_box(cell.lat, cell.lon, size) for cell in cells]
    if not boxes:
        return None
    box = Box(
        min(box.west for box in boxes),
        min(box.south for box in boxes),
        max(box.east for box in boxes),
        max(box.north for box in boxes),
    )
    return None if box.east - box.west > WHOLE_WIDTH else box


def _wrapped(lon: float, digits: int) -> float:
    """From -180 to 180."""
    return round((round(lon, digits) + 180) % 360 - 180, digits)
