"""A region or country of the world, with its addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from practices.models.labels import reader_language
from practices.reading.practice import search_url
from practices.zones.countries import Country, country_by_code, country_by_name
from practices.zones.within import Place, countries_in, place, places_around


@dataclass(frozen=True)
class Region:
    """A place, in the reader's language."""

    place: Place

    @property
    def key(self) -> str:
        return self.place.code

    @property
    def name(self) -> str:
        return self.place.name(reader_language())

    @property
    def url(self) -> str:
        return reverse("regions:region", args=[self.key])

    @property
    def filter(self) -> dict[str, str]:
        """That of the search."""
        return {"country" if self.is_country else "region": self.key}

    @property
    def is_country(self) -> bool:
        return isinstance(self.place, Country)

    @property
    def search_url(self) -> str:
        return search_url(**self.filter)

    @property
    def map_url(self) -> str:
        return search_url(**self.filter, view="map")

    @property
    def countries(self) -> frozenset[str]:
        return countries_in(self.key)

    @cached_property
    def around(self) -> list["Region"]:
        """What it lies in, the largest first."""
        return regions_of(reversed(places_around(self.key)[1:]))

    @cached_property
    def inside(self) -> tuple[str, ...]:
        """Keys of all that lies in it, without itself."""
        lines = (places_around(code) for code in self.countries)
        found = {key for line in lines for key in line[: _until(line, self.key)]}
        return tuple(sorted(found))


def _until(line: tuple[str, ...], key: str) -> int:
    return line.index(key) if key in line else 0


def region_of(key: str) -> Region | None:
    found = place(key)
    return Region(found) if found else None


def regions_of(keys: Iterable[str]) -> list[Region]:
    """In their order; those that there are."""
    found = (region_of(key) for key in keys)
    return [one for one in found if one]


def meant(key: str) -> Region | None:
    """What somebody may have meant who typed an address: "gha", "GH", "Ghana", "cote-d-ivoire"."""
    words = key.replace("-", " ").replace("_", " ")
    found = country_by_code(key) or country_by_name(words)
    return Region(found) if found else None
