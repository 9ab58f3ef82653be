"""What of moderation is handed out with a person's data, and what goes with their account."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from knowledge.members.keeping import Held, declare, each_day, kept, on_leaving

from .models import UNDO_DAYS, Decision, PostFlag, PostState
from .posts import PostKind, kinds

DAYS_OF_FLAG = 365

declare(
    Held(
        ("moderation.Decision", "moderation.PostFlag"),
        what=_("What moderators decided about your words, and what you told them of others’"),
        why=_("To keep this place pleasant, and to undo a mistake."),
        who=_("You and moderators."),
        until=format_lazy(
            _(
                "What was removed is emptied after {days} days, what you told goes {flag_days} "
                "days after it was settled; that something was decided stays, with a number "
                "instead of your name when you leave."
            ),
            days=UNDO_DAYS,
            flag_days=DAYS_OF_FLAG,
        ),
    )
)


@each_day
def forget_removed_posts(now: datetime) -> int:
    """The words of what a moderator removed, once nobody can undo that."""
    return sum(kind.forget(_removed(kind, now - timedelta(days=UNDO_DAYS))) for kind in kinds())


def _removed(kind: PostKind, before: datetime) -> QuerySet[Any]:
    about = ContentType.objects.get_for_model(kind.model)
    later = Decision.objects.filter(
        content_type=about, object_id=OuterRef("pk"), at__gte=before, undone_at=None
    )
    removed = kind.model._default_manager.filter(state=PostState.REMOVED)
    return removed.exclude(Exists(later))


@each_day
def forget_settled_flags(now: datetime) -> int:
    old = now - timedelta(days=DAYS_OF_FLAG)
    return PostFlag.objects.filter(settled_at__lt=old).delete()[0]


@kept("flags_of_posts")
def flags_of(user: User) -> list[Any]:
    return list(PostFlag.objects.filter(by=user).values("reason", "at", "settled_at"))


@kept("decisions_about_my_posts")
def decisions_about(user: User) -> list[Any]:
    """Without who decided: that is another person's."""
    mine = Decision.objects.filter(author=user)
    return list(mine.values("act", "reason", "words", "at", "undone_at"))


@on_leaving
def forget_flags(user: User) -> None:
    PostFlag.objects.filter(by=user).delete()
