"""Addresses that somebody gave and nobody ever confirmed: they may be another person's."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, QuerySet

DAYS_TO_CONFIRM = 30


def unconfirmed(*, now: datetime) -> QuerySet[User]:
    """Accounts of the site's own door, older than DAYS_TO_CONFIRM, that nobody ever came in by."""
    mine = EmailAddress.objects.filter(user=OuterRef("pk"))
    given = User.objects.filter(Exists(mine)).exclude(Exists(mine.filter(verified=True)))
    old = given.filter(date_joined__lt=now - timedelta(days=DAYS_TO_CONFIRM))
    return old.filter(last_login=None, is_staff=False, is_superuser=False)


def forget_unconfirmed(now: datetime) -> int:
    """Delete them, and say how many. One that something of the site hangs on stays: whoever wrote
    it was somebody."""
    return sum(_forgotten(user) for user in unconfirmed(now=now).iterator())


def _forgotten(user: User) -> bool:
    try:
        with transaction.atomic():
            user.delete()
    except ProtectedError:
        return False
    return True
