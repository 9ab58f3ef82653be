"""The sites of a draft: their country, and their zones, reported or modelled.

Reported zones are stored as given. From the position a climate is added where none of that
scheme was reported, and always the soil group of the nearest profile, with its distance: it is
a choice of its own and never replaces a reported one.
"""

from collections.abc import Iterator
from functools import lru_cache

from practices.models import Site, SiteZone, Zone
from practices.zones.countries import country
from practices.zones.ipcc import ipcc_zone
from practices.zones.koppen import climate
from practices.zones.position import PositionError, check_position
from practices.zones.profiles import soil_group

from ..draft import SiteDraft, ZoneDraft
from .fitting import fit, new
from .rows import SheetRows, kinds

# A thousandth of a degree is 111 m at most; the finest map has cells of 11 km.
DECIMALS = 3
COUNTRY_NOTE = "The country was read from the position."

Modelled = tuple[str, str, float | None]  # scheme, code, distance of the soil profile in km


@lru_cache(maxsize=20_000)
def zones_at(latitude: float, longitude: float) -> tuple[Modelled, ...]:
    """The zones of a position in degrees; fewer at sea, or far from any soil profile."""
    koppen, ipcc = climate(latitude, longitude), ipcc_zone(latitude, longitude)
    soil = soil_group(latitude, longitude)
    found = (
        (Zone.Scheme.KOPPEN, koppen.code, None) if koppen else None,
        (Zone.Scheme.IPCC, ipcc.code, None) if ipcc else None,
        (Zone.Scheme.WRB, soil[0].code, round(soil[1], 1)) if soil else None,
    )
    return tuple(zone for zone in found if zone)


@lru_cache(maxsize=20_000)
def country_at(latitude: float, longitude: float) -> str | None:
    """The ISO alpha-3 code of the country at a position in degrees; None at sea."""
    found = country(latitude, longitude)
    return found.code if found else None


def site_of(rows: SheetRows, number: int) -> Site:
    """A site of the draft, unsaved; its zones are added to those of `rows`."""
    draft, where = rows.draft.sites[number], f"sites[{number}]"
    plain = (name for name in kinds(SiteDraft)[0] if name not in ("country", "zones"))
    site = Site(sort_order=number, **{name: getattr(draft, name) for name in plain})
    _check_position(rows, site, where)
    site.country_id = _country(rows, site, draft.country, where)
    zones = [*_reported(rows, site, draft.zones, where), *_modelled(rows, site, draft.zones)]
    for order, zone in enumerate(zones):
        zone.sort_order = order
    rows.zones += zones
    return fit(site, where, rows.say)


def _check_position(rows: SheetRows, site: Site, where: str) -> None:
    """Leave out a position that is none."""
    if site.latitude is None and site.longitude is None:
        return
    try:
        check_position(site.latitude, site.longitude)
    except PositionError as error:
        site.latitude = site.longitude = None
        rows.say(f"{where}.position", f"{error} The position is left out.")


def _country(rows: SheetRows, site: Site, code: str | None, where: str) -> int | None:
    """The country as given, else the one at the position, which the note then says."""
    pk = rows.lookups.countries.get(code or "")
    if code and pk is None:
        rows.say(f"{where}.country", f"{code!r} is no country code (ISO 3166-1); left out")
    position = _point(site)
    if pk or position is None:
        return pk
    found = country_at(*position)
    if pk := rows.lookups.countries.get(found or ""):
        site.position_note = f"{site.position_note} {COUNTRY_NOTE}".strip()
    return pk


def _reported(
    rows: SheetRows, site: Site, drafts: list[ZoneDraft], where: str
) -> Iterator[SiteZone]:
    seen = set()
    for draft in drafts:
        pk = rows.lookups.zones.get((draft.scheme, draft.code))
        if pk is None:
            message = f"{draft.code!r} is no zone of the scheme {draft.scheme}; left out"
            rows.say(f"{where}.zones", message)
        elif pk not in seen:
            seen.add(pk)
            words = draft.reported_as[:255]
            yield _zone(site, pk, SiteZone.Basis.REPORTED, reported_as=words)


def _modelled(rows: SheetRows, site: Site, reported: list[ZoneDraft]) -> Iterator[SiteZone]:
    position = _point(site)
    schemes = {zone.scheme for zone in reported} - {Zone.Scheme.WRB}
    for scheme, code, distance in zones_at(*position) if position else ():
        pk = rows.lookups.zones.get((scheme, code))
        if pk and scheme not in schemes:
            yield _zone(site, pk, SiteZone.Basis.MODELLED, distance_km=distance)


def _point(site: Site) -> tuple[float, float] | None:
    """The position to read off maps, rounded; None where it is not sure enough for that."""
    if site.latitude is None or site.longitude is None or not site.is_point:
        return None
    return round(site.latitude, DECIMALS), round(site.longitude, DECIMALS)


def _zone(site: Site, pk: int, basis: str, **more: float | str | None) -> SiteZone:
    zone = new(SiteZone, zone_id=pk, basis=basis, **more)
    zone.site = site
    return zone
