"""Sheets that became public, as news of what they are about."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from practices.models import PracticeSheet

from .base import News, Told
from .sheets import sheets_shown

MOST = 200
"""New sheets that are told of at once; an import may bring thousands."""


def new_sheets(
    since: datetime, column: str, keys_of: Callable[[Any], Iterable[str]], **conditions: Any
) -> Told:
    """column: of a new sheet, such as the practice of its row. keys_of: for whom it is news."""
    rows = _rows(since, **conditions).values_list("pk", column).order_by("-first_published_at")
    pairs = {(pk, key) for pk, value in rows for key in keys_of(value)}
    for_whom: dict[str, list[int]] = {}
    for pk, key in sorted(pairs, reverse=True):
        for_whom.setdefault(key, []).append(pk)
    chosen = {key: pks[:MOST] for key, pks in for_whom.items()}
    shown = sheets_shown({pk for pks in chosen.values() for pk in pks})
    for key, pks in chosen.items():
        yield from ((key, _news(shown[pk])) for pk in pks if pk in shown)


def _rows(since: datetime, **conditions: Any) -> QuerySet[PracticeSheet]:
    return PracticeSheet.objects.published().filter(first_published_at__gt=since, **conditions)


def _news(sheet: PracticeSheet) -> News:
    said = _("New sheet: %(title)s") % {"title": sheet.title}
    revision = sheet.live_revision
    by = revision.user_id if revision else None
    return News(sheet.first_published_at, said, sheet.get_absolute_url(), by, which=str(sheet.pk))
