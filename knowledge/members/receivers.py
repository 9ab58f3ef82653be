"""What follows from signing up."""

from typing import Any

from allauth.account.signals import user_signed_up
from django.contrib.auth.models import User
from django.dispatch import receiver

from .actions import welcome


@receiver(user_signed_up)
def welcome_newcomer(user: User, **_: Any) -> None:
    welcome(user)
