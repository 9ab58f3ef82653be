"""Comments, with one level of replies, and what they said before they were changed."""

from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from knowledge.moderation.models import PostState

MOST = 5000
"""Characters of a comment."""


class CommentQuerySet(models.QuerySet["Comment"]):
    def published(self) -> Self:
        return self.filter(state=PostState.PUBLISHED)

    def waiting(self) -> Self:
        return self.filter(state=PostState.PENDING)

    def top(self) -> Self:
        """Those that begin a thread."""
        return self.filter(parent__isnull=True)

    def of(self, target: models.Model) -> Self:
        kind = ContentType.objects.get_for_model(target)
        return self.filter(content_type=kind, object_id=target.pk)

    def answered(self) -> Self:
        """Questions whose accepted answer can be read."""
        return self.filter(is_question=True, accepted__state=PostState.PUBLISHED)

    def unanswered(self) -> Self:
        """Questions without an accepted answer that can be read."""
        is_answered = Q(accepted__state=PostState.PUBLISHED)
        return self.filter(is_question=True).exclude(is_answered)


class Comment(models.Model):
    """What a person says under an object, or answers to a comment there.

    `reason`: why a moderator removed it, a code of knowledge/moderation/reasons.py. `changed_at`:
    when its author last changed the words; empty if never. `fingerprint`: by which the same text
    is found again.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="comments",
        verbose_name=_("author"),
    )
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("reply to"),
    )
    language = models.CharField(_("language"), max_length=12)
    text = models.TextField(_("text"), max_length=MOST)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=PostState, default=PostState.PENDING
    )
    reason = models.CharField(_("why it was removed"), max_length=20, blank=True)
    is_question = models.BooleanField(_("is a question"), default=False)
    accepted = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accepted answer"),
    )
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(
                fields=("content_type", "object_id", "state", "-created_at"),
                condition=Q(parent__isnull=True),
                name="comment_thread",
            ),
            models.Index(fields=("parent", "state", "created_at"), name="comment_reply"),
            models.Index(fields=("state", "created_at"), name="comment_queue"),
            models.Index(fields=("author", "-created_at"), name="comment_author"),
            models.Index(fields=("fingerprint",), name="comment_fingerprint"),
            # Questions of a region are asked of the questions, which are few.
            models.Index(
                fields=("content_type", "state", "created_at"),
                condition=Q(is_question=True),
                name="comment_question",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(is_question=False),
                name="comment_reply_is_no_question",
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True) | Q(is_question=True),
                name="comment_accepts_if_question",
            ),
        )
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        """Without its words: it stands in logs, which outlive what was withdrawn."""
        return f"Comment {self.pk}"

    def get_absolute_url(self) -> str:
        """The permanent address, in the reader's language."""
        return reverse("discussion:comment", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.state == PostState.PUBLISHED

    @property
    def is_waiting(self) -> bool:
        return self.state == PostState.PENDING

    @property
    def anchor(self) -> str:
        """Its id on a page."""
        return f"comment-{self.pk}"


class CommentVersion(models.Model):
    """What a comment said until its author changed it. was_public: whether everybody read it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="versions")
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=12)
    said_at = models.DateTimeField(_("written"))
    was_public = models.BooleanField(_("was public"), default=False)
    until = models.DateTimeField(_("changed"), auto_now_add=True)

    class Meta:
        ordering = ("-until", "-pk")
        verbose_name = _("earlier version of a comment")
        verbose_name_plural = _("earlier versions of comments")

    def __str__(self) -> str:
        return f"{self.comment_id}/{self.pk}"
