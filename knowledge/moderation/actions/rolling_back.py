"""All posts of a person, taken away at once."""

from django.contrib.auth.models import User
from django.db import transaction

from ..models import PostState
from ..posts import Post, kinds
from .deciding import remove

SHOWN = (PostState.PENDING, PostState.PUBLISHED)


@transaction.atomic
def roll_back_posts(person: User, by: User) -> list[Post]:
    """Remove what waits and what is public; each can be taken back. No mail is sent."""
    done = []
    for kind in kinds():
        for post in kind.posts().filter(author=person, state__in=SHOWN):
            remove(post, by=by, reason="spam", tells=False)
            done.append(post)
    return done
