"""Asks the index which sheets are new to each saved search."""

import logging
from collections.abc import Sequence
from urllib.parse import parse_qs

from django.utils.translation import override

from practices.models import PracticeSheet
from search import engines
from search.answering import Answer, answer
from search.engine import EngineError
from search.models import Change, LogState

from ..bitmaps import packed, unpacked
from ..models import Follow

logger = logging.getLogger(__name__)


def asked(query: str, language: str) -> tuple[Answer, Sequence[int]]:
    """The answer, and every sheet that it finds. Raises EngineError."""
    with override(language):
        found = answer(parse_qs(query, keep_blank_values=True), language=language)
        return found, engines.current().ids(found.query)


def look_into_searches() -> int:
    """How many sheets came; where nothing changed since the last look, the index is not asked.

    A sheet counts only if it changed after the search was saved: one that merely another engine,
    another analysis or a wider reading of the words finds is seen, and never told.
    """
    number = _last_number()
    stale = Follow.objects.searches().exclude(looked_at=number, looked_at__isnull=False)
    try:
        return sum(_look(one, number) for one in stale.iterator(chunk_size=100))
    except EngineError:
        logger.exception("Saved searches cannot be asked; the next run does it.")
        return 0


def _last_number() -> int | None:
    """None while some change has no number yet: then nothing is known to be the last."""
    if Change.objects.filter(number=None).exists():
        return None
    return LogState.objects.values_list("last_number", flat=True).first() or 0


def _look(follow: Follow, number: int | None) -> int:
    """Two who look at once: the second leaves it alone."""
    found, ids = asked(follow.query, follow.language)
    seen = unpacked(follow.seen)
    fresh = set(ids) - seen
    came = _changed_since(follow, fresh)
    changed: dict[str, object] = {"looked_at": number if found.is_fresh else None}
    if fresh:
        changed |= {
            "seen": packed(seen | fresh),
            "found": packed(unpacked(follow.found) | came),
            "untold": packed(unpacked(follow.untold) | came),
        }
    mine = Follow.objects.filter(pk=follow.pk, looked_at=follow.looked_at, seen=follow.seen)
    return len(came) if mine.update(**changed) else 0


def _changed_since(follow: Follow, sheets: set[int]) -> set[int]:
    """Without those that the person published."""
    if not sheets:
        return set()
    found = PracticeSheet.objects.published().filter(pk__in=sheets, changed_at__gt=follow.since)
    rows = found.values_list("pk", "live_revision__user")
    return {pk for pk, author in rows if author != follow.user_id}
