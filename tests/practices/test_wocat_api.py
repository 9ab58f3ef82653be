"""Record 7809 of the new API, in Arabic: each of its 190 fields has its place, or a reason."""

import copy
import json
from dataclasses import asdict
from datetime import date, datetime

import pytest

from practices.importers.draft import AssessmentDraft, CreditDraft, ExposureDraft, SiteDraft
from practices.importers.source import BadRecord
from practices.importers.wocat.answers import is_empty, is_words
from practices.importers.wocat.fields import left_out

from .wocat import API, document, draft, mapped, said, written

VERSION = document(API)["selected_version"]

CODED = {
    "sites_considered": {"sites_considered": ["sites_considered_single"]},
    "spread_of_technology": {"spread": ["tech_spread_evenly"]},
    "spread_of_technology_area": {"spread_area": ["tech_spread_less_01"]},
    "implementation_decades": {"age_of_practice": ["implemenation_less_10"]},
    "who_implemented": {"implemented_by": ["implementation_externally"]},
    "main_purpose": {
        "purpose": [
            "main_purpose_degradation",
            "main_purpose_conserve_ecosystem",
            "main_purpose_biodiversity",
            "main_purpose_mitigation",
        ]
    },
    "landuse": {
        "land_use": ["tech_lu_forest", "lu_forest_plantation", "tech_lu_tree_monoculturelocal"],
        "tree_foliage": ["trees_evergreen"],
        "products": ["tech_lu_forestproducts_conservation"],
    },
    "landuse_change": {"land_use_initial": ["tech_lu_unproductive"]},
    "watersupply": {"water_supply": ["tech_watersupply_mixed"]},
    "slm_group": {
        "slm_group": [
            "tech_slm_group_forest",
            "tech_slm_group_waterharvesting",
            "tech_slm_group_irrigation",
        ]
    },
    "slm_measures": {
        "measure": [
            "tech_measures_structural",
            "measures_vegetative_v1",
            "measures_structural_s5",
            "measures_structural_s7",
        ]
    },
    "degradation": {
        "degradation": [
            "degradation_biological",
            "degradation_erosion_wind",
            "degradation_et",
            "degradation_bc",
            "degradation_bh",
        ]
    },
    "prevention": {"prevention": ["intervention_reduce_ld", "intervention_rehabilitate"]},
    "rainfall": {"rainfall": ["tech_rainfall_less_250"]},
    "agroclimatic_zone": {"agroclimate": ["tech_agroclimatic_zone_arid"]},
    "slopes": {"slope": ["tech_slopes_flat"]},
    "landforms": {"landform": ["tech_landforms_plateau"]},
    "altitudinalzone": {"altitude": ["tech_altitudinalzone_0_100"]},
    "soil_depth": {"soil_depth": ["tech_soil_depth_moderatelydeep"]},
    "soil_texture_topsoil": {"soil_texture_topsoil": ["tech_soil_texture_coarse"]},
    "soil_texture_20cm": {"soil_texture_20cm": ["tech_soil_texture_coarse"]},
    "topsoil_organic": {"topsoil_organic_matter": ["tech_topsoil_organic_low"]},
    "groundwater": {"groundwater": ["tech_groundwater_50m_plus"]},
    "surfacewater": {"surface_water": ["tech_surfacewater_medium"]},
    "waterquality": {"water_quality": ["tech_waterquality_agriculturaluse"]},
    "waterquality_referring": {"water_quality_referring": ["tech_waterquality_ref_ground"]},
    "speciesdiversity": {"species_diversity": ["measure_low"]},
    "habitatdiversity": {"habitat_diversity": ["measure_low"]},
    "wealth": {"wealth": ["tech_wealth_average"]},
    "individuals": {"individuals": ["individuals_employee"]},
    "mechanisation": {"mechanisation": ["mechanisation_mechanised"]},
    "gender": {"gender": ["gender_men"]},
    "age_landusers": {"age": ["tech_age_youth", "tech_age_middle"]},
    "land_size": {"land_size": ["tech_land_size_less_05"]},
    "land_size_relative": {"land_size_relative": ["tech_size_smallscale"]},
    "ownership": {"ownership": ["tech_ownership_state"]},
    "landuserights": {"land_use_rights": ["tech_userights_communal"]},
    "wateruserights": {"water_use_rights": ["tech_userights_communal"]},
    "access_service_infrastructure": {
        f"access_{service}": [f"tech_access_{grade}"]
        for service, grade in {
            "roads": "good",
            "water": "moderate",
            "energy": "poor",
            "health": "moderate",
            "markets": "poor",
            "education": "moderate",
            "financial": "moderate",
            "employment": "poor",
            "techassistance": "moderate",
        }.items()
    },
    "costbenefit_establishment_short": {
        "cost_benefit_establishment_short": ["costbenefit_slightlynegative"]
    },
    "costbenefit_establishment_long": {
        "cost_benefit_establishment_long": ["costbenefit_slightlypositive"]
    },
    "costbenefit_maintenance_short": {"cost_benefit_maintenance_short": ["costbenefit_neutral"]},
    "costbenefit_maintenance_long": {"cost_benefit_maintenance_long": ["costbenefit_positive"]},
    "adoption_percentage": {"adoption": ["adoption_percentage_less_10"]},
    "adoption_spontaneously": {"spontaneous_adoption": ["tech_adoption_spont_90_100"]},
    "adaptation_modification": {"adaptation_reason": ["adaptation_modification_extremes"]},
    "sources": {"information_source": ["source_field"]},
}
FACTS = {
    "sustainability": {"has_sustainability_problem": False},
    "spread_of_technology_area_precise": {"area_covered_km2": 0.005},
    "location_protected": {"is_protected_area": True},
    "implementation_year": {"start_year": 2025},
    "landuse_mixed": {"has_mixed_land_use": False},
    "landuse_has_changed": {"has_land_use_changed": True},
    "cost_calculation": {"cost_base": "area", "cost_unit": "0.46  ha", "cost_area_ha": 0.46},
    "cost_calculation_currency": {
        "cost_currency": "SAR",
        "currency_per_usd": 3.75,
        "labour_day_cost": "120-130 SAR",
    },
    "establishment_cost_breakdown": {"establishment_cost": 7781.0},
    "maintenance_cost_breakdown": {"maintenance_cost_yr": 303.5},
    "rainfall_annual": {"rainfall_mm_yr": 71.0},
    "salinization": {"has_salinity_problem": False},
    "flooding": {"is_flooded": False},
    "traditional_rights": {"has_traditional_rights": True},
    "adaptation_yes": {"is_adapted": True},
    "date_documentation": {"documented_on": date(2026, 4, 21)},
}
# Compared row by row below, or read for what stands about the record itself.
ELSEWHERE = {
    "id": "the number",
    "technology": "the number",
    "compiler": "credits",
    "reviewers": "credits",
    "key_resource_persons": "credits",
    "header_image": "images",
    "images": "images",
    "technical_drawings": "images",
    "updated_at": "changed_at_source",
    "status": "published or not",
    "primary_language": "original_language",
    "languages": "original_language",
    "accept_conditions": "licence or none",
    "country": "sites",
    "location_geometry": "sites",
    "edition": "version",
    "gradual_climate_change": "exposures",
    "landuse_change_mixed": "left out: false, and the kind of mix would say it",
    "is_translation_version": "left out: bookkeeping",
    "is_deleted": "withdrawn or not",
    "publishers": "left out: staff of WOCAT",
    "compiler_id": "left out: number of a person",
    "reviewer_ids": "left out: number of a person",
    "publisher_ids": "left out: number of a person",
    "header_image_id": "left out: a number",
    "sedentary_nomadic": "OTHER has no code; its words are kept",
    "funding_projects": "left out: numbers without names",
    "funding_institutions": "left out: numbers without names",
}


