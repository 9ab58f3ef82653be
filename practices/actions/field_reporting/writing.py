"""From what is said to the columns of a report: its place is rounded, its zones are found."""

from collections.abc import Iterable
from decimal import Decimal

from practices.importers.base.zoning import country_at, zones_at
from practices.models import FieldReport, Term, Zone
from practices.models.field_reports import Doing

from .results import write_result
from .said import Said, rounded

SAID = tuple(column.name for column in Doing._meta.fields)
CLIMATES = (Zone.Scheme.KOPPEN, Zone.Scheme.IPCC)
"""Zones of the place: a soil group within 10 km would be a guess upon a guess."""


def write(held: FieldReport, said: Said) -> None:
    for name in (*SAID, "region", "crop_said", "photo", "language"):
        setattr(held, name, getattr(said, name))
    held.crop = _term(("crop", "products"), said.crop)
    position = _position(said)
    held.latitude, held.longitude = position or (None, None)
    at = country_at(float(position[0]), float(position[1])) if position else None
    held.country = _term(("country",), said.country or at or "")
    held.save()
    held.zones.set(_zones(position))
    write_result(held, said.result)


def _position(said: Said) -> tuple[Decimal, Decimal] | None:
    if said.latitude is None or said.longitude is None:
        return None
    return rounded(said.latitude, said.longitude)


def _zones(position: tuple[Decimal, Decimal] | None) -> Iterable[Zone]:
    if position is None:
        return []
    codes = {(scheme, code) for scheme, code, _ in zones_at(float(position[0]), float(position[1]))}
    found = Zone.objects.filter(scheme__in=CLIMATES, code__in=[code for _, code in codes])
    return [zone for zone in found if (zone.scheme, zone.code) in codes]


def _term(lists: Iterable[str], code: str) -> Term | None:
    return Term.objects.filter(vocabulary__code__in=lists, code=code).first() if code else None
