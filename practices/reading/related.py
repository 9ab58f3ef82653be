"""Sheets of the like elsewhere, by a rule that can be told in a sentence.

Related is a published sheet that applies one of the same practices on a site with the same climate
(Köppen-Geiger class) or the same reported soil group. First come those with both, then those of
another country, then the newest; six at most. A modelled soil group is too unsure to relate by.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, When
from django.utils.translation import gettext as _

from practices.models import (
    PracticeSheet,
    RowTranslation,
    SheetPractice,
    SheetText,
    Site,
    SiteZone,
    Zone,
)
from practices.models.labels import reader_language

from .places import place_of
from .words import Phrase, Words

MAX_RELATED = 6
_NEEDED = (
    Prefetch("texts", SheetText.objects.only("sheet", "language", "is_original", "title")),
    Prefetch("row_translations", RowTranslation.objects.none()),  # a title is no row
    "sites__country",
)


@dataclass(frozen=True)
class RelatedSheet:
    """`shared` says in words what the two have in common beside the practice."""

    title: Phrase
    url: str
    place: str
    shared: str


def related_sheets(sheet: PracticeSheet) -> list[RelatedSheet]:
    """Of a sheet whose rows were prefetched; three queries, whatever is found."""
    climates, soils = _zones_of(sheet)
    of_it = SheetPractice.objects.filter(sheet=OuterRef("pk"), role=SheetPractice.Role.MAIN)
    at_it = SiteZone.objects.filter(site__sheet=OuterRef("pk"))
    countries = [site.country_id for site in sheet.sites.all() if site.country_id]
    found = (
        PracticeSheet.objects.published()
        .exclude(pk=sheet.pk)
        .filter(Exists(of_it.filter(practice__in=_practices(sheet))))
        .annotate(
            has_climate=Exists(at_it.filter(zone__in=climates)),
            has_soil=Exists(at_it.filter(zone__in=soils, basis=SiteZone.Basis.REPORTED)),
            is_near=Exists(Site.objects.filter(sheet=OuterRef("pk"), country__in=countries)),
        )
        .filter(Q(has_climate=True) | Q(has_soil=True))
        .annotate(has_both=Case(When(has_climate=True, has_soil=True, then=1), default=0))
        .order_by("-has_both", "is_near", "-pk")
        .prefetch_related(*_NEEDED)[:MAX_RELATED]
    )
    return [_related(other) for other in found]


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
    sites = list(sheet.sites.all())
    return RelatedSheet(
        Words(sheet, reader_language()).section("title"),
        sheet.get_absolute_url(),
        place_of(sites[0]) if sites else "",
        _shared(sheet),
    )


def _shared(sheet: Any) -> str:
    if sheet.has_climate and sheet.has_soil:
        return _("same climate, same soil group")
    return _("same climate") if sheet.has_climate else _("same soil group")
