"""What was decided about posts, why some wait, and what readers said against them."""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

UNDO_DAYS = 30
FLAGS_THAT_HIDE = 3
"""By trusted people."""


class PostState(models.TextChoices):
    PENDING = "pending", _("waiting for a moderator")
    PUBLISHED = "published", _("published")
    REMOVED = "removed", _("removed by a moderator")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")


class AboutPosts(models.QuerySet[Any]):
    def of(self, post: models.Model) -> Self:
        kind = ContentType.objects.get_for_model(post)
        return self.filter(content_type=kind, object_id=post.pk)


class DecisionQuerySet(AboutPosts):
    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(undone_at__isnull=True)


class Decision(models.Model):
    """A moderator showed a post or took it away. `before`: the state to which undoing goes back.

    `author` is whose post it is: a person's record is read without asking each kind of post.
    `reason`: a code of reasons.py; `words`: what the moderator wrote beside or instead.
    """

    class Act(models.TextChoices):
        PUBLISH = "publish", _("published")
        REMOVE = "remove", _("removed")

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    post = GenericForeignKey()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="decisions_about",
        verbose_name=_("author of the post"),
    )
    act = models.CharField(_("what was done"), max_length=10, choices=Act)
    before = models.CharField(_("state before"), max_length=10, choices=PostState)
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    words = models.TextField(_("in words"), max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="decisions_made",
        verbose_name=_("decided by"),
    )
    at = models.DateTimeField(_("decided"), auto_now_add=True)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken back by"),
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("content_type", "object_id", "-at"), name="decision_post"),
            models.Index(fields=("author", "act", "at"), name="decision_author"),
            models.Index(fields=("by", "-at"), name="decision_by"),
            models.Index(fields=("at",), name="decision_at"),
        )
        permissions = (("moderate_posts", _("May show and remove comments and field reports")),)
        verbose_name = _("decision about a post")
        verbose_name_plural = _("decisions about posts")

    def __str__(self) -> str:
        return f"{self.act} {self.content_type_id}/{self.object_id}"

    @property
    def can_be_undone(self) -> bool:
        """Within UNDO_DAYS."""
        return self.undone_at is None and timezone.now() - self.at < timedelta(days=UNDO_DAYS)


class Hold(models.Model):
    """Why a post waits: codes of `Doubt`, the weightiest first, with commas between."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    post = GenericForeignKey()
    doubts = models.CharField(_("why it waits"), max_length=200)
    at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = AboutPosts.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("content_type", "object_id"), name="hold_once_a_post"),
        )
        verbose_name = _("held post")
        verbose_name_plural = _("held posts")

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id}: {self.doubts}"


class PostFlagQuerySet(AboutPosts):
    def waiting(self) -> Self:
        return self.filter(settled_at__isnull=True)

    def hide(self) -> bool:
        """Whether these, of one post, are enough to hide it until a moderator decides."""
        return self.waiting().filter(is_trusted=True).count() >= FLAGS_THAT_HIDE


class PostFlag(models.Model):
    """A reader says that a post should not stand. One for each reader and post.

    `is_trusted`: whether the reader was trusted then; several of these hide the post.
    """

    class Reason(models.TextChoices):
        SPAM = "spam", _("It advertises, or is spam")
        RUDE = "rude", _("It insults somebody")
        PRIVATE = "private", _("It tells private things of a person")
        HARMFUL = "harmful", _("Doing this could harm people, animals or land")
        OFF_TOPIC = "off_topic", _("It has nothing to do with this page")

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    post = GenericForeignKey()
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="post_flags",
        verbose_name=_("told by"),
    )
    is_trusted = models.BooleanField(_("by a trusted person"), default=False)
    at = models.DateTimeField(_("told"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects = PostFlagQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("settled_at", "at"), name="post_flag_queue"),)
        constraints = (
            models.UniqueConstraint(
                fields=("content_type", "object_id", "by"), name="post_flag_once_a_reader"
            ),
        )
        verbose_name = _("flag of a post")
        verbose_name_plural = _("flags of posts")

    def __str__(self) -> str:
        return f"{self.reason} {self.content_type_id}/{self.object_id}"
