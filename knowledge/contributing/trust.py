"""Who may publish before the review: a rule that anybody can check, and how far a person is.

A person is trusted who has the right to publish unreviewed; or who has been a member for 30 days,
has had five proposals approved by a reviewer, and none sent back or taken back in the last 90 days.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Count, Max, Q
from django.utils import timezone

from .models import Proposal

DAYS_A_MEMBER, APPROVED, DAYS_WITHOUT_FAULT = 30, 5, 90


@dataclass(frozen=True)
class Standing:
    """How far a person is. days: as a member. approved: proposals, by a reviewer. fault_at: when
    one was last sent back or taken back, if that counts still. has_right: whatever the rest says.
    """

    days: int
    approved: int
    fault_at: datetime | None = None
    has_right: bool = False

    days_asked = DAYS_A_MEMBER
    approved_asked = APPROVED
    days_without_fault = DAYS_WITHOUT_FAULT

    @property
    def is_long_enough(self) -> bool:
        return self.days >= DAYS_A_MEMBER

    @property
    def days_counted(self) -> int:
        return min(self.days, DAYS_A_MEMBER)

    @property
    def has_enough(self) -> bool:
        return self.approved >= APPROVED

    @property
    def counts_until(self) -> datetime | None:
        """The day on which the last fault is forgotten."""
        return self.fault_at + timedelta(days=DAYS_WITHOUT_FAULT) if self.fault_at else None

    @property
    def is_trusted(self) -> bool:
        by_rule = self.is_long_enough and self.has_enough and self.fault_at is None
        return self.has_right or by_rule


def standing(user: User) -> Standing:
    """In one query, beside those of the user's rights."""
    now = timezone.now()
    faults = Q(
        state__in=(Proposal.State.RETURNED, Proposal.State.UNDONE),
        decided_at__gt=now - timedelta(days=DAYS_WITHOUT_FAULT),
    )
    reviewed = Q(state=Proposal.State.APPROVED, reviewed_at__isnull=False)
    found = Proposal.objects.filter(author=user).aggregate(
        approved=Count("pk", filter=reviewed), fault_at=Max("decided_at", filter=faults)
    )
    has_right = user.has_perm("contributing.publish_unreviewed")
    return Standing((now - user.date_joined).days, **found, has_right=has_right)


def is_trusted(user: User) -> bool:
    return standing(user).is_trusted
