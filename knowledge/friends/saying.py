"""What a Friend may say, and how often: the rules of the site before the actions of the records."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from knowledge.moderation import limits
from knowledge.moderation.actions import admit
from knowledge.moderation.rights import TAKE_PART
from practices.actions import field_reporting as acts
from practices.actions.field_reporting import Said
from practices.models import FieldReport


class MayNotError(Exception):
    """The account may not take part."""


def standing(sheet: int, person: User) -> FieldReport | None:
    """The report that the person has of the sheet."""
    mine = FieldReport.objects.standing().filter(sheet=sheet, author=person)
    return mine.select_related("country", "crop", "photo", "result__outcome").first()


def own(sheet: int, person: User) -> FieldReport | None:
    """What the person is shown of their own: what stands, else what a moderator last removed."""
    mine = FieldReport.objects.filter(sheet=sheet, author=person)
    removed = mine.filter(state=FieldReport.State.REMOVED)
    return standing(sheet, person) or removed.order_by("-changed_at").first()


@transaction.atomic
def say(sheet: int, said: Said, *, author: User) -> FieldReport:
    """The first word, or what the person says now. Public at once, or it waits: see moderation.

    Raises MayNotError, limits.TooManyError, acts.NotPublicError.
    """
    if not author.has_perm(TAKE_PART):
        raise MayNotError
    mine = standing(sheet, author)
    if mine is None:
        limits.check(author)
        mine = acts.report(sheet, said, author=author)
    else:
        limits.check_changes(author)
        mine = acts.change(mine, said, state=FieldReport.State.PENDING)
    if mine.state == FieldReport.State.PENDING:
        admit(mine)
    mine.refresh_from_db()
    return mine


def vouch(report: FieldReport, *, peer: User, agrees: bool, why: str) -> Any:
    """Raises MayNotError, acts.NotPublicError, acts.NotAPeerError."""
    if not peer.has_perm(TAKE_PART):
        raise MayNotError
    return acts.answer_as_peer(report, peer=peer, agrees=agrees, why=why)
