"""The posts of a person, taken away at once: those of a day, of a week, or all."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..models import PostState
from ..posts import Post, PostKind, kinds
from .deciding import DecidedError, remove

SHOWN = (PostState.PENDING, PostState.PUBLISHED)
SPANS: dict[str, timedelta | None] = {
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "all": None,
}


@transaction.atomic
def roll_back_posts(person: User, by: User, span: str) -> int:
    """Remove what waits and what is public of the span, as spam; each can be taken back. No mail
    is sent. How many it was, without what somebody else decided meanwhile; none of a span that
    there is not."""
    if span not in SPANS:
        return 0
    found = [post for kind in kinds() for post in _shown(kind, person, span)]
    return sum(_removed(post, by) for post in found)


def _removed(post: Post, by: User) -> bool:
    try:
        remove(post, by=by, reason="spam", tells=False)
    except DecidedError:
        return False
    return True


def posts_by_span(person: User) -> Counter[str]:
    """How many each span would take away; a query for each kind of post and span."""
    pairs = [(kind, span) for kind in kinds() for span in SPANS]
    found: Counter[str] = Counter()
    for kind, span in pairs:
        found[span] += _shown(kind, person, span).count()
    return found


def _shown(kind: PostKind, person: User, span: str) -> QuerySet[Any]:
    found, length = kind.posts().filter(author=person, state__in=SHOWN), SPANS[span]
    return found.filter(created_at__gt=timezone.now() - length) if length else found
