"""When which mails are due."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from .models import Rhythm

SETTLED = timedelta(minutes=2)
"""News are told once they are so old: what happened may be saved a moment after it did."""


def due_before(rhythm: str, now: datetime) -> datetime:
    """A follow told up to an earlier moment is due; hours are those of TIME_ZONE."""
    if rhythm == Rhythm.AT_ONCE:
        return now
    local = timezone.localtime(now)
    slot = local.replace(hour=settings.NEWS_HOUR, minute=0, second=0, microsecond=0)
    if rhythm == Rhythm.WEEKLY:
        slot -= timedelta(days=(slot.weekday() - settings.NEWS_WEEKDAY) % 7)
    step = timedelta(days=7 if rhythm == Rhythm.WEEKLY else 1)
    return (slot if slot <= local else slot - step) - SETTLED
