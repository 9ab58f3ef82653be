"""A moderator shows a post or takes it away, and may take that back for UNDO_DAYS."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..mails import tell_author
from ..models import Decision, PostFlag, PostState
from ..posts import Post, kind_of
from ..reasons import REASONS


class DecidedError(Exception):
    """Somebody was quicker, or its author withdrew it."""


class TooLateError(Exception):
    """It was decided too long ago, taken back already, or decided anew since."""


def publish(post: Post, *, by: User) -> Decision:
    """Show it; flags against it are settled. Raises DecidedError, SaidAnewError."""
    allowed = (PostState.PENDING, PostState.REMOVED)
    return _decide(post, Decision.Act.PUBLISH, PostState.PUBLISHED, allowed, by=by)


def keep(post: Post, *, by: User) -> Decision:
    """It was flagged, and may stay. Raises DecidedError."""
    allowed = (PostState.PUBLISHED,)
    return _decide(post, Decision.Act.PUBLISH, PostState.PUBLISHED, allowed, by=by)


def remove(post: Post, *, by: User, reason: str, words: str = "", tells: bool = True) -> Decision:
    """Take it away. Raises DecidedError, and ValueError without a reason that there is."""
    if reason not in REASONS:
        raise ValueError("a post is removed for a reason")
    allowed = (PostState.PENDING, PostState.PUBLISHED)
    return _decide(
        post, Decision.Act.REMOVE, PostState.REMOVED, allowed, by=by, reason=reason, words=words,
        tells=tells,
    )  # fmt: skip


@transaction.atomic
def _decide(
    post: Post,
    act: Decision.Act,
    state: PostState,
    allowed: tuple[PostState, ...],
    *,
    by: User,
    reason: str = "",
    words: str = "",
    tells: bool = True,
) -> Decision:
    post = locked(post)
    if post.state not in allowed:
        raise DecidedError
    decision = Decision.objects.create(
        post=post, author_id=post.author_id, act=act, before=post.state, reason=reason,
        words=words.strip()[:1000], by=by,
    )  # fmt: skip
    PostFlag.objects.of(post).waiting().update(settled_at=timezone.now())
    kind_of(post).set_state(post, state, reason=reason)
    log(instance=post, action=f"moderation.{act}", user=by, data={"reason": reason})
    if tells and decision.before != state:
        tell_author(decision)
    return decision


@transaction.atomic
def undo(decision: Decision, *, by: User) -> Decision:
    """The post goes back to what it was before. Raises TooLateError, SaidAnewError."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if not decision.can_be_undone or decision.post is None:
        raise TooLateError
    post = locked(decision.post)
    last = Decision.objects.standing().of(post).first()
    if last != decision or post.state not in (PostState.PUBLISHED, PostState.REMOVED):
        raise TooLateError
    decision.undone_at, decision.undone_by = timezone.now(), by
    decision.save(update_fields=["undone_at", "undone_by"])
    kind_of(post).set_state(post, PostState(decision.before))
    log(instance=post, action="moderation.undo", user=by)
    return decision


def locked(post: Post) -> Post:
    """As it is now, and nobody else decides it meanwhile."""
    return type(post)._default_manager.select_for_update().get(pk=post.pk)
