"""What the home page asks of the search: counts, choices of zones, and the map of the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from knowledge.gaps import MEASURED, Count, ZoneRow
from practices.reading.practice import search_url
from practices.zones.koppen import climate as climate_at
from search import engines
from search.answering import Answer
from search.fields import UNKNOWN
from search.page.facets import LABELS, label, values
from search.result import Cell
from search.words.analysis import fold
from search.words.lexicon import Label

CHOICES = ("country", "climate", "soil", "land_use")
"""What a reader may know of their own land."""

CELL = 5.0
DOT = 2.5
"""Degrees: a cell of the evidence, and the distance of the dots that are the land."""
NORTH, SOUTH = 75.0, -57.5
UNIT = 4
"""Pixels of the drawing a degree."""
RADII = ((1, 6), (5, 8), (20, 11), (60, 14))
"""From so many sheets on, the radius of a circle."""


@dataclass(frozen=True)
class Choice:
    """One filter of the search, to be chosen from a list."""

    name: str
    label: str
    options: list[tuple[str, Label, int]]


def choices(found: Answer, language: str) -> list[Choice]:
    """Each value with sheets and their number, in alphabetical order; "not known" is left out."""
    made = []
    for name in CHOICES:
        counts = found.result.facets[name]
        options = [
            (value, label(found, name, value, language), counts[value])
            for value in values(found, name)
            if counts.get(value) and value != UNKNOWN
        ]
        made.append(Choice(name, str(LABELS[name]), sorted(options, key=lambda o: fold(o[1]))))
    return [choice for choice in made if choice.options]


def regions(found: Answer, language: str) -> list[ZoneRow]:
    """The map in words: the sheets of each continent, and those that measured. May EngineError."""
    query = replace(found.query, filters={"carbon": MEASURED}, facets=("region",), limit=0)
    measured = engines.current().search(query).facets["region"]
    counts, entries = found.result.facets["region"], found.words.facets["region"]
    roots = [value for value in counts if value in entries and entries[value].parent is None]
    return [
        ZoneRow(
            value,
            label(found, "region", value, language),
            Count(counts[value], measured.get(value, 0), search_url(region=value)),
        )
        for value in roots
        if counts[value]
    ]


@dataclass(frozen=True)
class Circle:
    """A cell of the map in pixels of the drawing; `is_measured` if any of its sheets measured."""

    x: str
    y: str
    radius: int
    is_measured: bool


@dataclass(frozen=True)
class EvidenceMap:
    """`land` is the path of the dots of land. Words, since a template writes 1440 as 1,440."""

    land: str
    circles: list[Circle]
    view_box: str


def evidence_map(found: Answer) -> EvidenceMap:
    """Every sheet with a sure position, in cells of five degrees. Raises EngineError."""
    all_sheets = _cells(found, {})
    measured = _cells(found, {"carbon": MEASURED})
    circles = [_circle(cell, place in measured) for place, cell in sorted(all_sheets.items())]
    return EvidenceMap(_land(), circles, f"0 0 {360 * UNIT} {(NORTH - SOUTH) * UNIT:g}")


def _cells(found: Answer, filters: Mapping[str, frozenset[str]]) -> dict[tuple[float, float], Cell]:
    query = replace(found.query, filters=filters, facets=(), limit=0, grid=CELL)
    cells = engines.current().search(query).grid
    return {(cell.lat, cell.lon): cell for cell in cells}


def _circle(cell: Cell, is_measured: bool) -> Circle:
    radius = max(radius for least, radius in RADII if cell.count >= least)
    x, y = _pixel(cell.lat + CELL / 2, cell.lon + CELL / 2)
    return Circle(f"{x:g}", f"{y:g}", radius, is_measured)


def _pixel(latitude: float, longitude: float) -> tuple[float, float]:
    """Plate carrée: a degree is as long everywhere."""
    return (longitude + 180) * UNIT, (NORTH - latitude) * UNIT


@cache
def _land() -> str:
    """Runs of land along each parallel; a dashed line with round ends makes dots of them.

    Whatever has a climate is land (Beck et al. 2023); lakes are drawn as land too.
    """
    runs, rows = [], int((NORTH - SOUTH) / DOT)
    for row in range(rows):
        latitude = NORTH - DOT / 2 - row * DOT
        columns = [c for c in range(int(360 / DOT)) if climate_at(latitude, -180 + (c + 0.5) * DOT)]
        runs += [_run(latitude, first, last) for first, last in _ranges(columns)]
    return "".join(runs)


def _ranges(columns: list[int]) -> list[tuple[int, int]]:
    """[1, 2, 3, 7] -> [(1, 3), (7, 7)]."""
    ends = [c for c in columns if c + 1 not in columns]
    starts = [c for c in columns if c - 1 not in columns]
    return list(zip(starts, ends, strict=True))


def _run(latitude: float, first: int, last: int) -> str:
    x, y = _pixel(latitude, -180 + (first + 0.5) * DOT)
    return f"M{x:g} {y:g}h{(last - first) * DOT * UNIT + 0.1:g}"
