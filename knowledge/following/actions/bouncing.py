"""Mails that do not arrive: after a hard failure, or several soft ones, no more are sent."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from knowledge.members.models import Member

from ..models import NewsMail

SOFT_BOUNCES = 5
"""Since the person last said that the address is right."""


@transaction.atomic
def note_refused(user: int, *, now: datetime | None = None) -> None:
    """For good: such a person, or such an address, there is not. Only that and when is kept."""
    stopped = Member.objects.filter(user=user, mail_stopped_at=None)
    stopped.update(mail_stopped_at=now or timezone.now(), soft_bounces=0)
    NewsMail.objects.filter(user=user).delete()


@transaction.atomic
def note_unreached(user: int, *, now: datetime | None = None) -> None:
    """For now; the fifth is for good."""
    Member.objects.filter(user=user).update(soft_bounces=F("soft_bounces") + 1)
    if Member.objects.filter(user=user, soft_bounces__gte=SOFT_BOUNCES).exists():
        note_refused(user, now=now)


def send_again(*, user: User) -> None:
    """The person says that the address is right."""
    Member.objects.filter(user=user).update(mail_stopped_at=None, soft_bounces=0)
