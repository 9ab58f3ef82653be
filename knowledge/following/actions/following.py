"""To follow, and no more. Nothing of it is written in the site's log: it is nobody's business."""

import hashlib
from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from knowledge.members.actions import member_of

from ..bitmaps import packed
from ..models import Follow, NewsMail, Rhythm

MOST, MOST_SEARCHES = 1000, 50
"""Follows of a person; each search costs a question to the index when something changes."""


class TooManyFollows(Exception):
    """The person follows as much as one may."""


@transaction.atomic
def follow(kind: str, key: str, *, user: User, rhythm: str = "") -> Follow:
    """Once is enough: a second time changes the rhythm. Raises TooManyFollows."""
    _room(user, Follow.objects.filter(user=user).exclude(kind=kind, key=key).count(), MOST)
    found, is_new = Follow.objects.get_or_create(
        user=user, kind=kind, key=key, defaults={"rhythm": rhythm}
    )
    if not is_new and found.rhythm != rhythm:
        change_rhythm(found, rhythm=rhythm)
    return found


@transaction.atomic
def save_search(
    query: str, *, language: str, name: str, found: Collection[int], user: User, rhythm: str = ""
) -> Follow:
    """query: as an address has it. found: all that it finds now, of which no mail will tell.

    The same search again is renamed, and keeps what it has seen. Raises TooManyFollows.
    """
    key = search_key(query, language)
    others = Follow.objects.filter(user=user).searches().exclude(key=key)
    _room(user, others.count(), MOST_SEARCHES)
    fresh = {"query": query, "language": language, "seen": packed(found)}
    saved, is_new = Follow.objects.get_or_create(
        user=user,
        kind=Follow.Kind.SEARCH,
        key=key,
        defaults={**fresh, "name": name[:120], "rhythm": rhythm},
    )
    if not is_new:
        Follow.objects.filter(pk=saved.pk).update(name=name[:120])
        change_rhythm(saved, rhythm=rhythm)
    return saved


def search_key(query: str, language: str) -> str:
    return hashlib.sha256(f"{language}?{query}".encode()).hexdigest()[:32]


def _room(user: User, others: int, most: int) -> None:
    if others >= most:
        raise TooManyFollows


@transaction.atomic
def change_rhythm(follow: Follow, *, rhythm: str) -> None:
    """What happened while no mail was wished for is not told later."""
    default = member_of(follow.user).mail_rhythm
    was_silent = (follow.rhythm or default) == Rhythm.NEVER
    changed: dict[str, object] = {"rhythm": rhythm}
    if was_silent and (rhythm or default) != Rhythm.NEVER:
        changed |= {"told_at": timezone.now(), "untold": None}
    Follow.objects.filter(pk=follow.pk).update(**changed)


def unfollow(*, user: User, pk: int) -> None:
    """One that is not the person's is left alone."""
    Follow.objects.filter(user=user, pk=pk).delete()


@transaction.atomic
def stop_mails(*, user: User) -> None:
    """All that is followed stays followed, on the site."""
    member = member_of(user)
    member.mail_rhythm = Rhythm.NEVER
    member.save(update_fields=["mail_rhythm"])
    Follow.objects.filter(user=user).exclude(rhythm="").update(rhythm="")
    NewsMail.objects.filter(user=user).delete()
