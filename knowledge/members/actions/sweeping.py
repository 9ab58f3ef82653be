"""What is not to be kept any longer goes, each day: keeping.py has the brooms."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from .. import keeping

logger = logging.getLogger(__name__)
SPARE = timedelta(days=2)
"""A day, and the time between two runs."""


def forget(*, now: datetime | None = None) -> dict[str, int]:
    """By name of the broom, how much went. One that fails does not keep the others from it."""
    now = now or timezone.now()
    return {broom.__name__: _swept(broom, now) for broom in keeping.BROOMS}


def _swept(broom: keeping.Broom, now: datetime) -> int:
    try:
        with transaction.atomic():
            return broom(now)
    except Exception:  # whatever it is, a file that cannot be read, too
        logger.exception("%s could not forget what is old.", broom.__name__)
        return 0


def overdue() -> int:
    """How much should be gone since a day or more. Nothing is deleted by asking."""
    with transaction.atomic():
        late = sum(broom(timezone.now() - SPARE) for broom in keeping.BROOMS)
        transaction.set_rollback(True)
    return late
