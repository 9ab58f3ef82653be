"""Sheets of the like elsewhere, by a rule that can be told in a sentence.

Related is a published sheet that applies one of the same practices at another place with the same
climate (Köppen-Geiger class) or the same reported soil group. First come those with both, then
those of another country, then the newest; one for each place and six at most. A modelled soil
group is too unsure to relate by.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Subquery, When
from django.utils.translation import gettext as _

from practices.models import (
    PracticeSheet,
    SheetPractice,
    SheetText,
    Site,
    SiteZone,
    Zone,
)
from practices.models.labels import reader_language
from practices.models.sheets import SheetQuerySet

from .places import Place, place_of
from .words import Phrase, Sections

MAX_RELATED = 6
# Of so many the first of each place are taken: a trial station has dozens of sheets.
MAX_CANDIDATES = 200
_NEEDED = (
    Prefetch("texts", SheetText.objects.only("sheet", "language", "is_original", "title")),
    "sites__country",
)


@dataclass(frozen=True)
class RelatedSheet:
    """`place` is empty where the title names it; `shared` says what the two have in common."""

    title: Phrase
    url: str
    place: Place
    shared: str


def related_sheets(sheet: PracticeSheet) -> list[RelatedSheet]:
    """Of a sheet whose rows were prefetched; five queries, whatever is found."""
    taken = {(site.latitude, site.longitude) for site in sheet.sites.all()}
    chosen: list[int] = []
    for pk, latitude, longitude in _candidates(sheet):
        is_elsewhere = latitude is None or (latitude, longitude) not in taken
        if is_elsewhere and len(chosen) < MAX_RELATED:
            chosen.append(pk)
            taken.add((latitude, longitude))
    found = _zoned(sheet).filter(pk__in=chosen).prefetch_related(*_NEEDED)
    return [_related(other) for other in sorted(found, key=lambda other: chosen.index(other.pk))]


def _candidates(sheet: PracticeSheet) -> Iterable[tuple[int, float | None, float | None]]:
    """Primary key and first position of related sheets, best first."""
    countries = [site.country_id for site in sheet.sites.all() if site.country_id]
    first = Site.objects.filter(sheet=OuterRef("pk"))
    of_it = SheetPractice.objects.filter(
        practice__in=_practices(sheet), role=SheetPractice.Role.MAIN
    )
    return (
        _zoned(sheet)
        .filter(pk__in=of_it.values("sheet"))
        .exclude(pk=sheet.pk)
        .filter(Q(has_climate=True) | Q(has_soil=True))
        .annotate(
            has_both=Case(When(has_climate=True, has_soil=True, then=1), default=0),
            # No bare condition: PostgreSQL refuses to sort by one that is always false.
            is_near=Case(When(Exists(first.filter(country__in=countries)), then=1), default=0),
        )
        .order_by("-has_both", "is_near", "-pk")
        .values_list(
            "pk", Subquery(first.values("latitude")[:1]), Subquery(first.values("longitude")[:1])
        )[:MAX_CANDIDATES]
    )


def _zoned(sheet: PracticeSheet) -> SheetQuerySet:
    """Published sheets, and whether they share a climate, a soil group with this one."""
    climates, soils = _zones_of(sheet)
    at_it = SiteZone.objects.filter(site__sheet=OuterRef("pk"))
    return PracticeSheet.objects.published().annotate(
        has_climate=Exists(at_it.filter(zone__in=climates)),
        has_soil=Exists(at_it.filter(zone__in=soils, basis=SiteZone.Basis.REPORTED)),
    )


def _practices(sheet: PracticeSheet) -> list[int]:
    main = SheetPractice.Role.MAIN
    return [link.practice_id for link in sheet.practice_links.all() if link.role == main]


def _zones_of(sheet: PracticeSheet) -> tuple[list[int], list[int]]:
    """Its climates and its reported soil groups, by primary key."""
    zones = [zone for site in sheet.sites.all() for zone in site.zones.all()]
    reported = [zone for zone in zones if zone.basis == SiteZone.Basis.REPORTED]
    climates = [zone.zone_id for zone in zones if zone.zone.scheme == Zone.Scheme.KOPPEN]
    return climates, [zone.zone_id for zone in reported if zone.zone.scheme == Zone.Scheme.WRB]


def _related(sheet: Any) -> RelatedSheet:
    title = Sections(list(sheet.texts.all()), reader_language()).section("title")
    place = place_of(sheet.sites.all()[0])
    is_said = place.casefold() in title.casefold()
    url = sheet.get_absolute_url()
    return RelatedSheet(title, url, Place() if is_said else place, _shared(sheet))


def _shared(sheet: Any) -> str:
    if sheet.has_climate and sheet.has_soil:
        return _("same climate, same soil group")
    return _("same climate") if sheet.has_climate else _("same soil group")
