"""What people tell of a sheet, in rows: how to do it, what is good and bad, what limits it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from practices.models import ClimateExposure, PracticeSheet
from practices.models.rows import Phase

from .facts import Fact
from .words import Phrase, Words


@dataclass(frozen=True)
class StepRow:
    number: int
    text: Phrase
    timing: Phrase
    phase: str


@dataclass(frozen=True)
class Opinion:
    """A strength or weakness, who sees it, and how it may be kept or overcome."""

    text: Phrase
    overcome: Phrase
    by: str


@dataclass(frozen=True)
class LimitRow:
    """name: a label of the list, or the words of people. when: its season and trend."""

    name: object
    when: str
    verdict: str  # up | down | none
    text: str


@dataclass(frozen=True)
class Limits:
    rows: list[LimitRow]
    facts: list[Fact]
    words: list[Phrase]


def step_rows(sheet: PracticeSheet, words: Words) -> list[StepRow]:
    """The tutorial; where nobody wrote one, the activities that establish and maintain."""
    return _written_steps(sheet, words) or _activities(sheet, words)


def _written_steps(sheet: PracticeSheet, words: Words) -> list[StepRow]:
    nothing = words.phrase("", words.reader)
    return [
        StepRow(number + 1, words.row("steps", "text", step.text), nothing, "")
        for number, step in enumerate(sheet.steps.all())
    ]


def _activities(sheet: PracticeSheet, words: Words) -> list[StepRow]:
    found = list(sheet.activities.all())
    phases = [[one for one in found if one.phase == phase] for phase in Phase]
    is_named = all(phases)
    return [
        StepRow(
            place,
            words.row("activities", "text", activity.text),
            words.row("activities", "timing", activity.timing),
            activity.get_phase_display().capitalize() if is_named else "",
        )
        for phase in phases
        for place, activity in enumerate(phase, 1)
    ]


def opinions(sheet: PracticeSheet, words: Words, kind: str) -> list[Opinion]:
    return [
        Opinion(
            words.row("assessments", "text", item.text),
            words.row("assessments", "overcome", item.overcome),
            item.get_view_display(),
        )
        for item in sheet.assessments.all()
        if item.kind == kind
    ]


def limits(sheet: PracticeSheet, words: Words) -> Limits | None:
    """None where nobody named one."""
    rows = [_limit(item, words) for item in sheet.exposures.all()]
    written = words.sections(
        "drawbacks", "barriers", "recommendations", "exposure_comments", "general_comments"
    )
    return Limits(rows, [], written) if rows or written else None


def _limit(item: ClimateExposure, words: Words) -> LimitRow:
    other = words.row("exposures", "other_exposure", item.other_exposure)
    return LimitRow(
        name=other or item.exposure or _("not known"),
        when=", ".join(str(part) for part in (item.season, item.trend) if part),
        verdict=_coping_verdict(item.coping.code if item.coping else ""),
        text=str(item.coping or _("not known")),
    )


def _coping_verdict(code: str) -> str:
    """`cope_well` and `cope_very_well` copes; `cope_not_well`, `cope_not_well_at_all` does not."""
    if "not_well" in code:
        return "down"
    return "up" if "well" in code else "none"
