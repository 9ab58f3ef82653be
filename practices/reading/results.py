"""Measured rows and judged impacts. A measurement and a judgement are never mixed."""

import math
from dataclasses import dataclass
from itertools import groupby

from practices.models import Evidence, Impact, PracticeSheet
from practices.models.places import Site

from .words import Phrase, Words


@dataclass(frozen=True)
class ResultRow:
    """One comparison; `change_percent` is 100 (treatment / control - 1), or None with a reason."""

    evidence: Evidence
    outcome: str
    product: str
    site: Site | None
    depth: str
    years: str
    change_percent: float | None
    why_not: str


@dataclass(frozen=True)
class ImpactRow:
    label: str
    comment: Phrase
    before: Phrase
    after: Phrase
    left: str
    right: str
    value: int | None


@dataclass(frozen=True)
class ImpactGroup:
    title: str
    rows: list[ImpactRow]


def result_rows(sheet: PracticeSheet) -> list[ResultRow]:
    published = [e for e in sheet.evidence.all() if e.state == Evidence.State.PUBLISHED]
    return [_result(evidence) for evidence in published]


def _result(evidence: Evidence) -> ResultRow:
    ratio = evidence.log_ratio
    return ResultRow(
        evidence=evidence,
        outcome=str(evidence.outcome),
        product=str(evidence.product or ""),
        site=evidence.site,
        depth=_span(evidence.depth_from_cm, evidence.depth_to_cm),
        years=_span(evidence.start_year, evidence.end_year),
        change_percent=None if ratio is None else 100 * math.expm1(ratio),
        why_not=evidence.get_no_ratio_reason_display() if ratio is None else "",
    )


def _span(first: float | None, last: float | None) -> str:
    """`0–15`, or the one number that is there."""
    ends = [f"{end:g}" for end in (first, last) if end is not None]
    return "–".join(dict.fromkeys(ends))


def impact_groups(sheet: PracticeSheet, words: Words) -> list[ImpactGroup]:
    numbered = list(enumerate(sheet.impacts.all()))
    return [
        ImpactGroup(title, [_impact(impact, number, words) for number, impact in rows])
        for title, rows in groupby(numbered, key=lambda pair: _group_title(pair[1]))
    ]


def _group_title(impact: Impact) -> str:
    from practices.vocabularies import impact_group_label

    return str(impact_group_label(impact.group))


def _impact(impact: Impact, number: int, words: Words) -> ImpactRow:
    from practices.vocabularies import impact_ends

    def word(field: str) -> Phrase:
        return words.row("impacts", number, field, getattr(impact, field))

    left, right = impact_ends(impact.indicator.code) if impact.indicator else ("", "")
    return ImpactRow(
        label=str(impact.indicator or word("other_indicator")),
        comment=word("comment"),
        before=word("before"),
        after=word("after"),
        left=str(word("left_label")) or left,
        right=str(word("right_label")) or right,
        value=impact.value,
    )
