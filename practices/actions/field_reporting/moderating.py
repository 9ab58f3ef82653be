"""A moderator lets a report be read, holds it, or takes it away."""

from django.db import transaction

from practices.models import Evidence, FieldReport
from practices.signals import announce

from .results import set_result
from .said import NotPublicError, SaidAlreadyError
from .standing import held_now, touched

State = FieldReport.State


@transaction.atomic
def publish(report: FieldReport) -> FieldReport:
    """A moderator lets it be read, or read again after it was removed. Raises
    NotPublicError where its author took it back, SaidAlreadyError where they said it anew.
    """
    return _let_stand(report, State.PUBLISHED)


@transaction.atomic
def hold(report: FieldReport) -> FieldReport:
    """It waits for a moderator, again after it was removed, and its number for a reviewer once
    the report is public. Raises as `publish` does."""
    return _let_stand(report, State.PENDING)


def _let_stand(report: FieldReport, state: str) -> FieldReport:
    held = held_now(report)
    if held.state == State.WITHDRAWN:
        raise NotPublicError
    was_removed = held.state == State.REMOVED
    if was_removed and _is_said_anew(held):
        raise SaidAlreadyError
    held.state, held.removed_because = state, ""
    held.save()
    if was_removed:
        set_result(held, Evidence.State.PENDING)
    elif state == State.PENDING:
        set_result(held, Evidence.State.PENDING, only=Evidence.State.PUBLISHED)
    announce(touched(held))
    return held


def _is_said_anew(held: FieldReport) -> bool:
    mine = FieldReport.objects.standing().filter(sheet=held.sheet_id, author=held.author_id)
    return held.author_id is not None and mine.exists()


@transaction.atomic
def remove(report: FieldReport, *, reason: str) -> FieldReport:
    """A moderator takes it away, its number too. reason: a code of the caller's.

    Raises NotPublicError where it does not stand.
    """
    held = held_now(report)
    if held.state not in (State.PENDING, State.PUBLISHED):
        raise NotPublicError
    sheets = touched(held)
    held.state, held.removed_because = State.REMOVED, reason[:500]
    held.save()
    set_result(held, Evidence.State.WITHDRAWN)
    announce(sheets)
    return held
