"""A place by its name, among the names that public sheets give to their sites: no service is asked.

Positions are rounded to 0.1 degree, as those of people are.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from practices.models import Site
from practices.zones.countries import Country, country_by_code, country_by_name
from practices.zones.entries import plain

MOST = 8
"""Places to choose from."""
LEAST_SIGNS = 3
"""Of the longest word: "a" begins a word of almost every name."""
SURE_M = 20_000
"""A site that is less sure is an area, such as a county."""
SAME_DEGREES, NEAR_DEGREES = 0.25, 0.35
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """latitude, longitude: degrees, to 0.1. country: ISO alpha-3, or empty."""

    name: str
    country: str
    latitude: float
    longitude: float

    def label(self, language: str) -> str:
        """ "Sapone, Burkina Faso"."""
        found = country_by_code(self.country)
        return f"{self.name}, {found.name(language)}" if found else self.name


def places_named(text: str, *, within: str = "") -> list[NamedPlace]:
    """Those that the words name, as "Sapone" or "Sapone, Burkina Faso"; the shortest name first.

    within: the ISO code of a country to stay in. Of the same place under many names there is one.
    """
    name, country = _parts(text)
    words, code = _words(name), within or (country.code if country else "")
    if max(map(len, words), default=0) < LEAST_SIGNS:
        return []
    found = (one for one in _sites(Q(country__code=code) if code else Q()) if _is_named(one, words))
    return _apart(sorted(found, key=lambda one: (len(one.name), one.name)))


def place_near(latitude: float, longitude: float) -> NamedPlace | None:
    """The nearest that has a name, within about 40 km."""
    box = Q(
        latitude__range=(latitude - NEAR_DEGREES, latitude + NEAR_DEGREES),
        longitude__range=(longitude - NEAR_DEGREES, longitude + NEAR_DEGREES),
    )
    return min(_sites(box), key=lambda one: _degrees(one, latitude, longitude), default=None)


def _parts(text: str) -> tuple[str, Country | None]:
    """The name, and the country where one is said at its end."""
    head, comma, tail = text.rpartition(",")
    if comma and (country := country_by_name(tail)):
        return head, country
    words = text.split()
    for at in range(1, len(words)):
        if country := country_by_name(" ".join(words[at:])):
            return " ".join(words[:at]), country
    return text, None


def _words(text: str) -> list[str]:
    return WORD.findall(plain(text))


def _sites(where: Q) -> Iterator[NamedPlace]:
    sure = Q(uncertainty_m=None) | Q(uncertainty_m__lte=SURE_M)
    rows = Site.objects.filter(where, sure, sheet__live=True, latitude__isnull=False)
    columns = ("name", "country__code", "latitude", "longitude")
    for name, code, latitude, longitude in rows.exclude(name="").values_list(*columns).distinct():
        yield NamedPlace(name, code or "", round(latitude, 1) + 0, round(longitude, 1) + 0)


def _is_named(place: NamedPlace, words: list[str]) -> bool:
    """Each word is one of the name, or its beginning."""
    names = _words(place.name)
    return all(any(name.startswith(word) for name in names) for word in words)


def _apart(places: Iterable[NamedPlace]) -> list[NamedPlace]:
    """The first of each place, as many as one can choose from."""
    kept: list[NamedPlace] = []
    for one in places:
        if len(kept) < MOST and all(
            _degrees(other, one.latitude, one.longitude) > SAME_DEGREES for other in kept
        ):
            kept.append(one)
    return kept


def _degrees(place: NamedPlace, latitude: float, longitude: float) -> float:
    """The greater of the two differences."""
    return max(abs(place.latitude - latitude), abs(place.longitude - longitude))
