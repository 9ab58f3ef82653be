"""A reviewer's answer. What is approved goes through the object's own revisions and workflow."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from ..answers import changed
from ..mails import tell_author
from ..merging import Conflict, Merge, merge, settled
from ..models import Proposal, Review
from ..subjects import InvalidAnswersError
from .duplicates import flag_duplicates
from .publishing import publish


class NothingChangedError(Exception):
    """The proposal says what the object says already."""


class DecidedError(Exception):
    """Somebody was quicker."""


class BlockedError(Exception):
    """The object is not public, or an editor's own change of it waits in the admin: that has to be
    decided first."""


class MergeConflictError(Exception):
    """The object changed in the same fields since the proposal began. `conflicts`: where."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(", ".join(one.name for one in self.conflicts))


def target_of(proposal: Proposal) -> Any:
    """What it changes: also an object that somebody else made while it was written as a new one.
    None for one that is still new."""
    if proposal.target is not None:
        return proposal.target
    return proposal.subject.there_already(proposal.answers, proposal.language)


def current(proposal: Proposal) -> Any:
    """The object as it is published, or a new one in memory."""
    there = target_of(proposal)
    return proposal.subject.new(proposal.answers, proposal.language) if there is None else there


def merged(proposal: Proposal) -> Merge:
    """The proposal on top of what the object says today; alone where that is not public, so that
    its author is not shown it."""
    target = target_of(proposal)
    if target is None or not target.live:
        return Merge(dict(proposal.answers), ())
    theirs = proposal.subject.now(target, proposal.language, proposal.base)
    return merge(proposal.base, proposal.answers, theirs)


def checked(proposal: Proposal) -> Any:
    """The object in memory with the proposal written into it. Raises InvalidAnswersError."""
    obj = current(proposal)
    proposal.subject.write(obj, merged(proposal).answers, proposal.language)
    return obj


def doubts_of(proposal: Proposal) -> Sequence[Any]:
    """What of it may stand somewhere already; nobody is refused for it."""
    try:
        obj = proposal.target if proposal.state == Proposal.State.APPROVED else checked(proposal)
    except InvalidAnswersError:
        obj = None
    return proposal.subject.doubts_of(obj, proposal.answers, is_new=not proposal.base)


@transaction.atomic
def approve(
    proposal: Proposal,
    *,
    user: User,
    mine_of: Iterable[str] = (),
    theirs_of: Iterable[str] = (),
    is_reviewed: bool = True,
) -> Proposal:
    """Publish it as a revision of its author, approved by the user.

    mine_of, theirs_of: fields that the object changed too, and whose text is to stand: the
    proposal's or the object's. Raises MergeConflictError for others, InvalidAnswersError,
    BlockedError, DecidedError.
    """
    proposal = locked(proposal)
    merge_ = merged(proposal)
    open_ones = [c for c in merge_.conflicts if c.name not in {*mine_of, *theirs_of}]
    if open_ones:
        raise MergeConflictError(open_ones)
    answers = settled(merge_, mine_of)
    obj = current(proposal)
    is_new = obj.pk is None
    if not is_new:
        _check_nothing_waits(obj)
        proposal.before = _revision_before(obj)
    proposal.subject.write(obj, answers, proposal.language)
    if is_new:
        proposal.subject.save_new(obj)
    proposal.content_type = ContentType.objects.get_for_model(obj)
    proposal.object_id = obj.pk
    proposal.subject.before_publish(obj)
    proposal.revision = publish(obj, author=proposal.author, user=user)
    proposal.subject.after_save(obj, answers, proposal.language)
    flag_duplicates(obj, proposal.subject.duplicates_of(obj), language=proposal.language)
    if is_reviewed and proposal.subject.is_whole:
        Review.objects.create(target=obj, reviewer=user)
    return _decide(proposal, Proposal.State.APPROVED, user=user, is_reviewed=is_reviewed)


def _check_nothing_waits(obj: Any) -> None:
    """Else an editor's half-done words would be published, or lost; or what was taken down."""
    if not obj.live or obj.workflow_in_progress or obj.has_unpublished_changes or _is_ahead(obj):
        raise BlockedError


def _is_ahead(obj: Any) -> bool:
    """Whether there is a newer version than the published one; an imported object has none."""
    latest, live = obj.latest_revision_id, obj.live_revision_id
    return latest is not None and live is not None and latest > live


def _revision_before(obj: Any) -> Revision:
    """What undoing goes back to; an imported object has no revision of its own yet."""
    latest = obj.latest_revision
    return latest or obj.save_revision(changed=False, clean=False)


@transaction.atomic
def send_back(proposal: Proposal, *, user: User, reply: str) -> Proposal:
    """To its author, with the reason. Raises ValueError without one, DecidedError."""
    if not reply.strip():
        raise ValueError("a proposal is sent back with a reason")
    proposal = locked(proposal)
    proposal.reply = reply.strip()
    return _decide(proposal, Proposal.State.RETURNED, user=user, is_reviewed=True)


@transaction.atomic
def take_over(proposal: Proposal, *, user: User) -> None:
    """Say who has it. Raises DecidedError."""
    proposal = locked(proposal)
    proposal.reviewer = user
    proposal.save(update_fields=["reviewer"])
    log(instance=proposal, action="contributing.take_over", user=user)


@transaction.atomic
def look_over(proposal: Proposal, *, user: User) -> None:
    """What was published at once has been reviewed and stays."""
    count = Proposal.objects.filter(pk=proposal.pk, reviewed_at=None).update(
        reviewed_at=timezone.now(), reviewer=user
    )
    if not count:
        raise DecidedError
    if proposal.target is not None and proposal.subject.is_whole:
        Review.objects.create(target=proposal.target, reviewer=user)
    log(instance=proposal, action="contributing.review", user=user)


def locked(proposal: Proposal) -> Proposal:
    """As it is now, and nobody else decides it meanwhile. Raises DecidedError."""
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.state != Proposal.State.SENT:
        raise DecidedError
    return locked


def _decide(proposal: Proposal, state: str, *, user: User, is_reviewed: bool) -> Proposal:
    now = timezone.now()
    proposal.state, proposal.decided_at = state, now
    proposal.reviewed_at = now if is_reviewed else None
    proposal.reviewer = user if is_reviewed else None
    proposal.save()
    log(instance=proposal, action=f"contributing.{state}", user=user)
    decided = Proposal.objects.get(pk=proposal.pk)  # its target as it is now, not as it was
    if is_reviewed:
        tell_author(decided)
    return decided


def differences(proposal: Proposal) -> list[str]:
    """The names of the fields that it changes."""
    return changed(proposal.base, proposal.answers)


def others_on(target: models.Model, but: Proposal) -> Any:
    """Open proposals of others on the same object."""
    return Proposal.objects.of(target).filter(state=Proposal.State.SENT).exclude(pk=but.pk)
