"""Countries within regions: a place is the one or the other, named by one code."""

from functools import cache

from .countries import Country, countries
from .regions import Region, regions

Place = Country | Region


@cache
def _places() -> dict[str, Place]:
    every: tuple[Place, ...] = (*regions(), *countries())
    return {one.code: one for one in every}


def all_places() -> tuple[Place, ...]:
    """Regions, their sub-regions, then countries."""
    return tuple(_places().values())


def place(code: str) -> Place | None:
    """Of an ISO 3166-1 alpha-3 code ("GHA") or an M49 one ("011"); None for any other."""
    return _places().get(code)


def places_around(code: str) -> tuple[str, ...]:
    """The place itself, and the regions that it lies in, the nearest first; none for no place."""
    found = place(code)
    line: list[str] = []
    while found:
        line.append(found.code)
        found = place(found.parent_code or "")
    return tuple(line)


@cache
def countries_in(code: str) -> frozenset[str]:
    """Alpha-3 codes of what lies in a place; a country lies in itself."""
    return frozenset(one.code for one in countries() if code in places_around(one.code))
