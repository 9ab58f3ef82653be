"""A new post, or one that its author changed: public at once, or waiting, and why."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from ..models import Hold, PostFlag, PostState
from ..posts import Post, kind_of
from ..screening import Doubt, doubts_of
from ..standing import standing


@transaction.atomic
def admit(post: Post) -> PostState:
    """Set the state of a saved post by the rule of standing.py, and keep why it waits."""
    kind, author = kind_of(post), standing(post.author)
    doubts = [] if author.is_moderator else _doubts(post, is_trusted=author.is_trusted)
    state = PostState.PENDING if doubts else PostState.PUBLISHED
    if doubts:
        hold(post, doubts)
    kind.set_state(post, state)
    return state


def _doubts(post: Post, *, is_trusted: bool) -> list[Doubt]:
    kind = kind_of(post)
    found = [Doubt.COPY] if kind.was_said_before(post) else []
    found += doubts_of(kind.text_of(post))
    if PostFlag.objects.of(post).hide():  # its author changes the words: who decides still reads it
        found.append(Doubt.FLAGGED)
    return found if is_trusted else [*found, Doubt.NEWCOMER]


def hold(post: Post, doubts: list[Doubt]) -> None:
    """Keep why it waits."""
    Hold.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(post),
        object_id=post.pk,
        defaults={"doubts": ",".join(doubts)},
    )
