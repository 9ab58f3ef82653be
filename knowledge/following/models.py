"""What a person follows, and the mails that are written and not yet sent."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.members.models import Member

Rhythm = Member.Rhythm


class FollowQuerySet(models.QuerySet["Follow"]):
    def told(self, rhythm: str) -> Self:
        """Those whose news come in this rhythm: their own, else that of the person."""
        theirs = models.Q(rhythm="", user__member__mail_rhythm=rhythm)
        return self.filter(models.Q(rhythm=rhythm) | theirs)

    def searches(self) -> Self:
        return self.filter(kind=Follow.Kind.SEARCH)


class Follow(models.Model):
    """A person wants to know what is new of something.

    key: which one of its kind, as addresses say it (kinds/); a region is no row of any table. Of a
    search it is made of `query` and `language`. told_at: news up to then were told by mail.

    Of a saved search three sets of sheet numbers are kept, as Roaring bitmaps: `seen` is never
    told again, and begins as all that was found at saving; `found` came since; `untold` is what
    of it no mail has told. `looked_at`: the number of the change log when it was last asked.
    """

    class Kind(models.TextChoices):
        SHEET = "sheet", _("practice sheet")
        PRACTICE = "practice", _("practice")
        WIKI = "wiki", _("wiki page")
        ZONE = "zone", _("climate or soil")
        REGION = "region", _("country or region")
        SEARCH = "search", _("search")
        PERSON = "person", _("person")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    key = models.CharField(max_length=64)
    rhythm = models.CharField(_("mails"), max_length=10, choices=Rhythm, blank=True)
    since = models.DateTimeField(_("since"), default=timezone.now)
    told_at = models.DateTimeField(_("told up to"), default=timezone.now)

    name = models.CharField(_("name"), max_length=120, blank=True)
    query = models.TextField(_("search"), blank=True)
    language = models.CharField(max_length=7, blank=True)
    seen = models.BinaryField(null=True)
    found = models.BinaryField(null=True)
    untold = models.BinaryField(null=True)
    looked_at = models.BigIntegerField(null=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ("-since", "-pk")
        constraints = (models.UniqueConstraint(fields=("user", "kind", "key"), name="follow_once"),)
        indexes = (models.Index(fields=("kind", "key"), name="follow_target"),)
        verbose_name = _("follow")
        verbose_name_plural = _("follows")

    def __str__(self) -> str:
        """Without the person, and without what is followed: it stands in logs."""
        return f"Follow {self.pk}"


class NewsMailQuerySet(models.QuerySet["NewsMail"]):
    def sendable(self, *, before: datetime) -> Self:
        """Those that nobody has begun to send since then, the oldest first."""
        is_free = models.Q(claimed_at=None) | models.Q(claimed_at__lt=before)
        return self.filter(is_free).order_by("pk")


class NewsMail(models.Model):
    """A mail that is written; deleted as soon as it is sent.

    It is written in the transaction that notes its news as told, so neither is without the other.
    `message_id` is the same at each try, so that whoever gets it twice sees it once.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="news_mails")
    subject = models.CharField(max_length=255)
    body = models.TextField()
    language = models.CharField(max_length=7)
    message_id = models.CharField(max_length=200, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)

    objects = NewsMailQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("mail to be sent")
        verbose_name_plural = _("mails to be sent")

    def __str__(self) -> str:
        return f"NewsMail {self.pk}"
