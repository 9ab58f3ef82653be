"""What of a person's roles is handed out with their data, and what goes with their account."""

from typing import Any

from django.contrib.auth.models import User

from knowledge.members.keeping import kept, on_blocking, on_leaving

from .actions import end_all
from .models import Mandate, Offer


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
    """Who was let in again is asked again."""
    end_all(user, by=by)


@on_leaving
def forget_mandates(user: User) -> None:
    """That there was a role stays, as the log has it; words that nobody else reads go."""
    end_all(user)
    Offer.objects.filter(user=user).delete()
