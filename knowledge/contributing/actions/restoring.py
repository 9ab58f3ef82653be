"""Going back to an earlier version, by the same way as any other change."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.models import Revision

from ..models import Proposal
from ..subjects import Subject
from .drafting import begin
from .reviewing import approve
from .sending import hand_in


@transaction.atomic
def propose_version(
    target: Any, *, revision: Revision, subject: Subject, language: str, author: User | None
) -> Proposal:
    """A draft that says what the object said in an earlier version. Keys of rows that were
    removed since are new ones."""
    earlier = subject.answers_of(revision.as_object(), language)
    return begin(
        kind=subject.kind, author=author, language=language, target=target, answers=earlier
    )


@transaction.atomic
def restore_version(
    target: Any, *, revision: Revision, subject: Subject, language: str, user: User, note: str
) -> Proposal:
    """Publish what an earlier version said, as a change of the reviewer; it can be undone.

    Raises NothingChangedError, InvalidAnswersError, BlockedError.
    """
    draft = propose_version(
        target, revision=revision, subject=subject, language=language, author=user
    )
    return approve(hand_in(draft, note=note), user=user)
