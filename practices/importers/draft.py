"""What a source record says, in our terms: the result of a mapping, before the database.

Plain values only (no Django), so that a mapping is a pure function and a draft can be compared,
merged and tested by itself. `Words` are texts by language code ("en", "fr", "ar").
A `Code` is (vocabulary, code) of a `Term`. Missing is None, never 0 or -1.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

Words = dict[str, str]
Code = tuple[str, str]


@dataclass(slots=True)
class Problem:
    """A value that was dropped or mended: where it stood, what was wrong, what was done."""

    field: str
    message: str


@dataclass(slots=True)
class CreditDraft:
    role: str  # models.Credit.Role
    name: str = ""
    institution: str = ""


@dataclass(slots=True)
class ZoneDraft:
    """A zone that the source itself names; modelled ones are added from the position."""

    scheme: str  # models.Zone.Scheme
    code: str
    reported_as: str = ""


@dataclass(slots=True)
class SiteDraft:
    """Degrees (WGS 84), metres, percent, millimetres a year, g/kg, cm."""

    name: str = ""
    country: str | None = None  # ISO 3166-1 alpha-3
    latitude: float | None = None
    longitude: float | None = None
    uncertainty_m: float | None = None
    position_note: str = ""
    altitude_m: float | None = None
    slope_percent: float | None = None
    rainfall_mm_yr: float | None = None
    temperature_c: float | None = None
    soil_reported_as: str = ""
    soil_texture: str = ""
    soil_ph: float | None = None
    soc_baseline_g_kg: float | None = None
    soc_baseline_depth_cm: float | None = None
    zones: list[ZoneDraft] = field(default_factory=list)


@dataclass(slots=True)
class StepDraft:
    text: Words


@dataclass(slots=True)
class ActivityDraft:
    phase: str  # establishment | maintenance
    text: Words
    timing: Words = field(default_factory=dict)
    measure: Code | None = None


@dataclass(slots=True)
class CostDraft:
    phase: str  # establishment | maintenance
    group: str  # models.CostItem.Group
    name: Words = field(default_factory=dict)
    unit: Words = field(default_factory=dict)
    quantity: float | None = None
    unit_cost: float | None = None
    total_cost: float | None = None
    borne_by_land_users_percent: float | None = None


@dataclass(slots=True)
class ImpactDraft:
    """`value` is -3 to 3 towards the right-hand label, None where rows hold words only."""

    group: str
    indicator: Code | None = None
    other_indicator: Words = field(default_factory=dict)
    left_label: Words = field(default_factory=dict)
    right_label: Words = field(default_factory=dict)
    value: int | None = None
    comment: Words = field(default_factory=dict)
    before: Words = field(default_factory=dict)
    after: Words = field(default_factory=dict)


@dataclass(slots=True)
class ExposureDraft:
    exposure: Code | None = None
    other_exposure: Words = field(default_factory=dict)
    season: Code | None = None
    trend: Code | None = None
    coping: Code | None = None


@dataclass(slots=True)
class AssessmentDraft:
    kind: str  # strength | weakness
    view: str  # land_user | compiler
    text: Words
    overcome: Words = field(default_factory=dict)


@dataclass(slots=True)
class ReferenceDraft:
    key: str
    title: str = ""
    authors: str = ""
    year: int | None = None
    container: str = ""
    volume: str = ""
    pages: str = ""
    doi: str = ""
    url: str = ""
    note: str = ""


@dataclass(slots=True)
class ImageDraft:
    source_url: str
    kind: str = "photo"  # photo | drawing
    caption: Words = field(default_factory=dict)
    credit: str = ""
    taken_on: str = ""
    place: Words = field(default_factory=dict)
    licence: str = ""  # the record's own when empty


@dataclass(slots=True)
class EvidenceDraft:
    """See models.Evidence for units. `site` and `reference` are places in the sheet's lists."""

    external_id: str
    outcome: Code
    unit: str = ""
    control_mean: float | None = None
    treatment_mean: float | None = None
    control_error: float | None = None
    treatment_error: float | None = None
    error_type: str = ""
    replicates: float | None = None
    lower_is_better: bool = False
    log_ratio: float | None = None
    no_ratio_reason: str = ""
    depth_from_cm: float | None = None
    depth_to_cm: float | None = None
    duration_yr: float | None = None
    start_year: int | None = None
    end_year: int | None = None
    season: str = ""
    control_description: str = ""
    treatment_description: str = ""
    location_in_source: str = ""
    flags: str = ""
    product: Code | None = None
    site: int | None = None
    reference: int | None = None


@dataclass(slots=True)
class PracticeDraft:
    """A code of the crosswalk: (scheme, code) leads to practices of our tree."""

    scheme: str
    code: str
    role: str = "main"  # main | context


@dataclass(slots=True)
class SheetDraft:
    """One record, mapped. `facts` are typed columns of PracticeSheet by name.

    `texts` is language -> column of SheetText -> text; `terms` is aspect -> codes.
    """

    external_id: str
    shape: str
    licence: str
    basis: str
    original_language: str
    url: str = ""
    version: str = ""
    changed_at_source: datetime | None = None
    facts: dict[str, bool | int | float | str | date | None] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    terms: dict[str, list[Code]] = field(default_factory=dict)
    practices: list[PracticeDraft] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    credits: list[CreditDraft] = field(default_factory=list)
    sites: list[SiteDraft] = field(default_factory=list)
    steps: list[StepDraft] = field(default_factory=list)
    activities: list[ActivityDraft] = field(default_factory=list)
    cost_items: list[CostDraft] = field(default_factory=list)
    impacts: list[ImpactDraft] = field(default_factory=list)
    exposures: list[ExposureDraft] = field(default_factory=list)
    assessments: list[AssessmentDraft] = field(default_factory=list)
    references: list[ReferenceDraft] = field(default_factory=list)
    images: list[ImageDraft] = field(default_factory=list)
    evidence: list[EvidenceDraft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def say(self, where: str, message: str) -> None:
        self.problems.append(Problem(where, message))


LISTS = (
    "practices",
    "tags",
    "credits",
    "sites",
    "steps",
    "activities",
    "cost_items",
    "impacts",
    "exposures",
    "assessments",
    "references",
    "images",
    "evidence",
)


def enrich(fuller: SheetDraft, thinner: SheetDraft) -> SheetDraft:
    """`fuller`, with what only `thinner` says; nothing of `fuller` is replaced."""
    fuller.facts = thinner.facts | {k: v for k, v in fuller.facts.items() if v is not None}
    for language, fields in thinner.texts.items():
        mine = fuller.texts.setdefault(language, {})
        mine.update({name: text for name, text in fields.items() if not mine.get(name)})
    fuller.terms = thinner.terms | {k: v for k, v in fuller.terms.items() if v}
    for name in LISTS:
        setattr(fuller, name, getattr(fuller, name) or getattr(thinner, name))
    fuller.changed_at_source = fuller.changed_at_source or thinner.changed_at_source
    fuller.version = fuller.version or thinner.version
    fuller.problems += thinner.problems
    return fuller


def merged(drafts: Iterable[SheetDraft]) -> SheetDraft:
    """The drafts of one record, the fullest shape first, as one."""
    first, *rest = drafts
    for thinner in rest:
        first = enrich(first, thinner)
    return first
