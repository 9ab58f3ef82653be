"""What follows from signing up, and in."""

from typing import Any

from allauth.account.signals import user_signed_up
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from .actions import welcome
from .sessions import note_coming_in


@receiver(user_signed_up)
def welcome_newcomer(user: User, **_: Any) -> None:
    welcome(user)


@receiver(user_logged_in)
def note_when(request: HttpRequest, **_: Any) -> None:
    note_coming_in(request)
