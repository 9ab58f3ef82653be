"""The practice sheet: one documented application of practices, its facts held once."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from practices.translating import note_sources

from .labels import reader_language
from .practices import Practice
from .sources import Licence
from .texts import SheetText


def sheet_url(pk: int, title: str) -> str:
    """The address of a sheet with this title in the reader's language."""
    return reverse("practices:sheet", args=[pk, slug_of(title)])


def slug_of(title: str) -> str:
    return slugify(title)[:80].strip("-") or "sheet"


class SheetQuerySet(models.QuerySet["PracticeSheet"]):
    def published(self) -> Self:
        return self.filter(live=True)

    def from_source(self, code: str) -> Self:
        return self.filter(source_record__source__code=code)

    def applying(self, practices: Iterable[Practice]) -> Self:
        """Sheets that apply one of the practices; those that only surround it do not count."""
        return self.filter(
            practice_links__practice__in=list(practices), practice_links__role="main"
        ).distinct()

    def touched_by_people(self) -> Self:
        """Sheets an import may not overwrite: imports write no revision, people always do."""
        return self.filter(latest_revision__isnull=False)


class SheetTag(TaggedItemBase):
    """A free tag on a sheet; an import replaces only those that came from the source."""

    content_object = ParentalKey(
        "practices.PracticeSheet", on_delete=models.CASCADE, related_name="tagged_items"
    )
    is_from_source = models.BooleanField(_("is from the source"), default=False)


class PracticeSheet(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    ClusterableModel,
):
    """Facts live here and in the rows; words in `SheetText`; measurements in `Evidence`."""

    class Basis(models.TextChoices):
        FIELD = "field", _("field experience")
        SCIENTIFIC = "scientific", _("scientific")
        BOTH = "both", _("field experience and scientific")

    class CostBase(models.TextChoices):
        AREA = "area", _("per area")
        UNIT = "unit", _("per unit")

    basis = models.CharField(_("basis"), max_length=12, choices=Basis)
    licence = models.CharField(_("licence"), max_length=30, choices=Licence)
    documented_on = models.DateField(_("documented on"), null=True, blank=True)
    start_year = models.SmallIntegerField(_("first year"), null=True, blank=True)
    end_year = models.SmallIntegerField(_("last year"), null=True, blank=True)
    area_covered_km2 = models.FloatField(_("area covered (km²)"), null=True, blank=True)
    rainfall_mm_yr = models.FloatField(_("rainfall (mm a year)"), null=True, blank=True)
    trial_duration_yr = models.FloatField(_("duration of the trial (years)"), null=True, blank=True)

    has_sustainability_problem = models.BooleanField(
        _("is not sustainable everywhere"), null=True, blank=True
    )
    is_protected_area = models.BooleanField(_("in a protected area"), null=True, blank=True)
    has_mixed_land_use = models.BooleanField(_("land uses are mixed"), null=True, blank=True)
    has_land_use_changed = models.BooleanField(_("land use has changed"), null=True, blank=True)
    has_salinity_problem = models.BooleanField(_("salinity is a problem"), null=True, blank=True)
    is_flooded = models.BooleanField(_("is flooded"), null=True, blank=True)
    has_traditional_rights = models.BooleanField(_("traditional rights"), null=True, blank=True)
    is_adapted = models.BooleanField(_("has been adapted"), null=True, blank=True)

    cost_base = models.CharField(_("costs are"), max_length=4, choices=CostBase, blank=True)
    cost_area_ha = models.FloatField(_("area of the costs (ha)"), null=True, blank=True)
    cost_unit = models.CharField(_("unit of the costs, as reported"), max_length=255, blank=True)
    cost_currency = models.CharField(_("currency"), max_length=40, blank=True)
    cost_year = models.SmallIntegerField(_("year of the costs"), null=True, blank=True)
    currency_per_usd = models.FloatField(_("currency for one USD"), null=True, blank=True)
    labour_day_cost = models.CharField(_("wage a day, as reported"), max_length=255, blank=True)
    establishment_cost = models.FloatField(_("establishment, in all"), null=True, blank=True)
    establishment_cost_usd = models.FloatField(_("establishment (USD)"), null=True, blank=True)
    maintenance_cost_yr = models.FloatField(_("maintenance a year"), null=True, blank=True)
    maintenance_cost_usd_yr = models.FloatField(
        _("maintenance a year (USD)"), null=True, blank=True
    )

    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    tags = ClusterTaggableManager(through=SheetTag, blank=True, verbose_name=_("tags"))
    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("practice sheet")
        verbose_name_plural = _("practice sheets")

    def __str__(self) -> str:
        return self.title

    @property
    def original(self) -> SheetText | None:
        texts = list(self.texts.all())
        return next((text for text in texts if text.is_original), texts[0] if texts else None)

    def text_in(self, language: str) -> SheetText | None:
        """The words in a language, or those of the original."""
        return next((t for t in self.texts.all() if t.language == language), self.original)

    @property
    def title(self) -> str:
        text = self.text_in(reader_language())
        return text.title if text else ""

    @property
    def source_name(self) -> str:
        record = getattr(self, "source_record", None)
        return record.source.name if record else ""

    @property
    def slug(self) -> str:
        return slug_of(self.title)

    def get_absolute_url(self) -> str:
        return sheet_url(self.pk, self.title)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """What its translations were made from is noted before the original says something else."""
        stored = type(self)._default_manager.get(pk=self.pk)
        note_sources(self, stored.get_latest_revision_as_object())
        return super().save_revision(*args, **kwargs)

    def with_content_json(self, content: Any) -> Any:
        """Of a version that was written before translations noted it, its own original is taken."""
        found = super().with_content_json(content)
        note_sources(found)
        return found

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "practices/sheet_preview.html"


class Tombstone(models.Model):
    """A public sheet that is gone: its address answers 410 and says why."""

    sheet_id = models.BigIntegerField(primary_key=True)
    title = models.CharField(_("title"), max_length=500)
    reason = models.CharField(_("reason"), max_length=255)
    removed_at = models.DateTimeField(_("removed"), auto_now_add=True)

    class Meta:
        ordering = ("-removed_at",)
        verbose_name = _("removed sheet")
        verbose_name_plural = _("removed sheets")

    def __str__(self) -> str:
        return self.title
