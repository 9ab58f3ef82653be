"""What of a person's follows is handed out with their data; all of it goes with the account."""

from typing import Any

from django.contrib.auth.models import User

from knowledge.members.keeping import kept, on_leaving

from .bitmaps import unpacked
from .models import Follow, NewsMail


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
