"""How complete a sheet is, in percent, by a rule that anybody can check.

Each part below is there or not, and brings its points if it is; all parts make 100. A part is
there when the sheet holds at least

- short (15): a summary or a description;
- how (15): one step, one activity or a technical specification;
- where (10): a site with a position;
- soil (5): a soil group that was reported, not modelled;
- people (5): one answer or text on the land and its users;
- cost (10): one cost or one total;
- results (15): one published comparison of soil carbon whose effect can be computed;
- impacts (5): one change that was judged;
- pros (5): one strength and one weakness;
- limits (5): an exposure to climate, a drawback, a barrier or a recommendation;
- who (5): one answer or text on who adopted it and how it spread;
- references (5): one publication.

The next most useful thing is the missing part with the most points, the first if several have.
"""

import functools
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, IntegerField, Model, OuterRef, Q, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from practices.evidence import OUTCOME
from practices.models import (
    Activity,
    Assessment,
    ClimateExposure,
    CostItem,
    Evidence,
    Impact,
    PracticeSheet,
    SheetReference,
    SheetTerm,
    SheetText,
    Site,
    SiteZone,
    Step,
    Zone,
)
from practices.vocabularies import ASPECTS

PEOPLE = ("land_user_comments", "land_use_comments", "ownership_comments")
LIMITS = ("drawbacks", "barriers", "recommendations")
ADOPTION = ("implementation_comments", "spread_comments", "adoption_comments")
TOTALS = (
    *("establishment_cost", "establishment_cost_usd"),
    *("maintenance_cost_yr", "maintenance_cost_usd_yr"),
)


@dataclass(frozen=True)
class Part:
    """`wish` is what to add, in words, where the part is missing.

    is_there: of a sheet with its rows. where: the same as a condition on sheets in the database.
    """

    id: str
    points: int
    wish: Any
    is_there: Callable[[PracticeSheet], bool]
    where: Q | Exists


@dataclass(frozen=True)
class Completeness:
    """`percent` from 0 to 100; `missing` in the order of the page."""

    percent: int
    missing: list[Part]

    @property
    def next(self) -> Part | None:
        """The most useful part to add; None for a complete sheet."""
        return max(self.missing, key=lambda part: part.points, default=None)


def completeness(sheet: PracticeSheet) -> Completeness:
    """Reads the rows of a sheet; prefetch them for a list."""
    missing = [part for part in PARTS if not part.is_there(sheet)]
    return Completeness(100 - sum(part.points for part in missing), missing)


def percent() -> Combinable:
    """The same percentage, to annotate many sheets with."""
    points = (
        Case(When(part.where, then=part.points), default=0, output_field=IntegerField())
        for part in PARTS
    )
    return functools.reduce(operator.add, points)


def _is_written(sheet: PracticeSheet, *fields: str) -> bool:
    return any(getattr(text, field) for text in sheet.texts.all() for field in fields)


def _is_answered(sheet: PracticeSheet, section: str) -> bool:
    answers = (ASPECTS.get(link.aspect) for link in sheet.term_links.all())
    return any(aspect is not None and aspect.section == section for aspect in answers)


def _has_steps(sheet: PracticeSheet) -> bool:
    rows = sheet.steps.all() or sheet.activities.all()
    return bool(rows) or _is_written(sheet, "specifications")


def _has_position(sheet: PracticeSheet) -> bool:
    return any(site.latitude is not None for site in sheet.sites.all())


def _has_soil(sheet: PracticeSheet) -> bool:
    zones = (zone for site in sheet.sites.all() for zone in site.zones.all())
    reported = (zone.zone for zone in zones if zone.basis == SiteZone.Basis.REPORTED)
    return any(zone.scheme == Zone.Scheme.WRB for zone in reported)


def _has_people(sheet: PracticeSheet) -> bool:
    return _is_answered(sheet, "people") or _is_written(sheet, *PEOPLE)


def _has_cost(sheet: PracticeSheet) -> bool:
    totals = (getattr(sheet, total) for total in TOTALS)
    return any(total is not None for total in totals) or bool(sheet.cost_items.all())


def _has_result(sheet: PracticeSheet) -> bool:
    return any(
        row.log_ratio is not None
        and row.state == Evidence.State.PUBLISHED
        and row.outcome.parent is not None
        and row.outcome.parent.code == OUTCOME
        for row in sheet.evidence.all()
    )


def _has_impacts(sheet: PracticeSheet) -> bool:
    return any(impact.value is not None for impact in sheet.impacts.all())


def _has_both_sides(sheet: PracticeSheet) -> bool:
    return len({assessment.kind for assessment in sheet.assessments.all()}) == 2


def _has_limits(sheet: PracticeSheet) -> bool:
    return _is_written(sheet, *LIMITS) or bool(sheet.exposures.all())


def _has_adoption(sheet: PracticeSheet) -> bool:
    return _is_answered(sheet, "adoption") or _is_written(sheet, *ADOPTION)


def _some(model: type[Model], *conditions: Q, **values: Any) -> Exists:
    """Whether such a row belongs to the sheet."""
    return Exists(model._default_manager.filter(*conditions, sheet=OuterRef("pk"), **values))


def _some_text(*fields: str) -> Exists:
    return _some(SheetText, ~Q(**dict.fromkeys(fields, "")))


def _some_answer(section: str) -> Exists:
    aspects = [name for name, aspect in ASPECTS.items() if aspect.section == section]
    return _some(SheetTerm, aspect__in=aspects)


PARTS = (
    Part(
        *("short", 15, _("a summary")),
        lambda sheet: _is_written(sheet, "summary", "description"),
        _some_text("summary", "description"),
    ),
    Part(
        *("how", 15, _("the steps, one by one")),
        _has_steps,
        _some(Step) | _some(Activity) | _some_text("specifications"),
    ),
    Part(
        *("where", 10, _("the position of the site")),
        _has_position,
        _some(Site, latitude__isnull=False),
    ),
    Part(
        *("soil", 5, _("the soil group of the site, as somebody saw it")),
        _has_soil,
        _some(Site, zones__basis=SiteZone.Basis.REPORTED, zones__zone__scheme=Zone.Scheme.WRB),
    ),
    Part(
        *("people", 5, _("the land and its users")),
        _has_people,
        _some_answer("people") | _some_text(*PEOPLE),
    ),
    Part(
        *("cost", 10, _("what it costs")),
        _has_cost,
        ~Q(**{f"{total}__isnull": True for total in TOTALS}) | _some(CostItem),
    ),
    Part(
        *("results", 15, _("soil carbon measured with the practice and without it")),
        _has_result,
        _some(
            Evidence,
            log_ratio__isnull=False,
            state=Evidence.State.PUBLISHED,
            outcome__parent__code=OUTCOME,
        ),
    ),
    Part(
        *("impacts", 5, _("what changed, as people judge it")),
        _has_impacts,
        _some(Impact, value__isnull=False),
    ),
    Part(
        *("pros", 5, _("a benefit and a drawback")),
        _has_both_sides,
        _some(Assessment, kind=Assessment.Kind.STRENGTH)
        & _some(Assessment, kind=Assessment.Kind.WEAKNESS),
    ),
    Part(
        *("limits", 5, _("what limits it")),
        _has_limits,
        _some_text(*LIMITS) | _some(ClimateExposure),
    ),
    Part(
        *("who", 5, _("who does it, and since when")),
        _has_adoption,
        _some_answer("adoption") | _some_text(*ADOPTION),
    ),
    Part(
        *("references", 5, _("a publication")),
        lambda sheet: bool(sheet.reference_links.all()),
        _some(SheetReference),
    ),
)
