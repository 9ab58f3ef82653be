"""Who may publish before the review: a rule that anybody can check.

A person is trusted who has the right to publish unreviewed; or who has been a member for 30 days,
has had five proposals approved by a reviewer, and none sent back or taken back in the last 90 days.
"""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from .models import Proposal

DAYS_A_MEMBER, APPROVED, DAYS_WITHOUT_FAULT = 30, 5, 90


def is_trusted(user: User) -> bool:
    if user.has_perm("contributing.publish_unreviewed"):
        return True
    now = timezone.now()
    if now - user.date_joined < timedelta(days=DAYS_A_MEMBER):
        return False
    mine = Proposal.objects.filter(author=user)
    faults = mine.filter(
        state__in=(Proposal.State.RETURNED, Proposal.State.UNDONE),
        decided_at__gt=now - timedelta(days=DAYS_WITHOUT_FAULT),
    )
    reviewed = mine.filter(state=Proposal.State.APPROVED, reviewed_at__isnull=False)
    return not faults.exists() and reviewed.count() >= APPROVED
