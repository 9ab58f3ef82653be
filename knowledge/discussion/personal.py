"""What of a person's comments is handed out with their data, and what goes with their account."""

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from knowledge.members.keeping import Held, declare, kept, on_leaving
from knowledge.moderation.models import PostState

from .models import Comment

declare(
    Held(
        ("discussion.Comment",),
        what=_("Your comments, questions and answers, and what they said before"),
        why=_("So that people learn from each other."),
        who=_("Everybody, once it is published; before that you and moderators."),
        until=_(
            "Until you delete them: then at once, with what they said before. What is public when "
            "you leave stays under “Former contributor”."
        ),
    )
)


@kept("comments")
def comments_of(user: User) -> list[dict[str, Any]]:
    """With what each said before it was changed."""
    mine = Comment.objects.filter(author=user).prefetch_related("versions")
    return [
        {
            "text": one.text,
            "language": one.language,
            "state": one.state,
            "is_question": one.is_question,
            "written": one.created_at.isoformat(),
            "earlier": [version.text for version in one.versions.all()],
        }
        for one in mine
    ]


@on_leaving
def forget_comments(user: User) -> None:
    """What is public keeps an author without a name; words that nobody reads are emptied."""
    hidden = Comment.objects.filter(author=user).exclude(state=PostState.PUBLISHED)
    for comment in hidden:
        comment.versions.all().delete()
    hidden.update(text="", fingerprint="", state=PostState.WITHDRAWN)
