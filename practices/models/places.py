"""Where a practice was applied, how surely that is known, and the zones of the place."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from .labels import Labelled
from .vocabularies import Term

# Above this uncertainty a point on a map would claim too much (SOURCES of ERA: up to 283 km).
MAX_POINT_UNCERTAINTY_M = 25_000


class Zone(Labelled):
    """A climate zone or a soil group: its scheme, its code there, and its parent."""

    class Scheme(models.TextChoices):
        KOPPEN = "koppen", _("Köppen-Geiger climate")
        IPCC = "ipcc", _("IPCC climate zone")
        WRB = "wrb", _("WRB soil group")

    scheme = models.CharField(_("scheme"), max_length=10, choices=Scheme)
    code = models.CharField(_("code"), max_length=40)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("scheme", "order", "code")
        constraints = (models.UniqueConstraint(fields=("scheme", "code"), name="zone_code_unique"),)
        verbose_name = _("zone")
        verbose_name_plural = _("zones")


class Site(ClusterableModel, Orderable):
    """A place of a sheet. A position is as received; `uncertainty_m` is a radius."""

    sheet = ParentalKey("practices.PracticeSheet", on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(_("name"), max_length=255, blank=True)
    country = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    uncertainty_m = models.FloatField(_("uncertainty (m)"), null=True, blank=True)
    position_note = models.CharField(_("note on the position"), max_length=255, blank=True)
    altitude_m = models.FloatField(_("altitude (m)"), null=True, blank=True)
    slope_percent = models.FloatField(_("slope (%)"), null=True, blank=True)
    rainfall_mm_yr = models.FloatField(_("rainfall (mm a year)"), null=True, blank=True)
    temperature_c = models.FloatField(_("mean temperature (°C)"), null=True, blank=True)
    soil_reported_as = models.CharField(_("soil, as reported"), max_length=255, blank=True)
    soil_texture = models.CharField(_("soil texture"), max_length=120, blank=True)
    soil_ph = models.FloatField(_("soil pH"), null=True, blank=True)
    soc_baseline_g_kg = models.FloatField(_("organic carbon (g/kg)"), null=True, blank=True)
    soc_baseline_depth_cm = models.FloatField(_("depth of that (cm)"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("site")
        verbose_name_plural = _("sites")

    def __str__(self) -> str:
        return self.name or (str(self.country) if self.country else _("a place"))

    @property
    def is_point(self) -> bool:
        """Whether the position is sure enough to be a point on a map."""
        has_position = self.latitude is not None and self.longitude is not None
        return has_position and (self.uncertainty_m or 0) <= MAX_POINT_UNCERTAINTY_M


class SiteZone(Orderable):
    """A zone of a site: reported by the source or a person, or modelled from the position.

    Several zones of one scheme are candidates: a correspondence between soil systems
    is many-to-many, and none is dropped.
    """

    class Basis(models.TextChoices):
        REPORTED = "reported", _("reported")
        MODELLED = "modelled", _("modelled")

    site = ParentalKey(Site, on_delete=models.CASCADE, related_name="zones")
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="site_zones")
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)
    distance_km = models.FloatField(_("distance of the profile (km)"), null=True, blank=True)
    reported_as = models.CharField(_("as reported"), max_length=255, blank=True)

    class Meta(Orderable.Meta):
        constraints = (
            models.UniqueConstraint(fields=("site", "zone", "basis"), name="site_zone_unique"),
        )
        verbose_name = _("zone of a site")
        verbose_name_plural = _("zones of a site")

    def __str__(self) -> str:
        return str(self.zone)
