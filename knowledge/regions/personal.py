"""What of a person's roles is handed out with their data, and what goes with their account."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from knowledge.members.keeping import Held, declare, each_day, kept, on_blocking, on_leaving

from .actions import end_all
from .models import Mandate, Offer

DAYS_OF_OFFER = 30
"""After it was decided on."""

declare(
    Held(
        ("regions.Mandate", "regions.Offer"),
        what=_("Roles in regions that you have or had, and that you offered to take one"),
        why=_("So that a region knows whom to ask."),
        who=_("Everybody, while you have the role; an offer only the secretariat."),
        until=format_lazy(
            _("An offer: {days} days after it was decided on. That you had a role stays."),
            days=DAYS_OF_OFFER,
        ),
    )
)


@each_day
def forget_decided_offers(now: datetime) -> int:
    old = now - timedelta(days=DAYS_OF_OFFER)
    return Offer.objects.filter(decided_at__lt=old).delete()[0]


@kept("roles_in_regions")
def mandates_of(user: User) -> list[dict[str, Any]]:
    mine = Mandate.objects.filter(user=user).prefetch_related("shown")
    return [
        {
            "role": one.role,
            "region": one.place,
            "asked": one.given_at,
            "accepted": one.accepted_at,
            "ended": one.ended_at,
            "shown": [f"{follow.kind} {follow.key}" for follow in one.shown.all()],
        }
        for one in mine
    ]


@kept("offers_for_regions")
def offers_of(user: User) -> list[dict[str, Any]]:
    columns = ("place", "words", "language", "made_at", "decided_at")
    return list(Offer.objects.filter(user=user).values(*columns))


@on_blocking
def end_mandates(user: User, by: User) -> None:
    """Who was let in again is asked again; what they offered waits for nobody."""
    end_all(user, by=by)
    Offer.objects.waiting().filter(user=user).update(decided_at=timezone.now(), decided_by=by)


@on_leaving
def forget_mandates(user: User) -> None:
    """That there was a role stays, as the log has it; words that nobody else reads go."""
    end_all(user)
    Offer.objects.filter(user=user).delete()
