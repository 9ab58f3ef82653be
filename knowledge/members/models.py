"""What the site keeps about a person beside the account itself, and whom it has invited."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import roles

DAYS_OF_INVITATION = 14


class Member(models.Model):
    """The person behind an account. An account made outside of the site may lack one."""

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Once a day, together")
        WEEKLY = "weekly", _("Once a week, together")
        NEVER = "never", _("Never")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member"
    )
    shown_name = models.CharField(_("name to show"), max_length=80, blank=True)
    # Codes with commas between; empty: nothing was said.
    reads = models.CharField(_("languages you read"), max_length=60, blank=True)
    mail_language = models.CharField(
        _("language of mails"), max_length=7, choices=settings.LANGUAGES, default="en"
    )
    mail_rhythm = models.CharField(
        _("mails about what you follow"), max_length=10, choices=Rhythm, default=Rhythm.DAILY
    )
    # Of mails about what one follows (knowledge/following): they came back, and no more are sent.
    mail_stopped_at = models.DateTimeField(_("mails stopped"), null=True, blank=True)
    soft_bounces = models.PositiveSmallIntegerField(_("mails that came back"), default=0)
    agreed_to_terms_at = models.DateTimeField(_("agreed to the terms"), null=True, blank=True)
    is_former = models.BooleanField(_("has left"), default=False)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        permissions = (
            ("take_part", "May ask, answer, and say what one practises"),
            ("block_member", "May block a person, and let them in again"),
            ("give_role", "May give and take roles"),
        )

    def __str__(self) -> str:
        """Without the name: it stands in logs, which outlive the account."""
        return f"Member {self.user_id}"

    @property
    def reading_languages(self) -> tuple[str, ...]:
        return tuple(code for code in self.reads.split(",") if code)


class Consent(models.Model):
    """That a person agreed, to which words (consent.py), and when. It stays when they leave."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"
    )
    version = models.CharField(_("version of the words"), max_length=20)
    at = models.DateTimeField(_("agreed"), auto_now_add=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("user", "version"), name="consent_once_a_version"),
        )

    def __str__(self) -> str:
        return f"Member {self.user_id}: {self.version}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither taken up nor too old."""
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())


def _in_two_weeks() -> datetime:
    return timezone.now() + timedelta(days=DAYS_OF_INVITATION)


class Invitation(models.Model):
    """To one address, for one role, once. Only the hash of its link is kept."""

    email = models.EmailField(_("e-mail address"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=roles.CHOICES)
    language = models.CharField(_("language"), max_length=7, choices=settings.LANGUAGES)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField(_("invited"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"), default=_in_two_weeks)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-invited_at",)
        permissions = (("invite_contributor", "May invite contributors"),)

    def __str__(self) -> str:
        """Without the address: it stands in logs, which outlive the invitation."""
        return f"Invitation {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.expires_at > timezone.now()
