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

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from practices.models import Evidence, PracticeSheet, SiteZone, Zone
from practices.vocabularies import ASPECTS


@dataclass(frozen=True)
class Part:
    """`wish` is what to add, in words, where the part is missing."""

    id: str
    points: int
    wish: Any
    is_there: Callable[[PracticeSheet], bool]


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
    return _is_answered(sheet, "people") or _is_written(
        sheet, "land_user_comments", "land_use_comments", "ownership_comments"
    )


def _has_cost(sheet: PracticeSheet) -> bool:
    totals = (
        sheet.establishment_cost,
        sheet.establishment_cost_usd,
        sheet.maintenance_cost_yr,
        sheet.maintenance_cost_usd_yr,
    )
    return any(total is not None for total in totals) or bool(sheet.cost_items.all())


def _has_result(sheet: PracticeSheet) -> bool:
    return any(
        row.log_ratio is not None
        and row.state == Evidence.State.PUBLISHED
        and row.outcome.parent is not None
        and row.outcome.parent.code == "soil_carbon"
        for row in sheet.evidence.all()
    )


def _has_impacts(sheet: PracticeSheet) -> bool:
    return any(impact.value is not None for impact in sheet.impacts.all())


def _has_both_sides(sheet: PracticeSheet) -> bool:
    return len({assessment.kind for assessment in sheet.assessments.all()}) == 2


def _has_limits(sheet: PracticeSheet) -> bool:
    written = _is_written(sheet, "drawbacks", "barriers", "recommendations")
    return written or bool(sheet.exposures.all())


def _has_adoption(sheet: PracticeSheet) -> bool:
    return _is_answered(sheet, "adoption") or _is_written(
        sheet, "implementation_comments", "spread_comments", "adoption_comments"
    )


PARTS = (
    Part("short", 15, _("a summary"), lambda sheet: _is_written(sheet, "summary", "description")),
    Part("how", 15, _("the steps, one by one"), _has_steps),
    Part("where", 10, _("the position of the site"), _has_position),
    Part("soil", 5, _("the soil group of the site, as somebody saw it"), _has_soil),
    Part("people", 5, _("the land and its users"), _has_people),
    Part("cost", 10, _("what it costs"), _has_cost),
    Part("results", 15, _("soil carbon measured with the practice and without it"), _has_result),
    Part("impacts", 5, _("what changed, as people judge it"), _has_impacts),
    Part("pros", 5, _("a benefit and a drawback"), _has_both_sides),
    Part("limits", 5, _("what limits it"), _has_limits),
    Part("who", 5, _("who does it, and since when"), _has_adoption),
    Part("references", 5, _("a publication"), lambda sheet: bool(sheet.reference_links.all())),
)
