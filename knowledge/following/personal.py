"""What of a person's follows is handed out with their data; all of it goes with the account."""

from typing import Any

from django.contrib.auth.models import User
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from knowledge.members.keeping import Held, declare, each_day, kept, on_leaving

from .actions.sending import KEPT, give_up
from .bitmaps import unpacked
from .models import Follow, NewsMail

declare(
    Held(
        ("following.Follow", "following.NewsMail"),
        what=_("What you follow, and mails on their way to you"),
        why=_("To tell you what is new."),
        who=_("You alone."),
        until=format_lazy(
            _("Until you stop following. A mail that nobody takes: {days} days."), days=KEPT.days
        ),
    )
)

each_day(give_up)


@kept("follows")
def follows_of(user: User) -> list[dict[str, Any]]:
    return [
        {
            "kind": one.kind,
            "key": one.key,
            "name": one.name,
            "search": one.query,
            "language": one.language,
            "mails": one.rhythm,
            "since": one.since.isoformat(),
            "told_up_to": one.told_at.isoformat(),
            "sheets_found_since": sorted(unpacked(one.found)),
        }
        for one in Follow.objects.filter(user=user)
    ]


@kept("mails_to_be_sent")
def mails_of(user: User) -> list[dict[str, Any]]:
    mine = NewsMail.objects.filter(user=user)
    return [{"subject": one.subject, "text": one.body, "at": one.made_at} for one in mine]


@on_leaving
def forget_follows(user: User) -> None:
    """Whoever followed the person follows nobody."""
    NewsMail.objects.filter(user=user).delete()
    Follow.objects.filter(user=user).delete()
    Follow.objects.filter(kind=Follow.Kind.PERSON, key=str(user.pk)).delete()
