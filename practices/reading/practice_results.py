"""What was measured on the sheets of a practice: counted, never pooled.

Comparisons of one field are not independent of each other, so that counts of them describe what
is there and prove nothing. The pooled effect has a module and a page section of its own.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from practices.evidence import UNCHANGED_PERCENT, percent_of
from practices.models import Evidence, Reference, SheetPractice, Term
from practices.models.sheets import SheetQuerySet, sheet_url

from .cards import titles
from .facts import Label, label
from .results import short_citation
from .words import Phrase

FIRST_FALLEN, MAX_FALLEN = 8, 30
GAIN, LOSS = math.log1p(UNCHANGED_PERCENT / 100), math.log1p(-UNCHANGED_PERCENT / 100)
"""Log response ratios; between them is no clear change, as `evidence.direction` has it."""
HIGHER, LOWER = Q(log_ratio__gt=GAIN), Q(log_ratio__lt=LOSS)


@dataclass(frozen=True)
class OutcomeRow:
    """The comparisons of one outcome, apart where the treatment was this practice alone.

    `low` and `high` are the lowest and highest comparison in percent of the control, None where
    no comparison gives a ratio; `not_computable` counts those that give none.
    """

    outcome: Label
    is_alone: bool
    comparisons: int
    studies: int
    higher: int
    lower: int
    not_computable: int
    low: float | None
    high: float | None

    @property
    def bars(self) -> list[tuple[str, str, str]]:
        """(tone, x, width) of what is higher, the same and lower, as shares of the computable."""
        parts = (("pos", self.higher), ("und", self.unchanged), ("neg", self.lower))
        total, start, bars = sum(count for _tone, count in parts), 0, []
        for tone, count in parts:
            if count:
                bars.append((tone, f"{100 * start / total:.4g}%", f"{100 * count / total:.4g}%"))
            start += count
        return bars

    @property
    def unchanged(self) -> int:
        return self.comparisons - self.higher - self.lower - self.not_computable


@dataclass(frozen=True)
class FallenRow:
    """A sheet whose mean is a loss, as `lower` of its `comparisons` are; `years`: the longest.

    `percent`: the mean; `lowest` and `highest`: of the comparisons.
    """

    title: Phrase
    url: str
    percent: float
    lowest: float
    highest: float
    lower: int
    comparisons: int
    years: float | None
    source: str
    source_url: str


@dataclass(frozen=True)
class Fallen:
    """Of `measured` sheets with a computable effect, `total` have a mean that is a loss."""

    rows: list[FallenRow]
    total: int
    measured: int

    @property
    def first(self) -> list[FallenRow]:
        return self.rows[:FIRST_FALLEN]

    @property
    def more(self) -> list[FallenRow]:
        return self.rows[FIRST_FALLEN:]

    @property
    def left_out(self) -> int:
        return self.total - len(self.rows)


def _measured(sheets: SheetQuerySet) -> QuerySet[Evidence]:
    rows = Evidence.objects.published().of_soil_carbon().order_by()
    return rows.filter(sheet__in=sheets.order_by().values("pk"))


def outcome_rows(sheets: SheetQuerySet, practices: Collection[int]) -> list[OutcomeRow]:
    """One query for the numbers; `practices`: this one and all below it, by primary key."""
    others = SheetPractice.objects.filter(
        sheet=OuterRef("sheet"), role=SheetPractice.Role.MAIN
    ).exclude(practice__in=practices)
    counted = (
        _measured(sheets)
        .annotate(is_mixed=Exists(others))
        .values("outcome", "is_mixed")
        .annotate(
            comparisons=Count("pk"),
            # What has no reference is told apart by its sheet.
            studies=Count(Coalesce("reference", -F("sheet")), distinct=True),
            higher=Count("pk", filter=HIGHER),
            lower=Count("pk", filter=LOWER),
            not_computable=Count("pk", filter=Q(log_ratio=None)),
            low=Min("log_ratio"),
            high=Max("log_ratio"),
        )
        .order_by("is_mixed", "-comparisons")
    )
    rows: list[Any] = list(counted)
    terms = Term.objects.in_bulk({row["outcome"] for row in rows})
    return [_outcome_row(row, terms) for row in rows]


def _outcome_row(row: dict[str, Any], terms: dict[int, Term]) -> OutcomeRow:
    return OutcomeRow(
        outcome=label(terms[row["outcome"]]),
        is_alone=not row["is_mixed"],
        low=None if row["low"] is None else percent_of(row["low"]),
        high=None if row["high"] is None else percent_of(row["high"]),
        **{
            name: row[name]
            for name in ("comparisons", "studies", "higher", "lower", "not_computable")
        },
    )


def fallen(sheets: SheetQuerySet) -> Fallen:
    """The sheets whose mean comparison is a loss of more than half a percent, lowest first."""
    means = (
        _measured(sheets)
        .filter(log_ratio__isnull=False)
        .values("sheet")
        .annotate(
            mean=Avg("log_ratio"),
            lowest=Min("log_ratio"),
            highest=Max("log_ratio"),
            lower=Count("pk", filter=LOWER),
            comparisons=Count("pk"),
            years=Max("duration_yr"),
            reference=Min("reference"),
        )
    )
    found: list[Any] = list(means.order_by("mean", "sheet"))
    lost = [row for row in found if row["mean"] < LOSS]
    return Fallen(_fallen_rows(lost[:MAX_FALLEN]), len(lost), len(found))


def _fallen_rows(rows: list[dict[str, Any]]) -> list[FallenRow]:
    titled = titles([row["sheet"] for row in rows])
    references = Reference.objects.in_bulk({row["reference"] for row in rows} - {None})
    return [
        FallenRow(
            title=titled[row["sheet"]],
            url=sheet_url(row["sheet"], titled[row["sheet"]]),
            percent=percent_of(row["mean"]),
            lowest=percent_of(row["lowest"]),
            highest=percent_of(row["highest"]),
            lower=row["lower"],
            comparisons=row["comparisons"],
            years=row["years"],
            **_source(references.get(row["reference"])),
        )
        for row in rows
    ]


def _source(reference: Reference | None) -> dict[str, str]:
    if reference is None:
        return {"source": "", "source_url": ""}
    return {"source": short_citation(reference), "source_url": reference.link}
