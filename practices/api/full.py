"""A whole sheet: all its words in all languages, its rows, its measurements, its provenance."""

from datetime import datetime
from typing import Any

from django.utils.translation import override
from ninja import Field, ModelSchema, Schema

from practices.api.records import open_sheets, records
from practices.api.schemas import Coded, SheetBrief
from practices.evidence import percent_of
from practices.models import (
    Activity,
    Assessment,
    CostItem,
    Evidence,
    Impact,
    PracticeSheet,
    Reference,
    RowTranslation,
    SheetText,
    Site,
    SiteZone,
    SourceRecord,
    Step,
)
from practices.models.texts import WORDS
from practices.translating import Count, Translation

PUBLISHED = Evidence.State.PUBLISHED
ROWS = ("steps", "activities", "cost_items", "impacts", "assessments")
_KINDS = ("is_", "has_", "cost_", "establishment_", "maintenance_")
_OTHERS = (
    *("documented_on", "start_year", "end_year", "area_covered_km2", "rainfall_mm_yr"),
    *("trial_duration_yr", "currency_per_usd", "labour_day_cost"),
)
FACTS = tuple(
    field.name
    for field in PracticeSheet._meta.fields
    if field.name in _OTHERS
    or (field.name.startswith(_KINDS) and field.name != "has_unpublished_changes")
)
"""Columns of a sheet that are neither words nor of the site's own keeping."""
QUERIES = (
    *("texts", "steps", "activities__measure", "cost_items", "impacts__indicator"),
    *("assessments", "exposures__exposure", "exposures__season", "exposures__trend"),
    *("exposures__coping", "images", "row_translations", "reference_links__reference"),
    *("practice_links__practice", "term_links__term__vocabulary"),
    *("sites__country", "sites__zones__zone"),
    *("evidence__outcome", "evidence__product", "evidence__reference"),
)


class TextOut(Schema):
    """`words`: section -> text, only those that somebody wrote.

    `missing` and `outdated` count paragraphs, those of rows too: not translated, and translated
    before the original changed.
    """

    language: str
    is_original: bool
    missing: int
    outdated: int
    words: dict[str, str]


class Applied(Coded):
    """`role`: main, or context for a practice that is in both arms of a trial."""

    role: str


class Answer(Coded):
    """One coded answer to the question `aspect`."""

    aspect: str
    vocabulary: str


class StepOut(ModelSchema):
    class Meta:
        model = Step
        fields = ("text",)


class ActivityOut(ModelSchema):
    measure: Coded | None

    class Meta:
        model = Activity
        fields = ("phase", "text", "timing")


class CostItemOut(ModelSchema):
    class Meta:
        model = CostItem
        exclude = ("id", "sheet", "sort_order")


class ImpactOut(ModelSchema):
    """`value`: people's judgement from -3 to 3, towards `right_label`."""

    indicator: Coded | None

    class Meta:
        model = Impact
        exclude = ("id", "sheet", "sort_order", "indicator")


class AssessmentOut(ModelSchema):
    class Meta:
        model = Assessment
        exclude = ("id", "sheet", "sort_order")


class ExposureOut(Schema):
    exposure: Coded | None
    other_exposure: str
    season: Coded | None
    trend: Coded | None
    coping: Coded | None


class ImageOut(Schema):
    """A picture stays at its source; this is its address there."""

    source_url: str
    caption: str
    credit: str
    licence: str


class ReferenceOut(ModelSchema):
    class Meta:
        model = Reference
        exclude = ("id", "key")


class SiteZoneOut(ModelSchema):
    """`basis`: reported, or modelled from the position. Several of a scheme are candidates."""

    scheme: str
    code: str
    label: str

    class Meta:
        model = SiteZone
        fields = ("basis", "distance_km", "reported_as")


class SiteOut(ModelSchema):
    country: Coded | None
    zones: list[SiteZoneOut]

    class Meta:
        model = Site
        exclude = ("sheet", "sort_order", "country")


class EvidenceOut(ModelSchema):
    """One comparison. `change_percent` is 100 (exp(log_ratio) - 1), null with its reason.
    `reported_by_a_friend`: from a report of somebody who does it, reviewed; no trial.
    """

    outcome: Coded
    product: Coded | None
    reference: ReferenceOut | None
    site_id: int | None
    change_percent: float | None
    reported_by_a_friend: bool

    class Meta:
        model = Evidence
        exclude = (
            *("sheet", "state", "site", "reference", "outcome", "product", "flags"),
            "field_report",
        )


