"""Sites and their zones, as chips and as rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from practices.models import PracticeSheet, Site, SiteZone, Zone

KIND = {Zone.Scheme.KOPPEN: "climate", Zone.Scheme.IPCC: "climate", Zone.Scheme.WRB: "soil"}


@dataclass(frozen=True)
class Chip:
    """A zone in a few words; `kind` chooses the icon."""

    kind: str  # climate | soil | land
    label: str
    is_modelled: bool = False
    is_unknown: bool = False
    is_fallback: bool = False


@dataclass(frozen=True)
class ZoneRow:
    scheme: str
    code: str
    label: str
    is_modelled: bool
    distance_km: float | None
    reported_as: str


@dataclass(frozen=True)
class SiteRow:
    site: Site
    place: str
    zones: list[ZoneRow]


def place_of(site: Site) -> str:
    """The site's name and country; sources often name the country in both."""
    country = str(site.country) if site.country else ""
    if country and country.casefold() in site.name.casefold():
        return site.name
    return ", ".join(part for part in (site.name, country) if part)


def site_rows(sheet: PracticeSheet) -> list[SiteRow]:
    return [
        SiteRow(site, place_of(site), [_zone_row(z) for z in site.zones.all()])
        for site in sheet.sites.all()
    ]


def _zone_row(site_zone: SiteZone) -> ZoneRow:
    zone = site_zone.zone
    return ZoneRow(
        scheme=zone.get_scheme_display(),
        code=zone.code,
        label=zone.label,
        is_modelled=site_zone.basis == SiteZone.Basis.MODELLED,
        distance_km=site_zone.distance_km,
        reported_as=site_zone.reported_as,
    )


def chips(sheet: PracticeSheet) -> list[Chip]:
    """Climate, soil and land use in a line; a soil group that nobody reported is not known."""
    found = [
        *_zone_chips(sheet, Zone.Scheme.KOPPEN),
        *_zone_chips(sheet, Zone.Scheme.WRB, reported_only=True),
    ]
    if not any(chip.kind == "soil" for chip in found):
        found.append(Chip("soil", _("soil group not known"), is_unknown=True))
    return _unique([*found, *_land_chips(sheet)])


def _zone_chips(sheet: PracticeSheet, scheme: str, *, reported_only: bool = False) -> list[Chip]:
    return [
        Chip(KIND[Zone.Scheme(scheme)], _chip_label(z.zone), z.basis == SiteZone.Basis.MODELLED)
        for site in sheet.sites.all()
        for z in site.zones.all()
        if z.zone.scheme == scheme and not (reported_only and z.basis == SiteZone.Basis.MODELLED)
    ]


def _chip_label(zone: Zone) -> str:
    """A climate class is known by its code as much as by its name; a soil group by its name."""
    is_koppen = zone.scheme == Zone.Scheme.KOPPEN
    return f"{zone.code} · {zone.label}" if is_koppen else zone.label


def _land_chips(sheet: PracticeSheet) -> list[Chip]:
    terms = [link.term for link in sheet.term_links.all() if link.aspect == "land_use"]
    parents = {term.parent_id for term in terms}
    return [
        Chip("land", term.label, is_fallback=term.label_language == "en")
        for term in terms
        if term.pk not in parents
    ]


def _unique(chips: Iterable[Chip]) -> list[Chip]:
    return list(dict.fromkeys(chips))
