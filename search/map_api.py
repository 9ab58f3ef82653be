"""The map of a search as JSON: clusters at a zoom, and circles of what is not sure."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from ninja import Query as Parameter
from ninja import Router, Schema
from ninja.errors import HttpError

from practices.api.schemas import Problem
from practices.zones.sphere import KM_PER_DEGREE
from search import engines
from search.answering import Answer, answer, parameters
from search.api import PARAMETERS, IgnoredOut
from search.area import CELLS, cell_box, common, ends_of, widest, written_area, zoom_of
from search.engine import EngineError
from search.page.addresses import Addresses
from search.page.map.unsure import Unsure, areas, countries, located
from search.page.presenting import ignored
from search.query import Box
from search.result import Cell

router = Router(tags=["search"])

ZOOM = "zoom"
MOST_ACROSS = 200
"""Cells side by side."""
Zoom = Annotated[
    int | None,
    Parameter(
        None,
        ge=0,
        le=len(CELLS) - 1,
        description=f"Cells of {', '.join(map(str, CELLS))} degrees, from 0 on; without it, "
        "the zoom that fits the box. One too fine for the area is answered by the finest that has "
        f"no more than {MOST_ACROSS} cells side by side; `zoom` of the answer tells.",
    ),
]


class CellOut(Schema):
    """A cluster of `count` sheets. `latitude`, `longitude`: the mean of theirs, in degrees.

    `west` to `north`: its edges; a place on the eastern or northern one lies in the next cell.
    `box`: as a parameter of this and of every search, it finds just these sheets; null for a cell
    on both sides of the gap of a box that goes round nearly all the Earth. `sheet`: the id of the
    only one, null where there are several.
    """

    count: int
    latitude: float
    longitude: float
    west: float
    south: float
    east: float
    north: float
    box: str | None
    sheet: int | None


class CircleOut(Schema):
    """`count` sheets that lie somewhere in a circle: of a sheet whose position is uncertain, or as
    large as the country that is all that is known of several. No box finds them; `url` does.
    """

    count: int
    latitude: float
    longitude: float
    radius_km: float
    label: str
    url: str


class LocatedOut(Schema):
    """Sheets of the search, whatever its box, by how surely their place is known."""

    point: int
    area: int
    country: int
    unknown: int


class MapOut(Schema):
    """`total`: sheets that the search finds; with a box, those in it, and `cells` add up to it.

    Without a box, `cells` add up to `located.point`. `cell_degrees`: the size of the cells.
    """

    total: int
    zoom: int
    cell_degrees: float
    cells: list[CellOut]
    located: LocatedOut
    areas: list[CircleOut]
    countries: list[CircleOut]
    ignored: list[IgnoredOut]


@router.get(
    "/search/map",
    response={200: MapOut, 422: Problem, 503: Problem},
    summary="The map of a search: its sheets in clusters",
    openapi_extra={"parameters": PARAMETERS},
)
def search_map(request: HttpRequest, zoom: Zoom = None) -> dict[str, Any]:
    """The parameters of the search; order and pages do not count here."""
    asked = {name: values for name, values in parameters(request).items() if name != ZOOM}
    try:
        found = answer(asked, language="en")
        with translation.override(found.query.language):
            return _map(found, _fitting(zoom, found.query.box))
    except EngineError as error:
        raise HttpError(503, str(error)) from error


def _fitting(zoom: int | None, box: Box | None) -> int:
    """The one asked for, or the finest below it whose cells are not too many for the area."""
    if zoom is None:
        return zoom_of(box)
    few = (one for one in range(zoom + 1) if widest(box) / CELLS[one] <= MOST_ACROSS)
    return max(few, default=0)


def _map(found: Answer, zoom: int) -> dict[str, Any]:
    counting = replace(found.query, facets=(), histograms=(), offset=0, limit=0, highlight=False)
    cells = engines.current().search(replace(counting, grid=CELLS[zoom])).grid
    addresses = Addresses(reverse("api-v1:search"), found.parsed, "en")
    return {
        "total": found.result.total,
        "zoom": zoom,
        "cell_degrees": CELLS[zoom],
        "cells": [_cell(cell, CELLS[zoom], found) for cell in cells],
        "located": located(found),
        "areas": list(_circles(areas(found))),
        "countries": list(_circles(countries(found, addresses, found.query.language))),
        "ignored": ignored(found),
    }


def _cell(cell: Cell, size: float, found: Answer) -> dict[str, Any]:
    box = cell_box(cell.lat, cell.lon, size)
    part = common(box, found.query.box)
    ends = zip(("west", "south", "east", "north"), ends_of(box), strict=True)
    return {
        "count": cell.count,
        "latitude": cell.middle[0],
        "longitude": cell.middle[1],
        **dict(ends),
        "box": written_area(part) if part else None,
        "sheet": cell.sheet,
    }


def _circles(unsure: Iterable[Unsure]) -> Iterable[dict[str, Any]]:
    for one in unsure:
        yield {
            "count": one.count,
            "latitude": round(one.latitude, 6),
            "longitude": round(one.longitude, 6),
            "radius_km": round(one.radius_deg * KM_PER_DEGREE, 1),
            "label": one.label,
            "url": one.url,
        }