class TranslationOut(ModelSchema):
    """The text of `field` of row `number` (from 0) of `rows` in another language."""

    class Meta:
        model = RowTranslation
        exclude = ("id", "sheet", "original")


class ProvenanceOut(ModelSchema):
    source: str
    citation: str
    licence: str

    class Meta:
        model = SourceRecord
        fields = (
            *("external_id", "url", "version"),
            *("changed_at_source", "retrieved_at", "withdrawn_at"),
        )


class Sheet(SheetBrief):
    """All that is public of a sheet."""

    created: datetime
    facts: dict[str, Any] = Field(description="By column; costs in the currency named there.")
    applied: list[Applied]
    answers: list[Answer]
    texts: list[TextOut] = Field(description="All languages, the original first.")
    steps: list[StepOut]
    activities: list[ActivityOut]
    cost_items: list[CostItemOut]
    impacts: list[ImpactOut]
    assessments: list[AssessmentOut]
    exposures: list[ExposureOut]
    images: list[ImageOut]
    references: list[ReferenceOut]
    places: list[SiteOut] = Field(description="The sites with their zones.")
    evidence: list[EvidenceOut]
    translations: list[TranslationOut]
    provenance: ProvenanceOut | None


def whole(pk: int, language: str) -> dict[str, Any] | None:
    """The sheet, None if it is not public, in a fixed number of queries."""
    found = open_sheets().select_related("source_record__source").prefetch_related(*QUERIES)
    sheet = found.filter(pk=pk).first()
    if sheet is None:
        return None
    with override(language):
        parts = {**records([pk], language)[0], **_parts(sheet)}
        return Sheet.model_validate(parts).model_dump()  # labels are of the language until here


def _parts(sheet: Any) -> dict[str, Any]:
    return {
        "created": sheet.created_at,
        "facts": {name: getattr(sheet, name) for name in FACTS},
        "applied": [_with(link.practice, role=link.role) for link in sheet.practice_links.all()],
        "answers": [_answer(link) for link in sheet.term_links.all()],
        "texts": [_text(sheet, text) for text in sheet.texts.all()],
        **{name: list(getattr(sheet, name).all()) for name in ROWS},
        "exposures": list(sheet.exposures.all()),
        "images": [image for image in sheet.images.all() if image.source_url],
        "references": [link.reference for link in sheet.reference_links.all()],
        "places": [_site(site) for site in sheet.sites.all()],
        "evidence": [_evidence(row) for row in sheet.evidence.all() if row.state == PUBLISHED],
        "translations": list(sheet.row_translations.all()),
        "provenance": _provenance(sheet),
    }


def _with(entry: Any, **more: str) -> dict[str, str]:
    return {"code": entry.code, "label": entry.label, **more}


def _answer(link: Any) -> dict[str, str]:
    return _with(link.term, aspect=link.aspect, vocabulary=link.term.vocabulary.code)


def _text(sheet: Any, text: SheetText) -> dict[str, Any]:
    words = {name: getattr(text, name) for name in WORDS if getattr(text, name)}
    count = Count() if text == sheet.original else Translation(sheet, text.language).count
    state = {"missing": count.missing, "outdated": count.outdated}
    return {"language": text.language, "is_original": text.is_original, **state, "words": words}


def _site(site: Any) -> dict[str, Any]:
    columns = {field.name: getattr(site, field.attname) for field in Site._meta.fields}
    zones = [_zone(zone) for zone in site.zones.all()]
    return {**columns, "country": site.country and _with(site.country), "zones": zones}


def _evidence(row: Any) -> Any:
    row.reported_by_a_friend = row.field_report_id is not None
    row.change_percent = None if row.log_ratio is None else percent_of(row.log_ratio)
    return row


def _zone(link: SiteZone) -> dict[str, Any]:
    columns = {name: getattr(link, name) for name in ("basis", "distance_km", "reported_as")}
    return {**columns, **_with(link.zone, scheme=link.zone.scheme)}


def _provenance(sheet: Any) -> dict[str, Any] | None:
    record = getattr(sheet, "source_record", None)
    if record is None:
        return None
    names = ProvenanceOut.Meta.fields
    columns = {name: getattr(record, name) for name in (*names, "licence")}
    return {**columns, "source": record.source.code, "citation": record.source.citation}
