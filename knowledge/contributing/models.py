"""What people propose, and every state of it that was ever kept."""

import uuid
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

UNDO_DAYS = 30
REVIEW_DAYS = 365
"""After which a page is to be read again."""


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def open(self) -> Self:
        """Still being written, or waiting for somebody."""
        return self.filter(state__in=Proposal.OPEN)

    def waiting(self) -> Self:
        """For a reviewer: sent, or published at once and not looked at since."""
        is_unreviewed = models.Q(state=Proposal.State.APPROVED, reviewed_at__isnull=True)
        return self.filter(models.Q(state=Proposal.State.SENT) | is_unreviewed)

    def of(self, target: models.Model) -> Self:
        kind = ContentType.objects.get_for_model(target)
        return self.filter(content_type=kind, object_id=target.pk)


class Proposal(models.Model):
    """One person's answers for one object, new or not; several may stand on the same object.

    `base` is what the object said when the person began, `answers` what they say now; both are
    answers (answers.py). `number` counts what was kept. `conflicts` holds, by field and page, what
    other tabs or devices wrote at the same time and was not taken: {"step-3-text": {page: text}}.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENT = "sent", _("waiting for review")
        RETURNED = "returned", _("sent back")
        APPROVED = "approved", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")
        UNDONE = "undone", _("taken back")

    OPEN = (State.DRAFT, State.SENT, State.RETURNED)
    WRITTEN = (State.DRAFT, State.RETURNED)

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("author"),
    )
    kind = models.CharField(_("kind"), max_length=20)
    content_type = models.ForeignKey(ContentType, models.CASCADE, null=True, blank=True)
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    target = GenericForeignKey()
    language = models.CharField(_("language"), max_length=12)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)

    base = models.JSONField(_("before"), default=dict)
    answers = models.JSONField(_("answers"), default=dict)
    number = models.PositiveIntegerField(_("number"), default=0)
    conflicts = models.JSONField(_("conflicts"), default=dict)

    note = models.CharField(_("what was changed, in a few words"), max_length=255, blank=True)
    reply = models.TextField(_("the reviewer's words"), blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews",
        verbose_name=_("reviewer"),
    )
    before = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("-changed_at", "-pk")
        indexes = (
            models.Index(fields=("content_type", "object_id"), name="proposal_target"),
            models.Index(fields=("state", "sent_at"), name="proposal_queue"),
        )
        permissions = (
            ("review_proposal", _("Can review what others propose")),
            ("publish_unreviewed", _("Can publish before the review")),
            ("rollback_person", _("Can take back all that a person published")),
        )
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("contributing:edit", args=[self.key])

    @property
    def subject(self) -> Any:
        """The adapter of its kind (subjects.py)."""
        from .subjects import subject_of

        return subject_of(self.kind)

    @property
    def title(self) -> str:
        return self.subject.title_of(self.answers) or str(_("Without a title yet"))

    @property
    def is_new(self) -> bool:
        """Whether there is no object yet."""
        return self.object_id is None

    @property
    def is_written(self) -> bool:
        """Whether its author may still write in it."""
        return self.state in self.WRITTEN

    @property
    def can_be_undone(self) -> bool:
        """Within UNDO_DAYS of the publication."""
        if self.state != self.State.APPROVED or self.decided_at is None:
            return False
        return timezone.now() - self.decided_at < timedelta(days=UNDO_DAYS)


class Kept(models.Model):
    """The answers of a proposal at one number: the base of what another tab or device writes.

    page: which one wrote, empty for a plain form. A page that never heard that its words were kept
    sends them again: `sent` is then its base.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="kept")
    number = models.PositiveIntegerField(_("number"))
    answers = models.JSONField(_("answers"))
    page = models.CharField(_("page"), max_length=40, blank=True)
    sent = models.JSONField(_("what the page sent"), default=dict)
    kept_at = models.DateTimeField(_("kept"), auto_now_add=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("proposal", "number"), name="kept_number_unique"),
        )
        verbose_name = _("kept state")
        verbose_name_plural = _("kept states")

    def __str__(self) -> str:
        return f"{self.proposal_id}/{self.number}"


class ReviewQuerySet(models.QuerySet["Review"]):
    def of(self, target: models.Model) -> Self:
        kind = ContentType.objects.get_for_model(target)
        return self.filter(content_type=kind, object_id=target.pk)


class Review(models.Model):
    """A person has read what an object says, and it may stand. Good for REVIEW_DAYS."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("reviewer"),
    )
    at = models.DateTimeField(_("reviewed"), auto_now_add=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("content_type", "object_id", "-at"), name="review_target"),)
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id}"


class FlagQuerySet(models.QuerySet["Flag"]):
    def waiting(self) -> Self:
        return self.filter(decided_at__isnull=True)


class Flag(models.Model):
    """Something that may be wrong with an object, told by anybody or found by a rule.

    `other_id`: of a possible duplicate, the object of the same kind that says the same.
    """

    class Kind(models.TextChoices):
        ERROR = "error", _("an error that a reader tells")
        DUPLICATE = "duplicate", _("a possible duplicate")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ERROR)
    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()
    other_id = models.PositiveBigIntegerField(_("the other one"), null=True, blank=True)
    reason = models.TextField(_("what is wrong"), max_length=2000)
    language = models.CharField(_("language"), max_length=12)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("told by"),
    )
    told_at = models.DateTimeField(_("told"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    answer = models.CharField(_("what was done"), max_length=255, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ("told_at", "pk")
        indexes = (models.Index(fields=("decided_at", "told_at"), name="flag_queue"),)
        constraints = (
            models.UniqueConstraint(
                fields=("content_type", "object_id", "other_id"), name="flag_pair_unique"
            ),
        )
        verbose_name = _("flag")
        verbose_name_plural = _("flags")

    def __str__(self) -> str:
        return self.reason[:80]