def texts_of(value):
    """Every text by language within a value."""
    if is_words(value):
        yield from (text.strip() for text in value.values() if text and text.strip())
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)


def test_it_has_190_fields_and_each_with_a_value_has_its_check():
    assert len(VERSION) == 190
    filled = {name for name, value in VERSION.items() if not is_empty(value)}
    worded = {name for name in filled if any(texts_of(VERSION[name]))}
    assert filled - worded - CODED.keys() - FACTS.keys() - ELSEWHERE.keys() == set()


@pytest.mark.parametrize("name", VERSION)
def test_every_text_of_a_field_is_somewhere_in_the_draft(name):
    whole = json.dumps(asdict(draft(API)), ensure_ascii=False, default=str)
    for text in texts_of(VERSION[name]):
        if text != "[name]":
            received = text.replace(" …[truncated]", " […]")
            assert json.dumps(received, ensure_ascii=False)[1:-1] in whole


@pytest.mark.parametrize("name", CODED)
def test_a_coded_field_has_its_terms(name):
    for aspect, codes in CODED[name].items():
        assert [code for _, code in draft(API).terms[aspect]] == codes


def test_no_term_comes_from_nowhere():
    assert set(draft(API).terms) == {aspect for aspects in CODED.values() for aspect in aspects}


def test_facts():
    expected = {column: value for facts in FACTS.values() for column, value in facts.items()}
    assert draft(API).facts == expected


