"""What follows from signing up, and in."""

from typing import Any

from allauth.account.signals import user_signed_up
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from .actions import agree, welcome
from .consent import UNASKED, note_consent
from .models import Consent
from .sessions import note_coming_in


@receiver(user_signed_up)
def welcome_newcomer(request: HttpRequest, user: User, **_: Any) -> None:
    """The words stand above the button; ORCID may bring somebody who pressed none, and is asked at
    the next page."""
    welcome(user)
    if request.method == "POST":
        agree(user)
    else:
        Consent.objects.create(user=user, version=UNASKED)


@receiver(user_logged_in)
def note_when(request: HttpRequest, user: User, **_: Any) -> None:
    note_coming_in(request)
    note_consent(request, user)
