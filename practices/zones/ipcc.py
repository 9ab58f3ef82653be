"""The climate zones of the IPCC's 2019 refinement (volume 4, chapter 3), in five groups.

The IPCC gives names and no codes; a code here is the English name in lower case.
"""

from dataclasses import dataclass
from functools import cache

from .entries import Entry, read_rows
from .runs import RunGrid

# A cell is 0.5 degree wide, 55 km from north to south: the nearest land cell is the next one.
COAST_KM = 55.0


@dataclass(frozen=True, slots=True)
class IpccZone(Entry):
    """A climate zone of the map, or a group of zones, which is their parent."""

    is_zone: bool


@cache
def ipcc_zones() -> tuple[IpccZone, ...]:
    """The 5 groups, then the 12 zones."""
    return tuple(IpccZone(*row, row[1] is not None) for row in read_rows("ipcc.csv"))


@cache
def _map_zones() -> tuple[IpccZone, ...]:
    """The 12 zones in the order of the map's legend, value 1 first."""
    return tuple(entry for entry in ipcc_zones() if entry.is_zone)


@cache
def _grid() -> RunGrid:
    return RunGrid.bundled("ipcc.bin")


def nearest_ipcc_zone(latitude: float, longitude: float) -> tuple[IpccZone, float] | None:
    """The zone and how far (km) its cell is: 0 inside it, at most `COAST_KM`.

    Raises PositionError for a position that is none.
    """
    found = _grid().nearest(latitude, longitude, COAST_KM)
    return (_map_zones()[found[0] - 1], found[1]) if found else None


def ipcc_zone(latitude: float, longitude: float) -> IpccZone | None:
    """The zone at a position in degrees, at a coast of the nearest land cell; None at sea."""
    found = nearest_ipcc_zone(latitude, longitude)
    return found[0] if found else None
