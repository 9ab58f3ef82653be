"""The Köppen-Geiger climates: 5 main groups, 8 second levels where they split, 30 classes.

Source of the classes: Beck et al. 2023, Sci Data 10, 724.
"""

from dataclasses import dataclass
from functools import cache

from .entries import Entry, read_rows
from .runs import RunGrid

# A cell is 0.1 degree wide; beyond about two of them the sea is the sea.
COAST_KM = 20.0


@dataclass(frozen=True, slots=True)
class KoppenClass(Entry):
    """A climate: a main group (B), a second level (BS) or a class of the map (BSh).

    Classes with a code of two letters (Af, Am, Aw, ET, EF) hang directly on their main group.
    """

    is_class: bool


@cache
def koppen_classes() -> tuple[KoppenClass, ...]:
    """All 43 entries, parents first; the last 30 are what `climate` answers."""
    rows = read_rows("koppen.csv")
    parents = {row[1] for row in rows}
    return tuple(KoppenClass(*row, row[0] not in parents) for row in rows)


@cache
def map_classes() -> tuple[KoppenClass, ...]:
    """The 30 classes in the order of the map's legend, value 1 first."""
    return tuple(entry for entry in koppen_classes() if entry.is_class)


@cache
def grid() -> RunGrid:
    """The map itself: 0 is sea, n the n-th of `map_classes()`."""
    return RunGrid.bundled("koppen.bin")


def nearest_climate(latitude: float, longitude: float) -> tuple[KoppenClass, float] | None:
    """The climate of 1991-2020 and how far (km) its cell is: 0 inside it, at most `COAST_KM`.

    Raises PositionError for a position that is none.
    """
    found = grid().nearest(latitude, longitude, COAST_KM)
    return (map_classes()[found[0] - 1], found[1]) if found else None


def climate(latitude: float, longitude: float) -> KoppenClass | None:
    """The climate of 1991-2020 at a position in degrees; None in the open sea."""
    found = nearest_climate(latitude, longitude)
    return found[0] if found else None
