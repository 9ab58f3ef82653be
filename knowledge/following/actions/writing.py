"""Writes the mails that are due: one for a person and a run, in the person's language."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from ..bitmaps import packed, unpacked
from ..digest import message_id, words
from ..kinds.searches import news_of_sheet
from ..kinds.sheets import sheets_shown
from ..models import Follow, NewsMail, Rhythm
from ..reading import Told, told
from ..rhythms import SETTLED, due_before

AT_A_TIME = 500
"""Follows that are read at once."""


def write_mails(*, now: datetime | None = None) -> int:
    """How many were written. What is told is noted as told in the same transaction, by comparing
    with what it was: of two runs at the same time one writes, and one that is killed wrote either
    the mail and the note, or neither."""
    now = now or timezone.now()
    return sum(_write(follows, now) for follows in _people(now))


def _people(now: datetime) -> Iterator[list[Told]]:
    """Of each person, what is due."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            for rhythm in Rhythm.values:
                for batch in _batches(_due(rhythm, language, now)):
                    rows = told(batch, lambda one: one.told_at)
                    yield from _by_person(_untold(rows), now)


def _due(rhythm: str, language: str, now: datetime) -> list[Follow]:
    """Of people who may be written to; who wishes no mail is told nothing, and it is noted so."""
    found = Follow.objects.told(rhythm).filter(
        told_at__lt=due_before(rhythm, now),
        user__is_active=True,
        user__member__mail_language=language,
        user__member__is_former=False,
    )
    return list(found.select_related("user__member").order_by("user", "pk"))


def _batches(follows: Sequence[Follow]) -> Iterator[list[Follow]]:
    """Whole persons, some at a time."""
    batch: list[Follow] = []
    for _user, mine in groupby(follows, key=lambda one: one.user_id):
        batch += mine
        if len(batch) >= AT_A_TIME:
            yield batch
            batch = []
    if batch:
        yield batch


def _untold(rows: Sequence[Told]) -> list[Told]:
    """Of a search, what no mail has told, whenever that happened."""
    waiting = {one.follow.pk: unpacked(one.follow.untold) for one in rows}
    shown = sheets_shown({pk for pks in waiting.values() for pk in pks})
    came = {
        pk: [news_of_sheet(shown[sheet]) for sheet in sorted(sheets) if sheet in shown]
        for pk, sheets in waiting.items()
    }
    is_search = Follow.Kind.SEARCH
    return [
        replace(one, news=came[one.follow.pk]) if one.follow.kind == is_search else one
        for one in rows
    ]


def _by_person(rows: Sequence[Told], now: datetime) -> Iterator[list[Told]]:
    until = now - SETTLED
    for _user, mine in groupby(rows, key=lambda one: one.follow.user_id):
        yield [replace(one, news=[it for it in one.news if it.at <= until]) for one in mine]


@transaction.atomic
def _write(rows: list[Told], now: datetime) -> int:
    user = rows[0].follow.user
    news = [one for one in rows if _note(one, now) and one.news and one.followed]
    news = [one for one in news if _rhythm(one.follow) != Rhythm.NEVER]
    if not news or not user.email or user.member.mail_stopped_at:
        return 0
    subject, body = words(news, user)
    NewsMail.objects.create(
        user=user,
        subject=subject,
        body=body,
        language=user.member.mail_language,
        message_id=message_id(),
        made_at=now,
    )
    return 1


def _rhythm(follow: Follow) -> str:
    return follow.rhythm or follow.user.member.mail_rhythm


def _note(row: Told, now: datetime) -> bool:
    """That it is told; False where another run was quicker, or there is nothing to note."""
    follow = row.follow
    if not row.news and _rhythm(follow) == Rhythm.AT_ONCE:
        return False
    if follow.kind == Follow.Kind.SEARCH:
        return _note_search(row, now)
    mine = Follow.objects.filter(pk=follow.pk, told_at=follow.told_at)
    return bool(mine.update(told_at=now - SETTLED))


def _note_search(row: Told, now: datetime) -> bool:
    """What is too fresh stays for the next mail."""
    follow = row.follow
    settled = {pk for pk, at in _moments(follow) if at <= now - SETTLED}
    left = unpacked(follow.untold) - settled
    mine = Follow.objects.filter(pk=follow.pk, told_at=follow.told_at, untold=follow.untold)
    return bool(mine.update(told_at=now - SETTLED, untold=packed(left) if left else None))


def _moments(follow: Follow) -> list[tuple[int, datetime]]:
    waiting = unpacked(follow.untold)
    if not waiting:
        return []
    shown = sheets_shown(waiting)
    gone = [(pk, follow.since) for pk in waiting - shown.keys()]
    return [*gone, *((pk, one.changed_at) for pk, one in shown.items())]
