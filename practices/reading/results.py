"""Measured rows and judged impacts. A measurement and a judgement are never mixed."""

import math
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from practices.models import Evidence, Impact, PracticeSheet, Reference
from practices.vocabularies import impact_ends, impact_group_label

from .words import Phrase, Words

NAME_LEFT_OUT = "[name]"
"""What WOCAT's own export has in the place of a person."""


@dataclass(frozen=True)
class Citation:
    text: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class ResultRow:
    """One comparison; `change_percent` is 100 (treatment / control - 1), or None with a reason.

    no_source: why there is none, in the words of who measured. is_by_friend: from a report of
    somebody who does it.
    """

    outcome: str
    control: float | None
    treatment: float | None
    unit: str
    depth: str
    years: str
    duration_yr: float | None
    change_percent: float | None
    why_not: str
    crop: str
    control_was: str
    treatment_was: str
    reference: Citation | None
    source: str
    no_source: str = ""
    is_by_friend: bool = False


@dataclass(frozen=True)
class ImpactRow:
    """label: of the list, or the words of people."""

    label: object
    comment: Phrase
    before: Phrase
    after: Phrase
    left: str
    right: str
    value: int | None

    @property
    def texts(self) -> tuple[object, ...]:
        return (self.label, self.before, self.after, self.comment)


@dataclass(frozen=True)
class ImpactGroup:
    title: str
    rows: list[ImpactRow]


def citation(reference: Reference, note: str = "") -> Citation:
    """Authors (year). Title. Journal volume: pages, of what is known."""
    volume = f"{reference.volume}: {reference.pages}".strip(": ")
    source = " ".join(part for part in (reference.container, volume) if part)
    text = ". ".join(part for part in (*_who_and_what(reference), source) if part)
    return Citation(text or reference.key, reference.link, note)


def _who_and_what(reference: Reference) -> tuple[str, str]:
    """The year stands behind the authors, else behind the title, which may hold it already."""
    year = f"({reference.year})" if reference.year else ""
    title = reference.title.replace(NAME_LEFT_OUT, _("(name not kept here)"))
    if reference.authors or not title:
        return f"{reference.authors} {year}".strip(), title
    return "", title if str(reference.year) in title else f"{title} {year}".strip()


def short_citation(reference: Reference) -> str:
    """ "Okeyo, A. I.; Mucheru-Muna, M." of 2014 -> "Okeyo et al. 2014"; else its title or key."""
    first, *others = [author for author in reference.authors.split(";") if author.strip()] or [""]
    name = first.partition(",")[0].strip() + (" et al." if others else "")
    return f"{name} {reference.year or ''}".strip() if first else str(reference)


def result_rows(sheet: PracticeSheet) -> list[ResultRow]:
    """Soil carbon first, since that is what is asked."""
    published = [e for e in sheet.evidence.all() if e.state == Evidence.State.PUBLISHED]
    return [_result(evidence) for evidence in published]


def _result(evidence: Evidence) -> ResultRow:
    ratio = evidence.log_ratio
    return ResultRow(
        outcome=str(evidence.outcome),
        control=evidence.control_mean,
        treatment=evidence.treatment_mean,
        unit=evidence.unit,
        depth=span(evidence.depth_from_cm, evidence.depth_to_cm),
        years=span(evidence.start_year, evidence.end_year),
        duration_yr=evidence.duration_yr,
        change_percent=None if ratio is None else 100 * math.expm1(ratio),
        why_not=evidence.get_no_ratio_reason_display() if ratio is None else "",
        crop=str(evidence.product or ""),
        control_was=evidence.control_description,
        treatment_was=evidence.treatment_description,
        reference=citation(evidence.reference) if evidence.reference else None,
        source=short_citation(evidence.reference) if evidence.reference else "",
        no_source=evidence.no_source_reason,
        is_by_friend=evidence.field_report_id is not None,
    )


def span(first: float | None, last: float | None) -> str:
    """`0–15`, or the one number that is there."""
    ends = [f"{end:.10g}" for end in (first, last) if end is not None]
    return "–".join(dict.fromkeys(ends))


def impact_groups(sheet: PracticeSheet, words: Words) -> list[ImpactGroup]:
    return [
        ImpactGroup(str(impact_group_label(group)), [_impact(one, words) for one in rows])
        for group, rows in groupby(sheet.impacts.all(), key=lambda one: one.group)
    ]


def _impact(impact: Impact, words: Words) -> ImpactRow:
    def word(field: str) -> Phrase:
        return words.row("impacts", field, getattr(impact, field))

    left, right = impact_ends(impact.indicator.code) if impact.indicator else ("", "")
    return ImpactRow(
        label=impact.indicator or word("other_indicator"),
        comment=word("comment"),
        before=word("before"),
        after=word("after"),
        left=word("left_label") or left,
        right=word("right_label") or right,
        value=impact.value,
    )
