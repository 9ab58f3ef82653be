"""Sites and their zones, as chips and as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.models import PracticeSheet, Site, SiteZone, Zone

from .facts import Label, label

KIND = {Zone.Scheme.KOPPEN: "climate", Zone.Scheme.IPCC: "climate", Zone.Scheme.WRB: "soil"}

NOTES = {
    "The middle of several places.": gettext_lazy("The middle of several places."),
    "Converted from Web-Mercator metres.": gettext_lazy("Converted from Web-Mercator metres."),
    "The country was read from the position.": gettext_lazy(
        "The country was read from the position."
    ),
    "The centre of an area drawn on the map.": gettext_lazy(
        "The centre of an area drawn on the map."
    ),
}
"""The sentences that our own imports write about a position; a person's stay as written."""


@dataclass(frozen=True)
class Chip:
    """A zone in a few words; `kind` chooses the icon."""

    kind: str  # climate | soil | land
    label: str
    is_modelled: bool = False
    is_unknown: bool = False


class ZoneName(NamedTuple):
    """A zone of a site, as a list reads it."""

    scheme: str
    code: str
    label: str
    basis: str


class LandUse(NamedTuple):
    """A land use, and the primary keys of it and of its group."""

    pk: int
    parent: int | None
    label: Label


@dataclass(frozen=True)
class ZoneRow:
    scheme: str
    label: str
    basis: str
    distance_km: float | None
    reported_as: str


@dataclass(frozen=True)
class SiteRow:
    name: str
    country: str
    country_code: str
    latitude: float | None
    longitude: float | None
    uncertainty_m: float | None
    is_point: bool
    note: str
    zones: list[ZoneRow]

    @property
    def near(self) -> str:
        """What a search for the nearest sheets takes; empty where the position is not sure."""
        return f"{self.latitude:.2f},{self.longitude:.2f}" if self.is_point else ""


class Place(str):
    """The name of a site and its country, which may each run in a direction of its own."""

    __slots__ = ("parts",)
    parts: tuple[str, ...]

    def __new__(cls, name: str = "", country: str = "") -> "Place":
        """Sources often name the country in both."""
        is_said = country.casefold() in name.casefold()
        parts = tuple(part for part in (name, "" if is_said else country) if part)
        place = super().__new__(cls, ", ".join(parts))
        place.parts = parts
        return place


def place_of(site: Site) -> Place:
    return Place(site.name, str(site.country or ""))


def site_rows(sheet: PracticeSheet) -> list[SiteRow]:
    return [_site_row(site) for site in sheet.sites.all()]


def _site_row(site: Site) -> SiteRow:
    return SiteRow(
        name=site.name,
        country=str(site.country or ""),
        country_code=site.country.code if site.country else "",
        latitude=site.latitude,
        longitude=site.longitude,
        uncertainty_m=site.uncertainty_m,
        is_point=site.is_point,
        note=_note(site.position_note),
        zones=[_zone_row(site_zone) for site_zone in site.zones.all()],
    )


def _note(text: str) -> str:
    for sentence, translated in NOTES.items():
        text = text.replace(sentence, str(translated))
    return text


def _zone_row(site_zone: SiteZone) -> ZoneRow:
    return ZoneRow(
        scheme=site_zone.zone.get_scheme_display(),
        label=_with_code(_name(site_zone)),
        basis=site_zone.basis,
        distance_km=site_zone.distance_km,
        reported_as=site_zone.reported_as,
    )


def _name(row: SiteZone) -> ZoneName:
    return ZoneName(row.zone.scheme, row.zone.code, row.zone.label, row.basis)


def _with_code(zone: ZoneName) -> str:
    """A climate class is known by its code as much as by its name; a soil group by its name."""
    return f"{zone.code} · {zone.label}" if zone.scheme == Zone.Scheme.KOPPEN else zone.label


def chips(sheet: PracticeSheet) -> list[Chip]:
    """Of a sheet whose sites, zones and coded answers were prefetched."""
    zones = [_name(row) for site in sheet.sites.all() for row in site.zones.all()]
    terms = [link.term for link in sheet.term_links.all() if link.aspect == "land_use"]
    return chips_of(zones, [LandUse(term.pk, term.parent_id, label(term)) for term in terms])


def chips_of(zones: Sequence[ZoneName], land_uses: Sequence[LandUse]) -> list[Chip]:
    """Climate, soil and land use in a line; what nobody reported or modelled is not known."""
    climates = _zone_chips(zones, Zone.Scheme.KOPPEN)
    soils = [chip for chip in _zone_chips(zones, Zone.Scheme.WRB) if not chip.is_modelled]
    found = [
        *(climates or [Chip("climate", _("climate not known"), is_unknown=True)]),
        *(soils or [Chip("soil", _("soil group not known"), is_unknown=True)]),
        *_land_chips(land_uses),
    ]
    return list(dict.fromkeys(found))


def _zone_chips(zones: Iterable[ZoneName], scheme: Zone.Scheme) -> list[Chip]:
    return [
        Chip(KIND[scheme], _with_code(zone), zone.basis == SiteZone.Basis.MODELLED)
        for zone in zones
        if zone.scheme == scheme
    ]


def _land_chips(land_uses: Sequence[LandUse]) -> list[Chip]:
    """The finest land uses: a group is left out where one of its kinds is named."""
    groups = {one.parent for one in land_uses}
    return [Chip("land", one.label) for one in land_uses if one.pk not in groups]
