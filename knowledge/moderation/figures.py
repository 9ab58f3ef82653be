"""What was decided about posts, by month: for the report of those who moderate.

Numbers only, no names: who decided what stands in the log.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth

from .models import Decision, Hold, PostFlag, PostState

MONTHS = 12
NOTHING = {"published": 0, "removed": 0, "undone": 0, "waited": None}


@dataclass(frozen=True)
class Month:
    """published, removed: decisions of the month. undone: how many of these were taken back.
    flags: what readers told. waited: from the post's being held to the decision, on average; None
    where nothing held was decided.
    """

    first_day: date
    published: int
    removed: int
    undone: int
    flags: int
    waited: timedelta | None

    @property
    def decided(self) -> int:
        return self.published + self.removed

    @property
    def hours_waited(self) -> int | None:
        """In whole hours, rounded up: a post that waited ten minutes waited one."""
        return None if self.waited is None else -int(-self.waited.total_seconds() // 3600)


def by_month() -> list[Month]:
    """The last MONTHS in which anything happened, the newest first; two queries."""
    decided = {row.pop("month").date(): row for row in _decisions()}
    flags = {row["month"].date(): row["flags"] for row in _flags()}
    days = sorted(decided.keys() | flags.keys(), reverse=True)[:MONTHS]
    return [
        Month(first_day=day, flags=flags.get(day, 0), **decided.get(day, NOTHING)) for day in days
    ]


def _decisions() -> Iterable[dict[str, Any]]:
    held = Hold.objects.filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("object_id")
    )
    waited = ExpressionWrapper(F("at") - Subquery(held.values("at")[:1]), DurationField())
    rows = Decision.objects.order_by().annotate(month=TruncMonth("at"), waited_for=waited)
    return rows.values("month").annotate(
        published=Count("pk", filter=Q(act=Decision.Act.PUBLISH)),
        removed=Count("pk", filter=Q(act=Decision.Act.REMOVE)),
        undone=Count("pk", filter=Q(undone_at__isnull=False)),
        waited=Avg("waited_for", filter=Q(before=PostState.PENDING)),
    )


def _flags() -> Iterable[dict[str, Any]]:
    rows = PostFlag.objects.order_by().annotate(month=TruncMonth("at"))
    return rows.values("month").annotate(flags=Count("pk"))
