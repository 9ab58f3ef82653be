"""How a sheet is laid out for editors: the sections of the standard, one tab each."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)


def fields(*names: str) -> list[Panel]:
    return [FieldPanel(name) for name in names]


def rows(relation: str, label: object, *names: str) -> InlinePanel:
    return InlinePanel(relation, panels=fields(*names), label=label)


WORDS = MultiFieldPanel(
    [
        FieldRowPanel(fields("language", "is_original")),
        *fields("title", "local_name", "summary", "description", "place"),
        MultiFieldPanel(
            fields(
                "specifications",
                "location_comments",
                "implementation_comments",
                "spread_comments",
                "purpose_comments",
                "land_use_comments",
                "land_use_change_comments",
                "water_supply_comments",
                "growing_seasons_comments",
                "livestock_density",
                "group_comments",
                "measures_comments",
                "degradation_comments",
                "prevention_comments",
            ),
            heading=_("What it is"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            fields(
                "cost_comments",
                "cost_factors",
                "establishment_comments",
                "maintenance_comments",
                "cost_benefit_comments",
            ),
            heading=_("Costs"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            fields(
                "climate_comments",
                "rainfall_comments",
                "topography_comments",
                "soil_comments",
                "water_comments",
                "biodiversity_comments",
                "land_user_comments",
                "land_size_comments",
                "ownership_comments",
                "access_comments",
            ),
            heading=_("Land and people"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            fields(
                "control_description",
                "impact_comments",
                "offsite_impact_comments",
                "exposure_comments",
                "adoption_comments",
                "adaptation_comments",
                "drawbacks",
                "barriers",
                "recommendations",
                "general_comments",
            ),
            heading=_("Results, limits, remarks"),
            classname="collapsed",
        ),
    ]
)

SITES = InlinePanel(
    "sites",
    panels=[
        *fields("name", "country"),
        FieldRowPanel(fields("latitude", "longitude", "uncertainty_m")),
        *fields("position_note"),
        FieldRowPanel(fields("altitude_m", "slope_percent", "rainfall_mm_yr", "temperature_c")),
        FieldRowPanel(fields("soil_reported_as", "soil_texture", "soil_ph")),
        FieldRowPanel(fields("soc_baseline_g_kg", "soc_baseline_depth_cm")),
        rows("zones", _("Zone"), "zone", "basis", "distance_km", "reported_as"),
    ],
    label=_("Site"),
)

SHEET = TabbedInterface(
    [
        ObjectList(
            [
                FieldRowPanel(fields("basis", "licence")),
                rows("practice_links", _("Practice"), "practice", "role"),
                InlinePanel("texts", panels=[WORDS], label=_("Text"), min_num=1),
                FieldPanel("tags"),
            ],
            heading=_("Description"),
        ),
        ObjectList(
            [
                rows("steps", _("Step"), "text"),
                rows("activities", _("Activity"), "phase", "text", "timing", "measure"),
                rows("images", _("Image"), "kind", "image", "caption", "credit", "licence"),
            ],
            heading=_("How to do it"),
        ),
        ObjectList(
            [
                SITES,
                FieldRowPanel(fields("start_year", "end_year", "documented_on")),
                FieldRowPanel(fields("area_covered_km2", "rainfall_mm_yr", "trial_duration_yr")),
            ],
            heading=_("Where"),
        ),
        ObjectList(
            [
                rows("term_links", _("Coded answer"), "aspect", "term"),
                MultiFieldPanel(
                    fields(
                        "has_sustainability_problem",
                        "is_protected_area",
                        "has_mixed_land_use",
                        "has_land_use_changed",
                        "has_salinity_problem",
                        "is_flooded",
                        "has_traditional_rights",
                        "is_adapted",
                    ),
                    heading=_("Yes, no or not known"),
                ),
            ],
            heading=_("Land and people"),
        ),
        ObjectList(
            [
                FieldRowPanel(fields("cost_base", "cost_area_ha", "cost_unit")),
                FieldRowPanel(fields("cost_currency", "cost_year", "currency_per_usd")),
                FieldPanel("labour_day_cost"),
                FieldRowPanel(fields("establishment_cost", "establishment_cost_usd")),
                FieldRowPanel(fields("maintenance_cost_yr", "maintenance_cost_usd_yr")),
                rows(
                    "cost_items",
                    _("Cost"),
                    "phase",
                    "group",
                    "name",
                    "unit",
                    "quantity",
                    "unit_cost",
                    "total_cost",
                    "borne_by_land_users_percent",
                ),
            ],
            heading=_("Costs"),
        ),
        ObjectList(
            [
                rows(
                    "impacts",
                    _("Impact"),
                    "group",
                    "indicator",
                    "other_indicator",
                    "left_label",
                    "right_label",
                    "value",
                    "comment",
                    "before",
                    "after",
                ),
                rows(
                    "exposures",
                    _("Exposure to climate"),
                    "exposure",
                    "other_exposure",
                    "season",
                    "trend",
                    "coping",
                ),
                rows("assessments", _("Strength or weakness"), "kind", "view", "text", "overcome"),
            ],
            heading=_("Results"),
        ),
        ObjectList(
            [
                rows("reference_links", _("Reference"), "reference", "note"),
                rows("credits", _("Credit"), "role", "name", "institution"),
                rows(
                    "row_translations",
                    _("Translation of a row"),
                    "language",
                    "rows",
                    "number",
                    "field",
                    "text",
                    "original",
                ),
            ],
            heading=_("Sources"),
        ),
    ]
)

PRACTICE = [
    FieldRowPanel(fields("code", "parent", "order", "is_baseline")),
    FieldRowPanel(fields("label_en", "label_fr", "label_es")),
    *fields("definition_en", "definition_fr", "definition_es"),
    rows("synonyms", _("Synonym"), "language", "text", "kind"),
    rows(
        "codes",
        _("Code in another vocabulary"),
        "scheme",
        "code",
        "match",
        "confidence",
        "note",
    ),
]
