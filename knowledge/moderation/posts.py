"""What can be moderated: one adapter for each kind of post, registered by its app."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models

from .models import PostState

Post = Any
"""An object of a registered model."""


class SaidAnewError(Exception):
    """What was removed cannot come back: its author has said it anew since."""


class PostKind(ABC):
    """An adapter. The model has the fields `state`, `author`, `language` and `created_at`.

    kind: its name in addresses, such as "comment". label: what it is called on the screen.
    """

    kind: ClassVar[str]
    label: ClassVar[Any]
    model: ClassVar[type[models.Model]]

    @abstractmethod
    def text_of(self, post: Post) -> str:
        """All that its author wrote, as text."""

    @abstractmethod
    def about(self, post: Post) -> str:
        """The title of the page that it stands on, in the reader's language."""

    @abstractmethod
    def url_of(self, post: Post) -> str:
        """Where it can be read once it is published; empty if nowhere."""

    @abstractmethod
    def forget(self, posts: models.QuerySet[Any]) -> int:
        """Empty these, which were removed for good: no word of them stays. How many had any."""

    def posts(self) -> models.QuerySet[Any]:
        """All of them, with what the methods above read: a list costs a few queries."""
        return self.model._default_manager.select_related("author__member")

    def target_of(self, post: Post) -> models.Model | None:
        """The object that the post stands under."""
        return None

    def was_said_before(self, post: Post) -> bool:
        """Whether an earlier post, of anybody, says the same."""
        return False

    def changes_by(self, author: User, since: datetime) -> Iterable[datetime]:
        """When the author changed posts of this kind, if that is kept."""
        return ()

    def set_state(self, post: Post, state: PostState, *, reason: str = "") -> None:
        """Save it, inside of a transaction. A kind does here what hangs on the state, too.

        reason: a code of reasons.py, of what is removed. Raises SaidAnewError.
        """
        post.state = state
        post.save(update_fields=["state"])


_KINDS: dict[str, PostKind] = {}


def register(kind: PostKind) -> None:
    _KINDS[kind.kind] = kind


def kinds() -> list[PostKind]:
    return list(_KINDS.values())


def kind_named(name: str) -> PostKind:
    """Raises KeyError for one that nobody registered."""
    return _KINDS[name]


def kind_of(post: Post) -> PostKind:
    """Raises KeyError for an object that is no post."""
    for kind in _KINDS.values():
        if isinstance(post, kind.model):
            return kind
    raise KeyError(type(post).__name__)


def kinds_by_type() -> dict[int, PostKind]:
    """By the number of the content type: for tables that name posts of all kinds."""
    return {ContentType.objects.get_for_model(one.model).pk: one for one in kinds()}
