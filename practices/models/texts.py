"""The words of a sheet in one language. Facts are not here: they are on the sheet, once."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey


def words(verbose_name: Any) -> models.TextField:
    return models.TextField(verbose_name, blank=True)


class SheetText(models.Model):
    """Title, summary and the prose of each section; one of a sheet's texts is the original."""

    sheet = ParentalKey("practices.PracticeSheet", on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=12)
    is_original = models.BooleanField(_("is the original"), default=False)
    translated_from = models.JSONField(
        _("what it was translated from"), default=dict, blank=True, editable=False
    )
    """Field -> what the original said when it was translated, by paragraph (paragraphs.py)."""

    title = models.CharField(_("title"), max_length=500)
    local_name = models.CharField(_("local name"), max_length=500, blank=True)
    summary = words(_("summary"))
    description = words(_("description"))

    place = words(_("place"))
    location_comments = words(_("on the place"))
    implementation_comments = words(_("on how it spread"))
    spread_comments = words(_("on the area covered"))

    purpose_comments = words(_("on the purpose"))
    land_use_comments = words(_("on the land use"))
    land_use_change_comments = words(_("on the land use before"))
    water_supply_comments = words(_("on the water supply"))
    growing_seasons_comments = words(_("on the growing seasons"))
    livestock_density = words(_("livestock density"))
    group_comments = words(_("on the group of practices"))
    measures_comments = words(_("on the measures"))
    degradation_comments = words(_("on the degradation"))
    prevention_comments = words(_("on prevention and repair"))

    specifications = words(_("technical specifications"))
    cost_comments = words(_("on the costs"))
    cost_factors = words(_("what the costs depend on"))
    establishment_comments = words(_("on the establishment"))
    maintenance_comments = words(_("on the maintenance"))

    climate_comments = words(_("on the climate"))
    rainfall_comments = words(_("on the rainfall"))
    topography_comments = words(_("on the topography"))
    soil_comments = words(_("on the soil"))
    water_comments = words(_("on the water"))
    biodiversity_comments = words(_("on the biodiversity"))
    land_user_comments = words(_("on the land users"))
    land_size_comments = words(_("on the size of the land"))
    ownership_comments = words(_("on ownership and rights"))
    access_comments = words(_("on access to services"))

    impact_comments = words(_("on the impacts on the site"))
    offsite_impact_comments = words(_("on the impacts elsewhere"))
    exposure_comments = words(_("on climate change and extremes"))
    cost_benefit_comments = words(_("on costs and benefits"))
    adoption_comments = words(_("on adoption"))
    adaptation_comments = words(_("on adaptation"))

    control_description = words(_("what it was compared with"))
    drawbacks = words(_("drawbacks"))
    barriers = words(_("barriers"))
    recommendations = words(_("recommendations"))
    general_comments = words(_("remarks"))

    class Meta:
        ordering = ("-is_original", "language")
        constraints = (
            models.UniqueConstraint(fields=("sheet", "language"), name="sheet_text_unique"),
        )
        verbose_name = _("text")
        verbose_name_plural = _("texts")

    def __str__(self) -> str:
        return self.title


WORDS = tuple(
    field.name
    for field in SheetText._meta.fields
    if isinstance(field, models.CharField | models.TextField) and field.name != "language"
)
"""The fields that hold words, in their order."""
