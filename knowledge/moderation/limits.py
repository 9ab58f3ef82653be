"""How many posts a person may make, counted in the database, of all kinds together."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from .posts import kinds
from .standing import is_trusted

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEWCOMERS = ((HOUR, 5), (DAY, 10))
TRUSTED = ((HOUR, 30), (DAY, 100))
"""So many in such a time."""


class TooManyError(Exception):
    """`until`: when the person may write again."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


def check(author: User) -> None:
    """Raises TooManyError."""
    now = timezone.now()
    times = sorted(_times(author, now - DAY), reverse=True)
    for span, most in TRUSTED if is_trusted(author) else NEWCOMERS:
        if len(times) >= most and times[most - 1] > now - span:
            raise TooManyError(times[most - 1] + span)


def _times(author: User, since: datetime) -> Iterator[datetime]:
    """When the author posted, one query for each kind; what was withdrawn counts too."""
    for kind in kinds():
        mine = kind.model._default_manager.filter(author=author, created_at__gt=since)
        yield from mine.order_by().values_list("created_at", flat=True)[: TRUSTED[-1][1]]
