"""What of moderation is handed out with a person's data, and what goes with their account."""

from typing import Any

from django.contrib.auth.models import User

from knowledge.members.keeping import kept, on_leaving

from .models import Decision, PostFlag


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
