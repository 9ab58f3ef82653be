"""All zones of a position as one plain dictionary, with notes on what to make of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .countries import Country, nearest_country
from .entries import Entry, language_of
from .ipcc import IpccZone, nearest_ipcc_zone
from .koppen import KoppenClass, nearest_climate
from .position import check_position
from .profiles import Profile, nearest_profile
from .sentences import sentence

# The outlines of countries are good to about this; nearer than that is no news.
OUTLINE_KM = 1.0
# From here on a note says how far the nearest profile is.
FAR_PROFILE_KM = 10.0

Note = tuple[str, float | None]  # key of a sentence, kilometres in it


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found, each with its distance in km; `country` without a Country is disputed."""

    koppen: tuple[KoppenClass, float] | None
    country: tuple[Country | None, float] | None
    ipcc: tuple[IpccZone, float] | None = None
    profile: Profile | None = None

    @property
    def is_sea(self) -> bool:
        return self.koppen is None and self.country is None


def zones_at(latitude: float, longitude: float, language: str = "en") -> dict[str, Any]:
    """Everything known of a position in degrees, ready for JSON.

    `koppen`, `ipcc`, `wrb`, `country`, `region` and `subregion` are each a `code` and a `name`,
    `wrb` also `distance_km`, or None where not known; `notes` are sentences in the language.
    Nothing is given in the open sea. Raises PositionError for a position that is none.
    """
    lat, lon = check_position(latitude, longitude)
    found = _find(lat, lon)
    land = found.country[0] if found.country else None
    return {
        "koppen": _coded(found.koppen and found.koppen[0], language),
        "ipcc": _coded(found.ipcc and found.ipcc[0], language),
        "wrb": _soil(found.profile, language),
        "country": _coded(land, language),
        "region": _coded(land and land.region, language),
        "subregion": _coded(land and land.subregion, language),
        "notes": [_in_words(note, language) for note in _notes(lat, lon, found)],
    }


def _find(lat: float, lon: float) -> _Found:
    koppen, country = nearest_climate(lat, lon), nearest_country(lat, lon)
    if koppen is None and country is None:
        return _Found(None, None)
    return _Found(koppen, country, nearest_ipcc_zone(lat, lon), nearest_profile(lat, lon))


def _coded(entry: Entry | None, language: str) -> dict[str, Any] | None:
    return {"code": entry.code, "name": entry.name(language)} if entry else None


def _soil(profile: Profile | None, language: str) -> dict[str, Any] | None:
    if profile is None:
        return None
    name = profile.group.name(language)
    km = round(profile.distance_km, 1)
    return {"code": profile.group.code, "name": name, "distance_km": km}


def _notes(lat: float, lon: float, found: _Found) -> Iterator[Note]:
    if abs(lat) == 90:
        yield "pole", None
    if found.is_sea:
        yield "sea", None
        if _is_land_if_swapped(lat, lon):
            yield "swapped", None
        return
    yield from _country_notes(found.country)
    yield from _cell_notes("koppen", found.koppen)
    yield from _cell_notes("ipcc", found.ipcc)
    yield from _profile_notes(found.profile)


def _is_land_if_swapped(lat: float, lon: float) -> bool:
    """Whether the two in the other order are on land, as when someone mixed them up."""
    return abs(lon) <= 90 and nearest_country(lon, lat) is not None


def _country_notes(country: tuple[Country | None, float] | None) -> Iterator[Note]:
    if country is None:
        yield "no_country", None
    elif country[0] is None:
        yield "disputed", None
    elif country[1] >= OUTLINE_KM:
        yield "coast_country", country[1]


def _cell_notes(scheme: str, cell: tuple[Entry, float] | None) -> Iterator[Note]:
    if cell is None:
        yield f"no_{scheme}", None
    elif cell[1] > 0:
        yield f"coast_{scheme}", cell[1]


def _profile_notes(profile: Profile | None) -> Iterator[Note]:
    if profile is None:
        yield "no_profile", None
    elif not profile.is_described:
        yield "drawn_profile", profile.distance_km
    elif profile.distance_km >= FAR_PROFILE_KM:
        yield "far_profile", profile.distance_km


def _in_words(note: Note, language: str) -> str:
    key, km = note
    return sentence(key, language, km=None if km is None else _km(km, language))


def _km(km: float, language: str) -> str:
    """Kilometres for people: one decimal, with the decimal sign of the language."""
    text = f"{max(km, 0.1):.1f}"
    return text if language_of(language) == "en" else text.replace(".", ",")