def test_what_is_said_about_the_record_itself():
    found = draft(API)
    assert (found.external_id, found.version) == ("7809", "edition 2018")
    assert found.url == "https://wocat.net/en/database/technologies/7809/"
    assert found.changed_at_source == datetime.fromisoformat(VERSION["updated_at"])
    assert (found.original_language, set(found.texts)) == ("ar", {"ar"})
    cut = "was cut by the source; its end is there only"
    assert [line for line in said(found) if line != cut] == [
        "'OTHER' is no value of tech_sedentary_nomadic; left out",
        "is answered but not ticked as a land use; left out",
    ]
    assert said(found).count(cut) == 8


def test_one_place_is_one_site():
    [site] = draft(API).sites
    east, north = VERSION["location_geometry"]["coordinates"][0]
    name = "المنطقة الشرقية, محافظة الأحساء, بحيره الاصفر"
    assert site == SiteDraft(name=name, country="SAU", latitude=north, longitude=east)


def test_compiler_and_reviewer_are_credited_and_no_land_user():
    assert draft(API).credits == [
        CreditDraft("compiler", "Abdulrahman Althumayri"),
        CreditDraft("reviewer", "Dr. Rima Mekdaschi Studer"),
        CreditDraft("resource_person", "", "المؤسسة العامة للري"),
    ]


def test_impacts_of_each_block():
    assert [(i.group, i.indicator[1], i.value) for i in draft(API).impacts] == [
        ("socioeconomic_water", "tech_impacts_demandirrigationwater", 1),
        ("ecological_water", "tech_impacts_harvestingwater", 2),
        ("ecological_soil", "tech_impacts_soilmoisture", 1),
        ("ecological_biodiversity", "tech_impacts_vegcover", 2),
        ("ecological_climate", "tech_impacts_droughtimpacts", 1),
        ("offsite", "tech_impacts_windtransportedsediments", 1),
    ]


def test_exposures_strengths_and_rows():
    found = draft(API)
    assert found.exposures == [
        ExposureDraft(
            exposure=("climate_exposure", "tech_qg_170"),
            trend=("tech_exposure_incrdecr", "decrease"),
            coping=("tech_exposure_sensitivity", "cope_well"),
        )
    ]
    weakness = VERSION["weaknesses_landuser"][0]
    plain = {part: {"ar": weakness[part]["ar"].strip()} for part in weakness}
    row = AssessmentDraft("weakness", "land_user", plain["weakness"], plain["overcome"])
    assert row in found.assessments and len(found.assessments) == 5
    assert [a.phase for a in found.activities] == ["establishment"] * 3 + ["maintenance"]
    assert [(c.group, c.quantity, c.unit_cost) for c in found.cost_items[:2]] == [
        ("labour", 6, 110),
        ("equipment", 660, 8),
    ]
    assert len(found.cost_items) == 8


