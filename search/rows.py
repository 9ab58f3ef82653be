"""Reads what is indexed of many sheets in a fixed number of queries, as plain tuples.

Model instances would cost about ten times as much; nothing here is shown or saved.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from practices.completeness import percent
from practices.evidence import RATED_INDICATOR
from practices.models import (
    Evidence,
    Impact,
    PracticeSheet,
    RowTranslation,
    SheetPractice,
    SheetTag,
    SheetTerm,
    SheetText,
    Site,
    SiteZone,
)
from practices.reading.field import field_values

PROSE = (
    "local_name",
    *(
        column.name
        for column in SheetText._meta.fields
        if isinstance(column, models.TextField) and column.name != "summary"
    ),
)
"""Columns of a text that are searched beside its title and summary."""

WORDS = {
    "steps": ("text",),
    "activities": ("text", "timing"),
    "cost_items": ("name",),
    "impacts": ("other_indicator", "comment", "before", "after"),
    "exposures": ("other_exposure",),
    "assessments": ("text", "overcome"),
    "images": ("caption",),
    "sites": ("name", "soil_reported_as", "soil_texture"),
    "credits": ("name", "institution"),
    "reference_links": ("reference__title", "reference__authors"),
}
"""Rows of a sheet, and their columns in the language of the original."""


FACTS = (
    *("documented_on", "start_year", "end_year", "rainfall_mm_yr", "trial_duration_yr"),
    *("establishment_cost", "establishment_cost_usd", "cost_currency", "currency_per_usd"),
    *("cost_area_ha", "completeness"),
)
"""Columns of a sheet that its numbers are made of."""


@dataclass(slots=True)
class SheetRows:
    """One sheet. Practices, terms, zones, products and outcomes are primary keys.

    facts: name of each of FACTS -> its value.
    prose: (language, is original, title, summary, [further words]), the original first.
    words: words of rows by language; "" is the original's.
    """

    pk: int
    basis: str
    changed_at: datetime
    source: str | None
    facts: Mapping[str, Any]
    prose: list[tuple[str, bool, str, str, list[str]]] = field(default_factory=list)
    words: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    practices: list[int] = field(default_factory=list)
    terms: list[tuple[str, int]] = field(default_factory=list)
    sites: list[Mapping[str, Any]] = field(default_factory=list)
    zones: list[tuple[int, int, str]] = field(default_factory=list)
    evidence: list[tuple[int, int | None, float | None]] = field(default_factory=list)
    is_rated: bool = False
    in_field: set[str] = field(default_factory=set)


def read(ids: Sequence[int]) -> list[SheetRows]:
    """The published sheets among these, by primary key."""
    live = PracticeSheet.objects.published().filter(pk__in=ids).order_by("pk")
    columns = ("pk", "basis", "changed_at", "source_record__source__code", *FACTS)
    found = live.annotate(completeness=percent()).values_list(*columns)
    sheets = {
        pk: SheetRows(pk, basis, changed_at, source, dict(zip(FACTS, facts, strict=True)))
        for pk, basis, changed_at, source, *facts in found
    }
    for reader in (
        _read_prose,
        _read_words,
        _read_links,
        _read_places,
        _read_evidence,
        _read_field,
    ):
        reader(sheets)
    return list(sheets.values())


Sheets = Mapping[int, SheetRows]


def _rows(model: type[models.Model], sheets: Sheets, *columns: str, **conditions: Any) -> Any:
    """Sheet id and columns of the rows that belong to the sheets, in the model's own order."""
    manager = model._default_manager.filter(sheet_id__in=sheets, **conditions)
    return manager.values_list("sheet_id", *columns)


def _read_prose(sheets: Sheets) -> None:
    rows = _rows(SheetText, sheets, "language", "is_original", "title", "summary", *PROSE)
    for pk, language, is_original, title, summary, *more in rows:
        sheets[pk].prose.append((language, is_original, title, summary, more))


def _read_words(sheets: Sheets) -> None:
    for name, columns in WORDS.items():
        model = PracticeSheet._meta.get_field(name).related_model
        for pk, *words in _rows(model, sheets, *columns):
            sheets[pk].words[""] += words
    for pk, tag in SheetTag.objects.filter(content_object_id__in=sheets).values_list(
        "content_object_id", "tag__name"
    ):
        sheets[pk].words[""].append(tag)
    for pk, language, text in _rows(RowTranslation, sheets, "language", "text"):
        sheets[pk].words[language].append(text)


def _read_links(sheets: Sheets) -> None:
    for pk, practice in _rows(SheetPractice, sheets, "practice_id", role="main"):
        sheets[pk].practices.append(practice)
    for pk, aspect, term in _rows(SheetTerm, sheets, "aspect", "term_id"):
        sheets[pk].terms.append((aspect, term))


def _read_places(sheets: Sheets) -> None:
    columns = (
        *("country_id", "latitude", "longitude", "uncertainty_m", "soil_texture"),
        *("altitude_m", "slope_percent", "rainfall_mm_yr"),
    )
    for pk, *values in _rows(Site, sheets, *columns):
        sheets[pk].sites.append(dict(zip(columns, values, strict=True)))
    zones = SiteZone.objects.filter(site__sheet_id__in=sheets)
    for pk, *zone in zones.values_list("site__sheet_id", "site_id", "zone_id", "basis"):
        sheets[pk].zones.append(tuple(zone))


def _read_field(sheets: Sheets) -> None:
    for pk, values in field_values(sheets).items():
        sheets[pk].in_field |= values


def _read_evidence(sheets: Sheets) -> None:
    columns = ("outcome_id", "product_id", "log_ratio")
    described = ("control_description", "treatment_description")
    for pk, *row in _rows(Evidence, sheets, *columns, *described, state="published"):
        sheets[pk].evidence.append(tuple(row[:3]))
        sheets[pk].words[""] += row[3:]
    rated = _rows(Impact, sheets, "indicator__code", value__isnull=False, indicator__isnull=False)
    for pk, code in rated:
        sheets[pk].is_rated |= RATED_INDICATOR in code.replace("_", "")
