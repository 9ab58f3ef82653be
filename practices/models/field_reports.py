"""Who does it: what people say of a sheet from their own land, and what their peers say of that.

A position is of the land of a person: it is rounded before anything else sees it, and the columns
hold no more than that.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .places import Zone
from .vocabularies import Term

STANDING = ("pending", "published")
"""States of a report that neither its author took back nor a moderator took away."""


class FieldReportQuerySet(models.QuerySet["FieldReport"]):
    def published(self) -> Self:
        return self.filter(state=FieldReport.State.PUBLISHED)

    def standing(self) -> Self:
        return self.filter(state__in=STANDING)


class Doing(models.Model):
    """What is said, once by the report and once by each of its earlier wordings."""

    class What(models.TextChoices):
        DOES = "does", _("does it")
        TRIED = "tried", _("tried it")
        STOPPED = "stopped", _("stopped")

    doing = models.CharField(_("what"), max_length=8, choices=What)
    since_year = models.SmallIntegerField(_("since (year)"), null=True, blank=True)
    since_month = models.SmallIntegerField(_("since (month)"), null=True, blank=True)
    until_year = models.SmallIntegerField(_("until (year)"), null=True, blank=True)
    until_month = models.SmallIntegerField(_("until (month)"), null=True, blank=True)
    why = models.CharField(_("why, in one line"), max_length=280, blank=True)

    class Meta:
        abstract = True


class FieldReport(Doing):
    """That somebody does what the sheet says, tried it, or stopped.

    latitude, longitude: degrees to one decimal, about 10 km; never finer. region: words of the
    author, without a number. zones: modelled, of that position. author: a person who left keeps an
    empty account. removed_because: a code of the site's. The result, if any, is a row of evidence
    (`Evidence.field_report`).
    """

    class State(models.TextChoices):
        PENDING = "pending", _("waits for a moderator")
        PUBLISHED = "published", _("published")
        REMOVED = "removed", _("removed by a moderator")
        WITHDRAWN = "withdrawn", _("withdrawn by its author")

    sheet = models.ForeignKey("practices.PracticeSheet", models.CASCADE, related_name="reports")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="field_reports",
        verbose_name=_("author"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.PENDING, db_index=True
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    country = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    region = models.CharField(_("region"), max_length=80, blank=True)
    zones = models.ManyToManyField(Zone, related_name="+", verbose_name=_("zones"), blank=True)
    crop = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("crop")
    )
    crop_said = models.CharField(_("crop, as said"), max_length=80, blank=True)
    photo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photograph"),
    )
    language = models.CharField(_("language"), max_length=12)
    removed_because = models.CharField(_("removed because"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("first said"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = FieldReportQuerySet.as_manager()

    class Meta:
        ordering = ("-changed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("sheet", "author"),
                condition=models.Q(state__in=STANDING),
                name="field_report_one_standing",
            ),
        )
        indexes = (models.Index(fields=("sheet", "state"), name="field_report_sheet_state"),)
        verbose_name = _("report from the field")
        verbose_name_plural = _("reports from the field")

    def __str__(self) -> str:
        """Without the person: it stands in logs, which outlive the account."""
        return f"Report {self.pk} of sheet {self.sheet_id}"


class FieldReportVersion(Doing):
    """What a report said until `replaced_at`, when its author said something else."""

    report = models.ForeignKey(FieldReport, models.CASCADE, related_name="versions")
    replaced_at = models.DateTimeField(_("replaced"), auto_now_add=True)

    class Meta:
        ordering = ("-replaced_at", "-pk")
        verbose_name = _("earlier wording of a report")
        verbose_name_plural = _("earlier wordings of reports")

    def __str__(self) -> str:
        return f"Report {self.report_id} until {self.replaced_at:%Y-%m-%d}"


class PeerAnswer(models.Model):
    """Whether somebody of the same climate zone finds a report right.

    Whether it counts is asked anew each time (practices/reading/field.py): a peer's own report
    may be gone since.
    """

    report = models.ForeignKey(FieldReport, models.CASCADE, related_name="answers")
    peer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="peer_answers")
    agrees = models.BooleanField(_("agrees"))
    why = models.CharField(_("why, in one line"), max_length=280, blank=True)
    answered_at = models.DateTimeField(_("answered"), auto_now_add=True)

    class Meta:
        ordering = ("answered_at", "pk")
        constraints = (models.UniqueConstraint(fields=("report", "peer"), name="peer_answer_once"),)
        verbose_name = _("word of a peer")
        verbose_name_plural = _("words of peers")

    def __str__(self) -> str:
        return f"Answer {self.pk} on report {self.report_id}"