def test_images_are_addresses_at_the_source_each_once():
    photo, drawing = draft(API).images
    assert photo.source_url == "https://wocat.net" + VERSION["header_image"]["file"]
    assert (photo.kind, photo.credit, photo.taken_on) == ("photo", "", "2025-05-05")
    assert drawing.source_url.startswith("https://wocat.net/media/qcat/technical_drawings/%D8")


def test_reasons_are_written_for_what_is_left_out():
    reasons = left_out("api")
    named = [name for name, where in ELSEWHERE.items() if where.startswith("left out")]
    assert set(named) <= reasons.keys()
    assert all(reasons.values())


def changed(**answers):
    """The whole record with some answers of its version changed."""
    record = document(API)
    record["selected_version"] |= answers
    return record


def test_an_unknown_field_is_named(tmp_path):
    found = mapped(tmp_path, changed(brand_new={"ar": "جديد"}, landuse_planet="MARS"))
    assert {p.field for p in found.problems if "do not know" in p.message} == {
        "brand_new",
        "landuse_planet",
    }


def test_every_impact_that_the_api_was_seen_to_name_is_known(tmp_path):
    names = {
        "impacts_socio_economic_production": "risk_of_production_failure",
        "impacts_socio_economic_income": "diversity_of_income_sources",
        "impacts_socio_cultural": "food_security_selfsufficiency",
        "impacts_ecological_water": "excess_water_drainage",
        "impacts_ecological_soil": "soil_organic_matter_below_ground_C",
        "impacts_ecological_biodiversity": "biomass_above_ground_C",
        "impacts_ecological_climate": "impacts_of_cyclones_rain_storms",
        "impacts_offsite": "water_availability",
    }
    blocks = {block: {name: {"value": -3}} for block, name in names.items()}
    found = mapped(tmp_path, changed(**blocks))
    codes = {i.indicator[1].removeprefix("tech_impacts_") for i in found.impacts if i.value == -3}
    assert codes == {
        "productionfailure",
        "diversityincome",
        "foodsecurity",
        "waterdrainage",
        "soilorganicmatter",
        "biomass",
        "cyclones",
        "wateravailability",
    }


def test_other_impacts_keep_their_words_and_ends(tmp_path):
    row = {"specify": {"en": "bees"}, "label_left": {"en": "fewer"}, "value": "2"}
    unknown = {"impacts_socio_cultural": {"joy": {"value": 1}}}
    found = mapped(tmp_path, changed(impacts_ecological_other={"other": [row]}, **unknown))
    [bees] = [i for i in found.impacts if i.group == "ecological_other"]
    assert (bees.other_indicator, bees.left_label, bees.value) == (
        {"en": "bees"},
        {"en": "fewer"},
        2,
    )
    [joy] = [i for i in found.impacts if i.other_indicator == {"en": "joy"}]
    assert joy.value == 1 and "no indicator" in said(found, "joy")[0]


def test_exposures_in_every_form(tmp_path):
    found = mapped(
        tmp_path,
        changed(
            gradual_climate_change={
                "annual_temp": {"cope": "NOT_WELL_AT_ALL", "trend": "INCREASE"},
                "seasonal_rainfall": [{"season": "SPRING", "trend": "DECREASE", "cope": "WELL"}],
            },
            meteorological_disaster_coping={"local_sandstorm_duststorm": "MODERATELY"},
            hydrological_disaster_coping={"general_river_flood": {"cope": "UNKNOWN"}},
            other_disaster_coping=[{"specify": {"en": "locusts"}, "cope": "VERY_WELL"}],
        ),
    )
    assert [(e.exposure[1], e.coping[1]) for e in found.exposures] == [
        ("tech_qg_168", "cope_not_well_at_all"),
        ("tech_qg_171", "cope_well"),
        ("tech_qg_196", "cope_moderately"),
        ("tech_qg_205", "cope_unknown"),
        ("tech_qg_212", "cope_very_well"),
    ]
    assert found.exposures[1].season == ("tech_exposure_season", "season_spring")
    assert found.exposures[4].other_exposure == {"en": "locusts"}


