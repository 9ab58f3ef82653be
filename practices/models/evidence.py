"""Measured contrasts. Rows stand outside a sheet's revisions and have their own state."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .field_reports import FieldReport
from .places import Site
from .references import Reference
from .vocabularies import Term


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def published(self) -> "EvidenceQuerySet":
        return self.filter(state=Evidence.State.PUBLISHED)

    def to_review(self) -> "EvidenceQuerySet":
        """Of people, of public sheets; that of a report only while the report is public."""
        of_reports = Q(field_report=None) | Q(field_report__state=FieldReport.State.PUBLISHED)
        waiting = self.filter(external_id="", state=Evidence.State.PENDING, sheet__live=True)
        return waiting.filter(of_reports)

    def of_soil_carbon(self) -> "EvidenceQuerySet":
        return self.filter(outcome__parent__code="soil_carbon")


class Evidence(models.Model):
    """One comparison of a treatment with a control.

    Means and errors are in `unit`, as reported. `log_ratio` is ln(treatment / control), the
    log response ratio of Hedges, Gurevitch and Curtis 1999; null where it cannot be computed,
    with the reason in `no_ratio_reason`. `field_report`: the report of a Friend that gave it.
    """

    class State(models.TextChoices):
        PUBLISHED = "published", _("published")
        PENDING = "pending", _("waiting for review")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class NoRatio(models.TextChoices):
        RATE = "rate", _("it is a rate of change, not a level")
        NOT_POSITIVE = "not_positive", _("a mean is zero or negative")
        MISSING = "missing", _("a mean is missing")
        IS_RATIO = "is_ratio", _("the value is a ratio already")

    sheet = models.ForeignKey("practices.PracticeSheet", models.CASCADE, related_name="evidence")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PUBLISHED)
    external_id = models.CharField(_("number at the source"), max_length=60, blank=True)
    outcome = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("outcome"))
    product = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("crop"),
    )
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True, related_name="evidence")
    reference = models.ForeignKey(
        Reference, models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    control_mean = models.FloatField(_("control"), null=True, blank=True)
    treatment_mean = models.FloatField(_("treatment"), null=True, blank=True)
    control_error = models.FloatField(_("error of the control"), null=True, blank=True)
    treatment_error = models.FloatField(_("error of the treatment"), null=True, blank=True)
    error_type = models.CharField(_("kind of error"), max_length=40, blank=True)
    replicates = models.FloatField(_("replicates"), null=True, blank=True)
    lower_is_better = models.BooleanField(_("lower is better"), default=False)
    log_ratio = models.FloatField(_("log response ratio"), null=True, blank=True)
    no_ratio_reason = models.CharField(
        _("why there is no ratio"), max_length=15, choices=NoRatio, blank=True
    )
    depth_from_cm = models.FloatField(_("depth from (cm)"), null=True, blank=True)
    depth_to_cm = models.FloatField(_("depth to (cm)"), null=True, blank=True)
    duration_yr = models.FloatField(_("duration (years)"), null=True, blank=True)
    start_year = models.SmallIntegerField(_("first year"), null=True, blank=True)
    end_year = models.SmallIntegerField(_("last year"), null=True, blank=True)
    season = models.CharField(_("season"), max_length=20, blank=True)
    control_description = models.TextField(_("control was"), blank=True)
    treatment_description = models.TextField(_("treatment was"), blank=True)
    location_in_source = models.CharField(_("where in the paper"), max_length=120, blank=True)
    flags = models.CharField(_("notes of the import"), max_length=255, blank=True)
    no_source_reason = models.CharField(_("why there is no source"), max_length=255, blank=True)
    field_report = models.OneToOneField(
        FieldReport, models.CASCADE, null=True, blank=True, related_name="result"
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("sheet", "state"), name="evidence_sheet_state"),)
        verbose_name = _("measured comparison")
        verbose_name_plural = _("measured comparisons")

    def __str__(self) -> str:
        return f"{self.outcome}: {self.control_mean} → {self.treatment_mean} {self.unit}"
