"""Where: a climate zone or soil group, a country or region; news are new sheets from there."""

from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse

from knowledge.wiki.links import FILTERS, zone_url
from practices.models import Zone
from practices.models.labels import reader_language
from practices.zones.within import place, places_around

from ..models import Follow
from .base import Asked, Followed, Kind, Told, earliest
from .new_sheets import new_sheets


def zone_key(scheme: str, code: str) -> str:
    return f"{scheme}-{code}"


class Zones(Kind):
    """`koppen-BSh`: schemes that the search filters by."""

    code = Follow.Kind.ZONE

    def followed(self, asked: Sequence[Asked]) -> Mapping[str, Followed]:
        wanted = {one.key for one in asked}
        found = Zone.objects.filter(scheme__in=FILTERS, code__in={_code(key) for key in wanted})
        named = {zone_key(one.scheme, one.code): one for one in found}
        return {
            key: Followed(_titled(zone), zone_url(zone))
            for key, zone in named.items()
            if key in wanted
        }

    def news(self, asked: Sequence[Asked]) -> Told:
        wanted = {one.key for one in asked}
        above = _zones_above()
        yield from new_sheets(
            earliest(asked), "sites__zones__zone", lambda pk: wanted.intersection(above.get(pk, ()))
        )


def _code(key: str) -> str:
    return key.partition("-")[2]


def _titled(zone: Zone) -> str:
    return f"{zone.label} ({zone.code})"


def _zones_above() -> dict[int, list[str]]:
    """Each zone as itself and as all that it lies in."""
    zones = {one.pk: one for one in Zone.objects.order_by()}
    return {pk: list(_line(pk, zones)) for pk in zones}


def _line(pk: int, zones: Mapping[int, Zone]) -> Iterator[str]:
    step: Zone | None = zones[pk]
    while step:
        yield zone_key(step.scheme, step.code)
        step = zones.get(step.parent_id) if step.parent_id else None


class Regions(Kind):
    """`GHA`, a country of ISO 3166-1; `011`, a region or sub-region of the United Nations."""

    code = Follow.Kind.REGION

    def followed(self, asked: Sequence[Asked]) -> Mapping[str, Followed]:
        named = {one.key: place(one.key) for one in asked}
        return {
            key: Followed(found.name(reader_language()), reverse("regions:region", args=[key]))
            for key, found in named.items()
            if found
        }

    def news(self, asked: Sequence[Asked]) -> Told:
        wanted = {one.key for one in asked}
        yield from new_sheets(
            earliest(asked),
            "sites__country__code",
            lambda code: wanted.intersection(places_around(code or "")),
        )
