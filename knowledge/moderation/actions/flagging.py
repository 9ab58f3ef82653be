"""A reader says that a post should not stand. Enough of the trusted hide it until one decides."""

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.log_actions import log

from ..models import PostFlag, PostState
from ..posts import Post, kind_of
from ..screening import Doubt
from ..standing import is_trusted
from .admitting import hold
from .deciding import locked


class OwnPostError(Exception):
    """One's own post is withdrawn, not flagged."""


@transaction.atomic
def flag(post: Post, *, by: User, reason: str) -> PostFlag:
    """Again, it changes the reason. What was settled stays settled: nobody is asked twice.

    Raises OwnPostError, and ValueError for a reason that there is not.
    """
    if post.author_id == by.pk:
        raise OwnPostError
    if reason not in PostFlag.Reason.values:
        raise ValueError("a post is flagged for a reason")
    found, _created = PostFlag.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(post),
        object_id=post.pk,
        by=by,
        defaults={"reason": reason, "is_trusted": is_trusted(by)},
    )
    log(instance=post, action="moderation.flag", user=by, data={"reason": reason})
    _hide_if_enough(post)
    return found


def _hide_if_enough(post: Post) -> None:
    post = locked(post)
    if post.state != PostState.PUBLISHED or not PostFlag.objects.of(post).hide():
        return
    hold(post, [Doubt.FLAGGED])
    kind_of(post).set_state(post, PostState.PENDING)
