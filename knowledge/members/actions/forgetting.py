"""Addresses that somebody gave and nobody ever confirmed: they may be another person's."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, QuerySet
from django.utils import timezone

DAYS_TO_CONFIRM = 30


def unconfirmed(*, days: int = DAYS_TO_CONFIRM) -> QuerySet[User]:
    """Accounts of the site's own door, older than so many days, that nobody ever came in by."""
    mine = EmailAddress.objects.filter(user=OuterRef("pk"))
    given = User.objects.filter(Exists(mine)).exclude(Exists(mine.filter(verified=True)))
    old = given.filter(date_joined__lt=timezone.now() - timedelta(days=days))
    return old.filter(last_login=None, is_staff=False, is_superuser=False)


def forget_unconfirmed(*, days: int = DAYS_TO_CONFIRM) -> int:
    """Delete them, and say how many. One that something of the site hangs on stays: whoever wrote
    it was somebody."""
    return sum(_forgotten(user) for user in unconfirmed(days=days).iterator())


def _forgotten(user: User) -> bool:
    try:
        with transaction.atomic():
            user.delete()
    except ProtectedError:
        return False
    return True
