"""Whose posts wait for a moderator: a rule that anybody can check.

A person's posts are public at once who may moderate, or has a role above that of a Friend, or is
trusted with sheets (contributing/trust.py), or has had one post published by a moderator. Not in
the 30 days after a post of theirs was removed, whatever else is so; but for who may moderate.
What screening.py doubts waits, whoever wrote it, but for who may moderate.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Max, Q
from django.utils import timezone

from knowledge.contributing.trust import is_trusted as is_trusted_with_sheets

from .models import Decision
from .rights import MODERATE

DAYS_AFTER_REMOVAL = 30
ABOVE_A_FRIEND = "contributing.review_proposal"


@dataclass(frozen=True)
class Standing:
    """published_at: when a moderator last published a post of theirs. removed_at: when one was
    removed, if that counts still. has_role: beyond that of a Friend."""

    published_at: datetime | None = None
    removed_at: datetime | None = None
    has_role: bool = False
    is_moderator: bool = False

    days_after_removal = DAYS_AFTER_REMOVAL

    @property
    def is_trusted(self) -> bool:
        if self.is_moderator:
            return True
        return self.removed_at is None and (self.has_role or self.published_at is not None)

    @property
    def counts_until(self) -> datetime | None:
        """The day on which the last removal is forgotten."""
        if self.removed_at is None:
            return None
        return self.removed_at + timedelta(days=DAYS_AFTER_REMOVAL)


def standing(user: User) -> Standing:
    """In one query, beside those of the user's rights and proposals."""
    since = timezone.now() - timedelta(days=DAYS_AFTER_REMOVAL)
    removed = Q(act=Decision.Act.REMOVE, at__gt=since)
    found = Decision.objects.standing().filter(author=user).order_by()
    dates = found.aggregate(
        published_at=Max("at", filter=Q(act=Decision.Act.PUBLISH)),
        removed_at=Max("at", filter=removed),
    )
    has_role = user.has_perm(ABOVE_A_FRIEND) or is_trusted_with_sheets(user)
    return Standing(**dates, has_role=has_role, is_moderator=user.has_perm(MODERATE))


def is_trusted(user: User) -> bool:
    return standing(user).is_trusted
