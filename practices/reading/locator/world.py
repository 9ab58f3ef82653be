"""The outlines of any part of the world, quickly: thinned once for each degree of detail.

A map that readers move has a new view at each step, so only the cutting is left to do then.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from practices.zones.borders import NOBODY, borders

from .canvas import Bounds, Ring, View, path
from .drawing import SPECK, graticule
from .outlines import Lines, Wanted, stitched, thinned

FINEST = -8
"""As a power of two, degrees: finer than the outlines are."""


@dataclass(frozen=True)
class Outlines:
    """SVG paths on the canvas of a view."""

    land: str
    borders: str
    grid: str


@dataclass(frozen=True)
class _Shape:
    box: Bounds
    line: Ring


@lru_cache(maxsize=256)
def outlines(view: View) -> Outlines:
    detail = max(FINEST, math.floor(math.log2(1 / view.scale)))
    land, between = _shapes(detail)
    least = SPECK / view.scale
    coasts = (shape.line for shape in _seen(land, view) if shape.box.size >= least)
    return Outlines(
        land=path(view.placed(coasts)),
        borders=path(_on_canvas((shape.line for shape in _seen(between, view)), view), close=""),
        grid=graticule(view),
    )


@lru_cache(maxsize=16)
def _shapes(detail: int) -> tuple[list[_Shape], list[_Shape]]:
    """The coasts as rings, and the borders between countries, without what is hardly seen."""
    tolerance = 2.0**detail if detail > FINEST else 0.0
    coasts = stitched(_lines(lambda _one, other: other == NOBODY, tolerance))
    between = _lines(lambda _one, other: other != NOBODY, tolerance)
    return [_shape(ring) for ring in coasts], [_shape(line) for line in between]


def _lines(wanted: Wanted, tolerance: float) -> Iterator[Ring]:
    for line, _owners in Lines(borders()).seen(wanted):
        yield thinned(line, tolerance) if tolerance else line


def _shape(line: Ring) -> _Shape:
    return _Shape(Bounds.around(line), line)


def _seen(shapes: Iterable[_Shape], view: View) -> Iterator[_Shape]:
    """Those whose box meets the view, in whichever turn round the Earth."""
    shown = view.bounds
    for shape in shapes:
        if shape.box.east - shape.box.west > 180 or not shape.box.near(view.longitude).gap(shown):
            yield shape


def _on_canvas(lines: Iterable[Ring], view: View) -> Iterator[Ring]:
    return ([view.place(*point) for point in line] for line in lines)
