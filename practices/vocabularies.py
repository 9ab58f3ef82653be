"""The code lists on disk, and the aspects: which lists answer which question about a sheet.

A list is a file `data/vocabularies/<vocabulary>.csv` with code, parent, label_en, label_fr,
label_es and order; `parent` is a code of the same list, or "vocabulary:code".
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"
VOCABULARIES = DATA / "vocabularies"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One question. `section` is the part of the page that shows the answers."""

    vocabularies: tuple[str, ...]
    section: str  # short | where | people | cost | adoption | source
    label: str | Promise
    is_multiple: bool = True


def _one(vocabularies: tuple[str, ...], section: str, label: str | Promise) -> Aspect:
    """An aspect with one answer at most."""
    return Aspect(vocabularies, section, label, is_multiple=False)


LAND_USE = (
    "tech_landuse_2018",
    "tech_lu_mixed_select",
    "tech_lu_cropland_sub",
    "tech_lu_grazingland_extensive",
    "tech_lu_grazingland_intensive",
    "tech_lu_forest_type",
    "tech_lu_forest_natural",
    "tech_lu_forest_plantation",
    "tech_lu_settlements_sub",
    "tech_lu_waterways_sub",
)
CROP_LISTS = (
    "tech_lu_cropland_annual_cropping_crops",
    "tech_lu_cropland_perennial_cropping_crops",
    "tech_lu_cropland_tree_shrub_cropping_crops",
)
FOREST_TYPES = ("tech_lu_forest_natural_type", "tech_lu_forest_plantation_type")
PRODUCTS = ("tech_lu_grazingland_products", "tech_lu_forest_products")
LAND_USE_DETAILS = (
    "crop",
    "land_management",
    *CROP_LISTS,
    *FOREST_TYPES,
    *PRODUCTS,
    "tech_lu_cropland_cropping_system",
    "tech_lu_grazingland_animals",
    "tech_lu_forest_tree_type",
    "tech_lu_forest_deciduous",
    "tech_growing_seasons",
)
DEGRADATION = (
    "tech_degradation",
    "degradation_erosion_water_sub",
    "degradation_erosion_wind_sub",
    "degradation_chemical_sub",
    "degradation_physical_sub",
    "degradation_biological_sub",
    "degradation_water_sub",
)
MEASURES = (
    "tech_measures",
    "tech_measures_agronomic_sub",
    "tech_measures_vegetative_sub",
    "tech_measures_structural_sub",
    "tech_measures_management_sub",
)
SHORT_TERM, LONG_TERM = ("tech_costbenefit_est_short",), ("tech_costbenefit_est_long",)
ACCESS = ("tech_access",)

