"""Which sheets most want to be translated into a language, by a rule that anybody can check.

First those of which a paragraph is outdated: their readers are told what is no longer so. Then
those with a measured effect on soil carbon. Among these first those that somebody has begun, then
the most complete; at last the newest. A sheet of which nothing is left is not in the list.

What each sheet lacks is counted once for each state of it, and kept in the cache.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from practices.completeness import percent
from practices.evidence import OUTCOME
from practices.models import Evidence, PracticeSheet
from practices.translating import OF_ROWS, Count, Translation

KEPT_AS = "translations-wanted"
KEPT_S = 7 * 24 * 3600
BUILDING = "translations-wanted-building"
BUILDING_S = 120
"""After which somebody else counts, if who began never came to the end."""
BATCH = 200


class State(models.TextChoices):
    """What is wanted of a translation."""

    OUTDATED = "outdated", _("outdated paragraphs")
    BEGUN = "begun", _("begun, not finished")
    NONE = "none", _("not begun")


class Told(NamedTuple):
    """What the list has to know of one sheet, as it was at that moment."""

    changed_at: datetime
    original: str
    is_measured: bool
    completeness: int
    counts: Mapping[str, Count]


@dataclass(frozen=True)
class Filters:
    """to: the language that is wanted. source: of the original; empty is any, as for state."""

    to: str
    source: str = ""
    state: str = ""

    @property
    def is_set(self) -> bool:
        """Whether fewer are asked for than all that are wanted in the language."""
        return bool(self.source or self.state)

    def fits(self, told: Told) -> bool:
        count = told.counts.get(self.to)
        return (
            count is not None
            and count.left > 0
            and self.source in ("", told.original)
            and self.state in ("", state_of(count))
        )


def state_of(count: Count) -> State:
    if count.outdated:
        return State.OUTDATED
    return State.BEGUN if count.done else State.NONE


def wanted(filters: Filters) -> list[tuple[int, Count]]:
    """Number of each sheet and what is left of it, the most wanted first. One query, once known."""
    found = [(pk, told) for pk, told in known().items() if filters.fits(told)]
    found.sort(key=lambda pair: _rank(pair[0], pair[1], filters.to), reverse=True)
    return [(pk, told.counts[filters.to]) for pk, told in found]


def _rank(pk: int, told: Told, to: str) -> tuple[Any, ...]:
    state = state_of(told.counts[to])
    is_begun = state != State.NONE
    return (state == State.OUTDATED, told.is_measured, is_begun, told.completeness, pk)


def sources() -> list[str]:
    """The languages that originals are in."""
    return sorted({told.original for told in known().values() if told.original})


def known() -> dict[int, Told]:
    """All published sheets; those that changed since they were counted are counted anew.

    By one visitor at a time: others get what was counted last.
    """
    stamps = dict(PracticeSheet.objects.published().order_by().values_list("pk", "changed_at"))
    kept: dict[int, Told] = cache.get(KEPT_AS) or {}
    same = {pk: told for pk, told in kept.items() if stamps.get(pk) == told.changed_at}
    news = [pk for pk in stamps if pk not in same]
    if not news and len(same) == len(kept):
        return same
    if kept and not cache.add(BUILDING, True, BUILDING_S):
        return {pk: told for pk, told in kept.items() if pk in stamps}
    try:
        same |= dict(counted(news))
        cache.set(KEPT_AS, same, KEPT_S)
    finally:
        cache.delete(BUILDING)
    return same


def counted(ids: Iterable[int]) -> Iterator[tuple[int, Told]]:
    """In batches of a fixed number of queries."""
    ids = list(ids)
    for start in range(0, len(ids), BATCH):
        sheets = _sheets(ids[start : start + BATCH])
        yield from ((sheet.pk, _told(sheet)) for sheet in sheets)


def _sheets(ids: list[int]) -> Iterable[Any]:
    carbon = Evidence.objects.filter(
        sheet=OuterRef("pk"), state=Evidence.State.PUBLISHED, outcome__parent__code=OUTCOME
    )
    sheets = PracticeSheet.objects.filter(pk__in=ids).order_by()
    with_facts = sheets.annotate(completeness=percent(), is_measured=Exists(carbon))
    return with_facts.prefetch_related("texts", "row_translations", *OF_ROWS)


def _told(sheet: Any) -> Told:
    original = sheet.original.language if sheet.original else ""
    codes = [code for code, _name in settings.LANGUAGES if original and code != original]
    counts = {code: Translation(sheet, code).count for code in codes}
    return Told(sheet.changed_at, original, sheet.is_measured, sheet.completeness, counts)
