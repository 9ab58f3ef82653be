"""Taking back what was published: the object says again what it said, others' changes kept."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from ..mails import tell_author
from ..merging import merge
from ..models import Proposal
from ..subjects import InvalidAnswersError
from .publishing import publish, unpublish
from .reviewing import BlockedError, MergeConflictError


class TooLateError(Exception):
    """It was published too long ago, or is not published."""


class HiddenError(Exception):
    """What it said before must not be shown any more."""


CANNOT = (TooLateError, HiddenError, MergeConflictError, BlockedError, InvalidAnswersError)
"""Why something is left as it is."""


@transaction.atomic
def undo(proposal: Proposal, *, user: User) -> Proposal:
    """Take back what the proposal changed, and nothing that others changed since.

    A new object is unpublished. Raises TooLateError after UNDO_DAYS, MergeConflictError where a
    later change stands on it, BlockedError while an editor's change waits, HiddenError where what
    was before is hidden, InvalidAnswersError where it can no longer be said.
    """
    undone = _undo(proposal, user=user)
    tell_author(undone)
    return undone


@transaction.atomic
def _undo(proposal: Proposal, *, user: User) -> Proposal:
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not proposal.can_be_undone:
        raise TooLateError
    target = proposal.target
    if target is None or proposal.revision is None:
        raise TooLateError
    if proposal.before is None:
        unpublish(target, user=user)
    else:
        _take_back(proposal, target, user, proposal.before, proposal.revision)
    proposal.state, proposal.reviewed_at = Proposal.State.UNDONE, timezone.now()
    proposal.reviewer = user
    proposal.save(update_fields=["state", "reviewed_at", "reviewer", "changed_at"])
    log(instance=proposal, action="contributing.undo", user=user)
    return proposal


def _take_back(
    proposal: Proposal, target: Any, user: User, before: Revision, after: Revision
) -> None:
    """Three ways: from what was published, to what was before, on what is there today."""
    if target.workflow_in_progress or target.has_unpublished_changes:
        raise BlockedError
    subject, language = proposal.subject, proposal.language
    if not subject.readable(Revision.objects.filter(pk=before.pk)).exists():
        raise HiddenError
    published, was = (
        subject.answers_of(obj, language) for obj in (after.as_object(), before.as_object())
    )
    today = subject.now(target, language, published)
    merged = merge(published, was, today)
    if merged.conflicts:
        raise MergeConflictError(merged.conflicts)
    subject.write(target, merged.answers, language)
    subject.before_publish(target)
    publish(target, author=user, user=user)


ALSO: list[Callable[[User, User, str], int]] = []
"""What other apps take back of a person: called with the person, who does it, and what of it was
chosen on the page; how many it was."""


def roll_back_person(person: User, *, user: User) -> tuple[list[Proposal], list[Proposal]]:
    """Take back all that a person published in the last UNDO_DAYS, newest first.

    Returns what was taken back and what could not be (CANNOT). No mail is sent.
    """
    done, left = [], []
    published = Proposal.objects.filter(author=person, state=Proposal.State.APPROVED)
    for proposal in published.order_by("-decided_at"):
        try:
            done.append(_undo(proposal, user=user))
        except CANNOT:
            left.append(proposal)
    return done, left


def roll_back_other(person: User, *, user: User, chosen: str) -> int:
    """What of the person other apps have (ALSO). How many things were taken back."""
    return sum(take_back(person, user, chosen) for take_back in ALSO)
