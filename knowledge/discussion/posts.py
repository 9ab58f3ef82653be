"""Comments as posts, for moderation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.moderation.models import PostState
from knowledge.moderation.posts import PostKind
from practices.models import SheetText

from .models import Comment, CommentVersion
from .targets import TARGETS, target_for

_TITLES = Prefetch("texts", SheetText.objects.only("sheet", "language", "is_original", "title"))


class CommentPosts(PostKind):
    kind, label, model = "comment", gettext_lazy("comment"), Comment

    def text_of(self, post: Comment) -> str:
        return post.text

    def about(self, post: Comment) -> str:
        target: Any = post.target
        return target_for(target).title(target) if target is not None else _("a page that is gone")

    def url_of(self, post: Comment) -> str:
        return post.get_absolute_url()

    def forget(self, posts: models.QuerySet[Any]) -> int:
        found = posts.exclude(text="")
        CommentVersion.objects.filter(comment__in=found).delete()
        return found.update(text="", fingerprint="")

    def posts(self) -> models.QuerySet[Any]:
        rows = [one.model._default_manager.all() for one in TARGETS.values()]
        rows = [row.prefetch_related(_TITLES) if one.kind == "sheet" else row
                for one, row in zip(TARGETS.values(), rows, strict=True)]  # fmt: skip
        return super().posts().prefetch_related(GenericPrefetch("target", rows))

    def target_of(self, post: Comment) -> models.Model | None:
        return post.target

    def was_said_before(self, post: Comment) -> bool:
        same = Comment.objects.exclude(pk=post.pk).filter(fingerprint=post.fingerprint)
        return bool(post.fingerprint) and same.exists()

    def changes_by(self, author: User, since: datetime) -> Iterable[datetime]:
        mine = CommentVersion.objects.filter(comment__author=author, until__gt=since)
        return mine.order_by().values_list("until", flat=True)

    def set_state(self, post: Comment, state: PostState, *, reason: str = "") -> None:
        post.state, post.reason, post.decided_at = state, reason, timezone.now()
        post.save(update_fields=["state", "reason", "decided_at"])
