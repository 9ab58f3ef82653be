"""The rows of a sheet that its page reads."""

from django.db.models import Model, Prefetch

from practices.models import (
    ClimateExposure,
    Evidence,
    Impact,
    SheetImage,
    SheetPractice,
    SheetReference,
    SheetTerm,
    Site,
    SiteZone,
)
from practices.models.sheets import SheetQuerySet

PLAIN = (
    *("texts", "row_translations", "steps", "activities", "cost_items", "assessments", "credits"),
)
NAMING: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "practice_links": (SheetPractice, ("practice",)),
    "term_links": (SheetTerm, ("term",)),
    "sites": (Site, ("country",)),
    "sites__zones": (SiteZone, ("zone",)),
    "impacts": (Impact, ("indicator",)),
    "exposures": (ClimateExposure, ("exposure", "season", "trend", "coping")),
    "reference_links": (SheetReference, ("reference",)),
    "images": (SheetImage, ("image",)),
    "evidence": (Evidence, ("outcome__parent", "product", "reference")),
}
"""Rows that name entries of lists: both come in one query."""


def with_rows(sheets: SheetQuerySet) -> SheetQuerySet:
    """Each kind of row in one query, however many sheets."""
    naming = (
        Prefetch(relation, model._default_manager.select_related(*named))
        for relation, (model, named) in NAMING.items()
    )
    return sheets.select_related("source_record__source").prefetch_related(*PLAIN, *naming)