ASPECTS: dict[str, Aspect] = {
    "land_use": Aspect(LAND_USE, "short", _("land use")),
    "land_use_initial": Aspect(LAND_USE + LAND_USE_DETAILS, "people", _("land use before")),
    "crop": Aspect(("crop",), "short", _("crop or animal")),
    "crop_reported": Aspect(CROP_LISTS, "people", _("crop, as reported")),
    "cropping_system": Aspect(
        ("tech_lu_cropland_cropping_system",), "people", _("cropping system")
    ),
    "land_management": Aspect(("land_management",), "people", _("management of the land")),
    "growing_seasons": _one(("tech_growing_seasons",), "people", _("growing seasons a year")),
    "livestock": Aspect(("tech_lu_grazingland_animals",), "people", _("livestock")),
    "forest_type": Aspect(FOREST_TYPES, "people", _("kind of forest")),
    "tree_species": Aspect(("tech_lu_forest_tree_type",), "people", _("tree species")),
    "tree_foliage": _one(("tech_lu_forest_deciduous",), "people", _("deciduous or evergreen")),
    "products": Aspect(PRODUCTS, "people", _("products and services")),
    "purpose": Aspect(("tech_main_purpose",), "short", _("purpose")),
    "degradation": Aspect(DEGRADATION, "short", _("land degradation addressed")),
    "prevention": Aspect(("tech_prevention",), "short", _("action on land degradation")),
    "slm_group": Aspect(("tech_slm_group",), "short", _("group of practices")),
    "measure": Aspect(MEASURES, "short", _("measure")),
    "tillage": Aspect(("tech_agronomic_tillage",), "short", _("tillage")),
    "residue_management": Aspect(("tech_residue_management",), "short", _("crop residues")),
    "rainfall": Aspect(("tech_rainfall",), "where", _("rainfall")),
    "agroclimate": Aspect(("tech_agroclimatic_zone",), "where", _("agro-climatic zone")),
    "slope": Aspect(("tech_slopes",), "where", _("slope")),
    "landform": Aspect(("tech_landforms",), "where", _("landform")),
    "altitude": Aspect(("tech_altitudinalzone",), "where", _("altitude")),
    "topography": _one(("tech_convex_concave",), "where", _("convex or concave situation")),
    "soil_depth": Aspect(("tech_soil_depth",), "where", _("soil depth")),
    "soil_texture_topsoil": Aspect(
        ("tech_soil_texture_topsoil",), "where", _("soil texture (topsoil)")
    ),
    "soil_texture_20cm": Aspect(
        ("tech_soil_texture_20cm",), "where", _("soil texture (below 20 cm)")
    ),
    "topsoil_organic_matter": Aspect(
        ("tech_topsoil_organic",), "where", _("organic matter of the topsoil")
    ),
    "groundwater": _one(("tech_groundwater",), "where", _("ground water table")),
    "surface_water": _one(("tech_surfacewater",), "where", _("surface water")),
    "water_quality": _one(("tech_waterquality",), "where", _("water quality")),
    "water_quality_referring": _one(
        ("tech_waterquality_referring",), "where", _("water quality refers to")
    ),
    "flooding": _one(("tech_flooding_regularity",), "where", _("floods")),
    "species_diversity": Aspect(("tech_speciesdiversity",), "where", _("diversity of species")),
    "habitat_diversity": Aspect(("tech_habitatdiversity",), "where", _("diversity of habitats")),
    "water_supply": _one(("tech_watersupply",), "people", _("water supply")),
    "sedentary_nomadic": Aspect(("tech_sedentary_nomadic",), "people", _("sedentary or nomadic")),
    "market_orientation": Aspect(("tech_market_orientation",), "people", _("market orientation")),
    "off_farm_income": Aspect(("tech_offfarm_income",), "people", _("off-farm income")),
    "wealth": Aspect(("tech_wealth",), "people", _("relative wealth")),
    "individuals": Aspect(("tech_individuals",), "people", _("individuals or groups")),
    "mechanisation": Aspect(("tech_mechanisation",), "people", _("mechanisation")),
    "gender": Aspect(("tech_gender",), "people", _("gender of the land users")),
    "age": Aspect(("tech_age_landusers",), "people", _("age of the land users")),
    "land_size": Aspect(("tech_land_size",), "people", _("size of the land")),
    "land_size_relative": Aspect(("tech_land_size_relative",), "people", _("scale")),
    "ownership": Aspect(("tech_ownership",), "people", _("land ownership")),
    "land_use_rights": Aspect(("tech_landuserights",), "people", _("land use rights")),
    "water_use_rights": Aspect(("tech_wateruserights",), "people", _("water use rights")),
    "access_health": _one(ACCESS, "people", _("access to health care")),
    "access_education": _one(ACCESS, "people", _("access to education")),
    "access_techassistance": _one(ACCESS, "people", _("access to technical assistance")),
    "access_employment": _one(ACCESS, "people", _("access to employment")),
    "access_markets": _one(ACCESS, "people", _("access to markets")),
    "access_energy": _one(ACCESS, "people", _("access to energy")),
    "access_roads": _one(ACCESS, "people", _("access to roads and transport")),
    "access_water": _one(ACCESS, "people", _("access to drinking water, sanitation")),
    "access_financial": _one(ACCESS, "people", _("access to financial services")),
    "access_other": _one(ACCESS, "people", _("access to other services")),
    "cost_benefit_establishment_short": _one(
        SHORT_TERM, "cost", _("returns on the establishment, in 1 to 3 years")
    ),
    "cost_benefit_establishment_long": _one(
        LONG_TERM, "cost", _("returns on the establishment, in 10 years")
    ),
    "cost_benefit_maintenance_short": _one(
        SHORT_TERM, "cost", _("returns on the maintenance, in 1 to 3 years")
    ),
    "cost_benefit_maintenance_long": _one(
        LONG_TERM, "cost", _("returns on the maintenance, in 10 years")
    ),
    "implemented_by": Aspect(("tech_who_implemented",), "adoption", _("how it was introduced")),
    "age_of_practice": _one(("tech_implementation_decades",), "adoption", _("age of the practice")),
    "sites_considered": _one(("tech_sites_considered",), "adoption", _("sites studied")),
    "spread": _one(("tech_spread_tech",), "adoption", _("spread")),
    "spread_area": _one(("tech_spread_area",), "adoption", _("area covered")),
    "adoption": _one(("tech_adoption_percentage",), "adoption", _("land users who adopted it")),
    "spontaneous_adoption": _one(
        ("tech_adoption_spontaneously",), "adoption", _("of these, without incentives")
    ),
    "adaptation_reason": _one(
        ("tech_adaptation_modification",), "adoption", _("adapted because of")
    ),
    "information_source": Aspect(("sources_used",), "source", _("sources of information")),
}


@cache
def read_table(path: Path) -> tuple[dict[str, str], ...]:
    """The rows of a table of `data/`, by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def read_terms(vocabulary: str) -> tuple[dict[str, str], ...]:
    """The values of a list. Raises FileNotFoundError where there is no such list."""
    return read_table(VOCABULARIES / f"{vocabulary}.csv")


def in_reader_language(row: dict[str, str], column: str) -> str:
    """A cell such as `label_fr`, in English where the reader's language has none."""
    from .models.labels import reader_language  # importers read lists without the models

    return row[f"{column}_{reader_language()}"] or row[f"{column}_en"]


@cache
def _by_code(table: str) -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read_terms(table)}


def impact_ends(code: str) -> tuple[str, str]:
    """What -3 and 3 mean for an indicator, for the reader; ("", "") for one without ends."""
    row = _by_code("impact_ends").get(code)
    return (in_reader_language(row, "left"), in_reader_language(row, "right")) if row else ("", "")


def aspect_label(aspect: str) -> str:
    """The question for the reader; an unknown aspect's own code."""
    return str(ASPECTS[aspect].label) if aspect in ASPECTS else aspect


def impact_group_label(group: str) -> str:
    """The name of a group of impacts for the reader; an unknown group's own code."""
    row = _by_code("impact_group").get(group)
    return in_reader_language(row, "label") if row else group
