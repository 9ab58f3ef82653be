"""Reports from the field as posts, for moderation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.moderation.models import PostState
from knowledge.moderation.posts import PostKind, SaidAnewError
from knowledge.moderation.screening import SHORT
from practices.actions import field_reporting as acts
from practices.models import FieldReport, FieldReportVersion

from .showing import report_url


class ReportPosts(PostKind):
    kind, label, model = "report", _("report from the field"), FieldReport

    def text_of(self, post: FieldReport) -> str:
        return "\n".join(text for text in (post.why, post.region, post.crop_said) if text)

    def about(self, post: FieldReport) -> str:
        return post.sheet.title

    def url_of(self, post: FieldReport) -> str:
        return report_url(post)

    def forget(self, posts: models.QuerySet[Any]) -> int:
        return acts.forget_words(posts)

    def posts(self) -> models.QuerySet[Any]:
        return super().posts().select_related("sheet").prefetch_related("sheet__texts")

    def target_of(self, post: FieldReport) -> models.Model | None:
        return post.sheet

    def was_said_before(self, post: FieldReport) -> bool:
        """Short words, such as "it works", are said by many."""
        same = FieldReport.objects.exclude(author=post.author).filter(why=post.why)
        return len(post.why) >= SHORT and same.exists()

    def changes_by(self, author: User, since: datetime) -> Iterable[datetime]:
        mine = FieldReportVersion.objects.filter(report__author=author, replaced_at__gt=since)
        return mine.order_by().values_list("replaced_at", flat=True)

    def set_state(self, post: FieldReport, state: PostState, *, reason: str = "") -> None:
        """What hangs on the report goes and comes with it."""
        try:
            if state == PostState.PUBLISHED:
                acts.publish(post)
            elif state == PostState.REMOVED:
                acts.remove(post, reason=reason)
            else:
                acts.hold(post)
        except acts.SaidAlreadyError as error:
            raise SaidAnewError from error
        post.state = state
