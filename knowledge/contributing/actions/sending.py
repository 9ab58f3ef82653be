"""From a draft to the queue, and back."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..answers import changed
from ..models import Proposal
from ..subjects import InvalidAnswersError
from ..trust import is_trusted
from .reviewing import (
    BlockedError,
    MergeConflictError,
    NothingChangedError,
    approve,
    checked,
)


class ConflictsError(Exception):
    """Fields that two pages wrote at once wait for their author. `names`: which."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@transaction.atomic
def send(proposal: Proposal, *, note: str = "") -> Proposal:
    """To review; a trusted author's is published at once and reviewed after.

    Raises InvalidAnswersError, NothingChangedError, or ConflictsError, and keeps all as it was.
    """
    sent = hand_in(proposal, note=note)
    if sent.author and is_trusted(sent.author):
        return publish_at_once(sent, sent.author)
    return sent


def hand_in(proposal: Proposal, *, note: str) -> Proposal:
    """It waits for a reviewer now. Raises what `send` raises."""
    if proposal.conflicts:
        raise ConflictsError(sorted(proposal.conflicts))
    if not changed(proposal.base, proposal.answers):
        raise NothingChangedError
    checked(proposal)
    proposal.note = note[:255]
    proposal.state = Proposal.State.SENT
    proposal.sent_at = timezone.now()
    proposal.reviewer = None
    proposal.save(update_fields=["note", "state", "sent_at", "reviewer", "changed_at"])
    log(instance=proposal, action="contributing.send", user=proposal.author)
    return proposal


def publish_at_once(proposal: Proposal, author: User) -> Proposal:
    """Where it meets somebody else's change it waits for a reviewer like all others."""
    try:
        with transaction.atomic():
            return approve(proposal, user=author, is_reviewed=False)
    except (BlockedError, MergeConflictError, InvalidAnswersError):
        proposal.refresh_from_db()
        return proposal


@transaction.atomic
def withdraw(proposal: Proposal) -> None:
    """The author takes it back to go on writing."""
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.state != Proposal.State.SENT:
        return
    locked.state = Proposal.State.DRAFT
    locked.save(update_fields=["state", "changed_at"])
    log(instance=locked, action="contributing.withdraw", user=locked.author)
    proposal.state = locked.state
