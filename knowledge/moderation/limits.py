"""How many posts a person may make and change, counted in the database, of all kinds together."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from .posts import kinds
from .standing import is_trusted

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEWCOMERS = ((HOUR, 5), (DAY, 10))
TRUSTED = ((HOUR, 30), (DAY, 100))
"""So many in such a time."""
CHANGES = ((HOUR, 20), (DAY, 60))
"""Of what was posted before, of anybody: who mends a word twice is not stopped."""


class TooManyError(Exception):
    """`until`: when the person may write again."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


def check(author: User) -> None:
    """Raises TooManyError."""
    times = _times(author, timezone.now() - DAY)
    _count(times, TRUSTED if is_trusted(author) else NEWCOMERS)


def check_changes(author: User) -> None:
    """Of posts. Raises TooManyError."""
    since = timezone.now() - DAY
    _count((at for kind in kinds() for at in kind.changes_by(author, since)), CHANGES)


def _count(when: Iterable[datetime], limits: Iterable[tuple[timedelta, int]]) -> None:
    now, times = timezone.now(), sorted(when, reverse=True)
    for span, most in limits:
        if len(times) >= most and times[most - 1] > now - span:
            raise TooManyError(times[most - 1] + span)


def _times(author: User, since: datetime) -> Iterator[datetime]:
    """When the author posted, one query for each kind; what was withdrawn counts too."""
    for kind in kinds():
        mine = kind.model._default_manager.filter(author=author, created_at__gt=since)
        yield from mine.order_by().values_list("created_at", flat=True)[: TRUSTED[-1][1]]
