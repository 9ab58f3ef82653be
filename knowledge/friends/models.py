"""The page of a Friend: what they say of themselves, and which of it everybody may read. And the
photographs that wait for a report."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.members.names import name_of
from knowledge.moderation.models import PostState
from practices.models import Term, Zone

MOST_SAID = 500
"""Signs about oneself."""
SWITCHES = ("is_listed", "shows_about", "shows_doing", "shows_place", "shows_zones", "shows_speech")
"""Each opens one part to everybody; all are off at first."""


class ProfileQuerySet(models.QuerySet["Profile"]):
    def opened(self) -> "ProfileQuerySet":
        """Of those who opened any part."""
        return self.filter(models.Q(*((name, True) for name in SWITCHES), _connector="OR"))


class Profile(models.Model):
    """One a person. Nothing has to be filled in, nothing is public unless its switch is on.

    The words that are open are a post (knowledge/moderation): `state` is theirs; "withdrawn" where
    there are none. zones: chosen, or looked up from a position that is not kept.
    """

    author = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile", verbose_name=_("person")
    )
    about = models.TextField(_("about oneself"), max_length=MOST_SAID, blank=True)
    doing = models.CharField(_("what one grows or does"), max_length=200, blank=True)
    land_uses = models.ManyToManyField(
        Term, related_name="+", verbose_name=_("land uses"), blank=True
    )
    country = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    region = models.CharField(_("region"), max_length=80, blank=True)
    zones = models.ManyToManyField(
        Zone, related_name="profiles", verbose_name=_("zones"), blank=True
    )
    shows_about = models.BooleanField(_("shows words about oneself"), default=False)
    shows_doing = models.BooleanField(_("shows what one grows or does"), default=False)
    shows_place = models.BooleanField(_("shows country and region"), default=False)
    shows_zones = models.BooleanField(_("shows zones"), default=False)
    shows_speech = models.BooleanField(_("shows languages"), default=False)
    is_listed = models.BooleanField(_("is in the list of Friends"), default=False, db_index=True)
    state = models.CharField(
        _("state of the words"), max_length=10, choices=PostState, default=PostState.WITHDRAWN
    )
    language = models.CharField(_("language of the words"), max_length=12, default="en")
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("state", "created_at"), name="profile_queue"),)
        verbose_name = _("page of a Friend")
        verbose_name_plural = _("pages of Friends")

    def __str__(self) -> str:
        """Without the name: it stands in logs, which outlive the account."""
        return f"Page of member {self.author_id}"

    @property
    def words(self) -> tuple[str, str, str]:
        return self.about, self.doing, self.region

    @property
    def open_words(self) -> tuple[str, str, str, str]:
        """What the person wrote and opened, whether or not a moderator has read it. The name is
        among it where it is to stand in the list."""
        return (
            self.about if self.shows_about else "",
            self.doing if self.shows_doing else "",
            self.region if self.shows_place else "",
            name_of(self.author) if self.is_listed else "",
        )


class Spoken(models.Model):
    """A language that a person speaks."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=12)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("profile", "code"), name="spoken_once"),)
        verbose_name = _("language spoken")
        verbose_name_plural = _("languages spoken")

    def __str__(self) -> str:
        return self.code


class PhotoAside(models.Model):
    """A photograph that waits for its report (photos.py): JPEG, without anything personal in it.

    Whose it is, only the session knows that holds its key.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("photograph set aside")
        verbose_name_plural = _("photographs set aside")

    def __str__(self) -> str:
        """Without the key: it stands in logs."""
        return f"Photograph of {self.made_at:%Y-%m-%d %H:%M}"