def test_cropland_and_grazing_land_land_in_their_aspects(tmp_path):
    landuse = {
        "value": ["CROPLAND", "GRAZINGLAND"],
        "cropland": {
            "types": ["ANNUAL_CROPPING", "CT"],
            "annual_crops": ["429", "CEREALS_MILLET"],
            "intercropping": True,
            "intercropping_specify": {"ar": "مع الفول"},
            "growing_seasons": 2,
            "crop_rotation": False,
        },
        "grazingland": {"extensive": ["RANCHING"], "animals": ["GOATS"], "products": ["MILK"]},
    }
    found = mapped(tmp_path, changed(landuse=landuse))
    codes = {aspect: [code for _, code in terms] for aspect, terms in found.terms.items()}
    assert codes["land_use"] == [
        "tech_lu_cropland",
        "tech_lu_grazingland",
        "lu_cropland_ca",
        "lu_cropland_ct",
        "tech_lu_grazingland_ranching",
    ]
    assert codes["crop_reported"] == ["annual_crops_429", "annual_crops_430"]
    assert codes["crop"] == ["maize", "millets", "goats"]
    assert codes["land_management"] == ["intercropping"]
    assert codes["growing_seasons"] == ["growing_season_2"]
    assert codes["livestock"] == ["animals_55"]
    assert codes["products"] == ["prod_service_milk"]
    assert "مع الفول" in found.texts["ar"]["land_use_comments"]


def test_a6_and_a7_are_the_letters_of_the_labels_not_the_tails_of_the_codes(tmp_path):
    measures = {"value": ["AGRONOMIC"], "agronomic": ["A6", "A7"], "agronomic_tillage": "FULL"}
    found = mapped(tmp_path, changed(slm_measures=measures))
    assert [code for _, code in found.terms["measure"]] == [
        "tech_measures_agronomic",
        "measures_agronomic_a6_residue_management",
        "measures_agronomic_a6",
    ]
    [tillage] = [p for p in found.practices if p.code == "tillage_full"]
    assert tillage.role == "context"


def test_a_withdrawn_record_says_so(tmp_path):
    [raw] = written(tmp_path, "a.json", changed(is_deleted=True))
    assert raw.withdrawn
    [raw] = written(tmp_path, "a.json", changed(status=6))
    assert raw.withdrawn


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"status": 1}, "does not publish"),
        ({"accept_conditions": False}, "no licence"),
        ({"name": {}}, "no name"),
    ],
)
def test_what_cannot_be_a_sheet(tmp_path, answers, reason):
    with pytest.raises(BadRecord, match=reason):
        mapped(tmp_path, changed(**answers))


def test_words_in_several_languages_stay_apart(tmp_path):
    name = {"ar": "أقواس", "en": "Half-moons", "zh-hans": "半月", "fr": None}
    found = mapped(tmp_path, changed(name=name, soil_comments={"en": "Sandy."}))
    assert {code: words.get("title") for code, words in found.texts.items()} == {
        "ar": "أقواس",
        "en": "Half-moons",
        "zh-hans": "半月",
    }
    assert found.texts["en"]["soil_comments"] == "Sandy."


def test_a_record_without_its_wrapping_is_the_same(tmp_path):
    bare = mapped(tmp_path, copy.deepcopy(VERSION))
    whole = draft(API)
    assert asdict(bare) == asdict(whole)
