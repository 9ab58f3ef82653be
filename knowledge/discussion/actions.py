"""The verbs of a discussion: write, change, withdraw, accept an answer. Each is one transaction."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from knowledge.contributing.models import Proposal
from knowledge.moderation import limits
from knowledge.moderation.actions import admit
from knowledge.moderation.models import PostState
from knowledge.moderation.rights import MODERATE, TAKE_PART
from knowledge.moderation.screening import fingerprint

from .models import MOST, Comment, CommentVersion
from .targets import is_public

MAY_ALSO_ACCEPT: list[Callable[[Comment, Any], bool]] = []
"""Rules of other apps: whether a person may accept an answer to a question."""
TWICE = timedelta(minutes=10)
"""Within which the same words are one comment."""


class MayNotError(Exception):
    """Who acts may not do this to that comment."""


class ClosedError(Exception):
    """What is talked about, or answered to, cannot be read any more."""


@transaction.atomic
def write(
    target: Any,
    *,
    author: User,
    text: str,
    language: str,
    is_question: bool = False,
    parent: Comment | None = None,
) -> Comment:
    """A comment, public or waiting by the rule of trust. A reply to a reply joins its thread. The
    same words in the same place, sent again within TWICE, are one comment.

    Raises MayNotError, ClosedError, TooManyError, and ValueError without words or with too many.
    """
    if not author.has_perm(TAKE_PART):
        raise MayNotError
    parent = parent.parent or parent if parent else None
    if not is_public(target) or (parent and not _takes_reply(parent, target)):
        raise ClosedError
    _one_at_a_time(author)
    if twin := _twin(target, author, parent, text):
        return twin
    limits.check(author)
    comment = Comment.objects.create(
        target=target, author=author, parent=parent, language=language,
        text=_tidied(text), fingerprint=fingerprint(text),
        is_question=is_question and parent is None,
    )  # fmt: skip
    admit(comment)
    log(instance=comment, action="discussion.write", user=author)
    return comment


def _one_at_a_time(author: User) -> None:
    """Until the transaction ends: what two requests do at once is counted, and seen, by one. Not
    the key, so that a moderator's decision, which names the author, need not wait."""
    User.objects.select_for_update(no_key=True).get(pk=author.pk)


def _twin(target: Any, author: User, parent: Comment | None, text: str) -> Comment | None:
    """Of an impatient second tap, or a page sent again."""
    mine = Comment.objects.of(target).filter(author=author, parent=parent, text=_tidied(text))
    there = mine.filter(state__in=(PostState.PENDING, PostState.PUBLISHED))
    return there.filter(created_at__gt=timezone.now() - TWICE).first()


def _takes_reply(parent: Comment, target: Any) -> bool:
    return parent.is_published and parent.target == target


def _tidied(text: str) -> str:
    """Raises ValueError."""
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not text or len(text) > MOST:
        raise ValueError("a comment has words, and not too many")
    return text


@transaction.atomic
def edit(comment: Comment, *, by: User, text: str, language: str) -> Comment:
    """What it said is kept. A changed text is looked at like a new one.

    Raises MayNotError for what is not one's own or was taken away, TooManyError, and ValueError.
    """
    _one_at_a_time(by)
    comment = _own(comment, by)
    text = _tidied(text)
    if (text, language) == (comment.text, comment.language):
        return comment
    limits.check_changes(by)
    said_at = comment.changed_at or comment.created_at
    CommentVersion.objects.create(
        comment=comment, text=comment.text, language=comment.language, said_at=said_at,
        was_public=comment.is_published,
    )  # fmt: skip
    comment.text, comment.language = text, language
    comment.fingerprint, comment.changed_at = fingerprint(text), timezone.now()
    comment.save(update_fields=["text", "language", "fingerprint", "changed_at"])
    admit(comment)
    return comment


@transaction.atomic
def withdraw(comment: Comment, *, by: User) -> Comment:
    """Its author takes it away, with all that it said before. Raises MayNotError."""
    comment = _own(comment, by)
    comment.versions.all().delete()
    comment.state, comment.text, comment.fingerprint = PostState.WITHDRAWN, "", ""
    comment.save(update_fields=["state", "text", "fingerprint"])
    log(instance=comment, action="discussion.withdraw", user=by)
    return comment


def _own(comment: Comment, by: User) -> Comment:
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    is_there = comment.state in (PostState.PENDING, PostState.PUBLISHED)
    if comment.author_id != by.pk or not is_there:
        raise MayNotError
    return comment


def may_accept(question: Comment, user: Any) -> bool:
    """Who asked, a moderator, who has written on the sheet or page; or by another app's rule."""
    if not user.is_authenticated:
        return False
    if question.author_id == user.pk or user.has_perm(MODERATE):
        return True
    done = Proposal.objects.filter(
        content_type=question.content_type_id, object_id=question.object_id, author=user
    )
    is_author = done.filter(state=Proposal.State.APPROVED).exists()
    return is_author or any(rule(question, user) for rule in MAY_ALSO_ACCEPT)


@transaction.atomic
def accept(answer: Comment, *, by: User) -> Comment:
    """It answers the question; a second time, it does so no more. Raises MayNotError."""
    question = answer.parent
    if question is None or not question.is_question or not answer.is_published:
        raise MayNotError
    question = Comment.objects.select_for_update().get(pk=question.pk)
    if not may_accept(question, by):
        raise MayNotError
    question.accepted = None if question.accepted_id == answer.pk else answer
    question.save(update_fields=["accepted"])
    log(instance=question, action="discussion.accept", user=by)
    return question
