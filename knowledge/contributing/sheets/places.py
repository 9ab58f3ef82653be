"""Where: places, each with a position if it is known, and the zones of it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from practices.importers.base.zoning import zones_at
from practices.models import PracticeSheet, Site, SiteZone, Term, Zone
from practices.zones.position import PositionError, check_position

from ..fields import Number, line
from ..sections import Row, Rows

EXACT, NEAR, REGION = "0", "5000", "30000"
NONE = ("", _("not known"))
SCHEMES = {"climate": Zone.Scheme.KOPPEN, "soil": Zone.Scheme.WRB}


def country_choices() -> list[tuple[str, Any]]:
    found = Term.objects.filter(vocabulary__code="country")
    return [NONE, *sorted(((t.code, t.label) for t in found), key=lambda one: one[1])]


def zone_choices(scheme: str) -> list[tuple[str, Any]]:
    found = Zone.objects.filter(scheme=scheme, children=None)
    return [NONE, *((zone.code, f"{zone.label} ({zone.code})") for zone in found)]


def climate_choices() -> list[tuple[str, Any]]:
    return zone_choices(Zone.Scheme.KOPPEN)


def soil_choices() -> list[tuple[str, Any]]:
    return zone_choices(Zone.Scheme.WRB)


class PlaceRow(Row):
    name = line(_("Village, district, region"), most=255)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)
    latitude = Number(label=_("Latitude"), lowest=-90, highest=90, unit="°")
    longitude = Number(label=_("Longitude"), lowest=-180, highest=180, unit="°")
    exactness = forms.ChoiceField(
        label=_("How exact is the position?"),
        help_text=_("A place that is not exact is drawn as a circle."),
        choices=[
            (NEAR, _("within about 5 km")),
            (EXACT, _("the very field")),
            (REGION, _("somewhere in the region")),
        ],
        required=False,
    )
    climate = forms.ChoiceField(
        label=_("Climate, if you know it"),
        help_text=_("Left empty, it is looked up from the position and marked as modelled."),
        choices=climate_choices,
        required=False,
    )
    soil = forms.ChoiceField(
        label=_("Soil group, if somebody described the soil"),
        help_text=_("We never guess it for you."),
        choices=soil_choices,
        required=False,
    )
    altitude_m = Number(label=_("Altitude"), lowest=-450, highest=6500, unit="m")
    slope_percent = Number(label=_("Slope"), lowest=0, highest=300, unit="%")
    ready = ("exactness",)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        ends = data.get("latitude"), data.get("longitude")
        if "latitude" in self.errors or "longitude" in self.errors or ends == (None, None):
            return data
        if None in ends:
            raise ValidationError({"longitude": _("A position needs both numbers.")})
        try:
            check_position(*ends)
        except PositionError as error:
            raise ValidationError({"latitude": error.message(get_language() or "en")}) from error
        return data


class Places(Rows):
    id = "place"
    heading = _("Where")
    hint = _("As precisely as you wish to say. Zones of climate come from the position.")
    more = _("Another place")
    row = PlaceRow

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for site in obj.sites.all():
            values = {name: getattr(site, name) for name in ("name", "latitude", "longitude")}
            values |= {name: getattr(site, name) for name in ("altitude_m", "slope_percent")}
            values["country"] = site.country.code if site.country else ""
            values["exactness"] = _exactness(site.uncertainty_m)
            yield str(site.pk), values | {name: _reported(site, name) for name in SCHEMES}

    def write(self, obj: PracticeSheet, language: str) -> None:
        known = {site.pk: site for site in obj.sites.all()}
        sites = []
        for place, row in enumerate(self.live):
            site = known.get(row.pk) or Site()
            site.sort_order = place
            _fill(site, row.cleaned_data)
            sites.append(site)
        obj.sites.set(sites)


def _exactness(uncertainty_m: float | None) -> str:
    if uncertainty_m is None:
        return NEAR
    return EXACT if uncertainty_m < 1000 else NEAR if uncertainty_m <= 5000 else REGION


def _reported(site: Site, name: str) -> str:
    zones = (zone for zone in site.zones.all() if zone.basis == SiteZone.Basis.REPORTED)
    return next((zone.zone.code for zone in zones if zone.zone.scheme == SCHEMES[name]), "")


def _fill(site: Site, data: dict[str, Any]) -> None:
    """What the form does not ask stays; a radius that the form cannot tell apart stays too."""
    was_at = site.latitude, site.longitude
    for name in ("name", "latitude", "longitude", "altitude_m", "slope_percent"):
        setattr(site, name, data[name])
    site.country = Term.objects.filter(vocabulary__code="country", code=data["country"]).first()
    if _exactness(site.uncertainty_m) != data["exactness"] or site.pk is None:
        site.uncertainty_m = float(data["exactness"] or NEAR)
    has_moved = was_at != (site.latitude, site.longitude)
    if has_moved or any(_reported(site, name) != data[name] for name in SCHEMES):
        site.zones.set([*_said(site, data), *_looked_up(site, data)])


def _said(site: Site, data: dict[str, Any]) -> Iterator[SiteZone]:
    """The zones that a person names; others of a source stay where the form says the same."""
    old = [zone for zone in site.zones.all() if zone.basis == SiteZone.Basis.REPORTED]
    for name, scheme in SCHEMES.items():
        standing = [zone for zone in old if zone.zone.scheme == scheme]
        if standing and _reported(site, name) == data[name]:
            yield from standing
        elif found := Zone.objects.filter(scheme=scheme, code=data[name]).first():
            yield SiteZone(zone=found, basis=SiteZone.Basis.REPORTED)
    yield from (zone for zone in old if zone.zone.scheme not in SCHEMES.values())


def _looked_up(site: Site, data: dict[str, Any]) -> Iterator[SiteZone]:
    if site.latitude is None or site.longitude is None or not site.is_point:
        return
    for scheme, code, distance in zones_at(round(site.latitude, 3), round(site.longitude, 3)):
        if scheme == Zone.Scheme.KOPPEN and data["climate"]:
            continue
        if found := Zone.objects.filter(scheme=scheme, code=code).first():
            yield SiteZone(zone=found, basis=SiteZone.Basis.MODELLED, distance_km=distance)
