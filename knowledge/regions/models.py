"""Who has which role in which region; and who says that they would."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.following.models import Follow
from knowledge.members import roles
from practices.models.labels import reader_language
from practices.zones.within import place

MOST_WORDS = 500


def place_name(code: str) -> str:
    """In the reader's language; the code where there is no such place any more."""
    found = place(code)
    return found.name(reader_language()) if found else code


class MandateQuerySet(models.QuerySet["Mandate"]):
    def open(self) -> Self:
        """Held, or waiting for the person's yes."""
        return self.filter(ended_at=None)

    def held(self) -> Self:
        """Of people who said yes and are here; only these are shown to anybody."""
        return self.open().filter(accepted_at__isnull=False, user__is_active=True)


class Mandate(models.Model):
    """A role that a person has for a region: asked by the secretariat, then accepted, then ended.

    place: a country (ISO 3166-1 alpha-3) or region (UN M49). shown: of what the person follows,
    what they chose to show on the page of the region. looked_at: when they last said that they
    had seen what waits there.
    """

    role = models.CharField(
        _("role"),
        max_length=20,
        choices=[(code, roles.LABELS[code]) for code in roles.OF_A_REGION],
    )
    place = models.CharField(_("region"), max_length=3)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mandates", verbose_name=_("person")
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    looked_at = models.DateTimeField(_("last looked"), null=True, blank=True)
    shown = models.ManyToManyField(Follow, related_name="+", blank=True, verbose_name=_("watched"))

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ("role", "accepted_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "role", "place"),
                condition=Q(ended_at=None),
                name="mandate_open_once",
            ),
        )
        indexes = (
            models.Index(fields=("place",), condition=Q(ended_at=None), name="mandate_place"),
        )
        permissions = (("accept_answer", "May accept an answer to a question of their region"),)
        verbose_name = _("role in a region")
        verbose_name_plural = _("roles in regions")

    def __str__(self) -> str:
        """Without the person: it stands in logs, which outlive the account."""
        return f"Mandate {self.pk}"

    @property
    def place_name(self) -> str:
        return place_name(self.place)

    @property
    def is_held(self) -> bool:
        return self.accepted_at is not None and self.ended_at is None


class OfferQuerySet(models.QuerySet["Offer"]):
    def waiting(self) -> Self:
        return self.filter(decided_at=None)


class Offer(models.Model):
    """That a person would look after a region. Only they and the secretariat read it."""

    place = models.CharField(_("region"), max_length=3)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="offers", verbose_name=_("person")
    )
    words = models.CharField(_("what they say"), max_length=MOST_WORDS, blank=True)
    language = models.CharField(_("language"), max_length=7)
    made_at = models.DateTimeField(_("said"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "place"), condition=Q(decided_at=None), name="offer_waits_once"
            ),
        )
        verbose_name = _("offer for a region")
        verbose_name_plural = _("offers for regions")

    def __str__(self) -> str:
        """Without the person: it stands in logs, which outlive the account."""
        return f"Offer {self.pk}"

    @property
    def place_name(self) -> str:
        return place_name(self.place)
