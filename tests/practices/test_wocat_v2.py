"""Record 1724 of the old API: every value of its coded twin is found again in the draft."""

import copy
import json
from datetime import date

import pytest

from practices.importers.draft import (
    ActivityDraft,
    AssessmentDraft,
    CostDraft,
    CreditDraft,
    ExposureDraft,
    ImpactDraft,
)
from practices.importers.source import BadRecord
from practices.importers.wocat.codes import LANGUAGES, find_code
from practices.importers.wocat.words import mend_encoding
from practices.vocabularies import read_terms

from .wocat import DATA, V2, document, draft, mapped, said, written

CODES = json.loads((DATA / "technologies_1724.codes.json").read_text(encoding="utf-8"))["data"]

TEXTS = {
    "qg_name.name": "title",
    "qg_name.name_local": "local_name",
    "qg_location.state_province": "place",
    "tech_qg_1.tech_definition": "summary",
    "tech_qg_2.tech_description": "description",
    "tech_qg_7.tech_lu_comments": "land_use_comments",
    "tech_qg_7.tech_lu_change": "land_use_change_comments",
    "tech_qg_11.tech_lu_grazingland_specify": "land_use_comments",
    "tech_qg_19.tech_growing_seasons_specify": "growing_seasons_comments",
    "tech_qg_19.tech_livestock_density": "livestock_density",
    "tech_qg_4.tech_spread_tech_comments": "spread_comments",
    "tech_qg_26.tech_measures_comments": "measures_comments",
    "tech_qg_34.degradation_comments": "degradation_comments",
    "tech_qg_161.tech_specifications": "specifications",
    "tech_qg_93.tech_input_est_comments": "establishment_comments",
    "tech_qg_95.tech_input_determinate_factors": "cost_factors",
    "tech_qg_55.tech_agroclimatic_zone_specifications": "climate_comments",
    "tech_qg_59.tech_soil_comments": "soil_comments",
    "tech_qg_77.tech_landuser_comments": "land_user_comments",
    "tech_qg_180.tech_tolerance_comments": "exposure_comments",
    "tech_qg_183.tech_costbenefit_comments": "cost_benefit_comments",
    "tech_qg_191.tech_adoption_comments": "adoption_comments",
}
CODED = {
    "tech_qg_160.tech_implementation_decades": "age_of_practice",
    "tech_qg_5.tech_who_implemented": "implemented_by",
    "tech_qg_6.tech_main_purpose": "purpose",
    "tech_qg_9.tech_landuse": "land_use",
    "tech_qg_11.tech_lu_grazingland_extensive": "land_use",
    "tech_qg_19.tech_watersupply": "water_supply",
    "tech_qg_19.tech_growing_seasons": "growing_seasons",
    "tech_qg_20.tech_slm_group": "slm_group",
    "tech_qg_8.tech_measures": "measure",
    "tech_qg_23.tech_measures_structural_sub": "measure",
    "tech_qg_27.tech_degradation": "degradation",
    "tech_qg_28.degradation_erosion_water_sub": "degradation",
    "tech_qg_35.tech_prevention": "prevention",
    "tech_qg_54.tech_rainfall": "rainfall",
    "tech_qg_55.tech_agroclimatic_zone": "agroclimate",
    "tech_qg_56.tech_slopes": "slope",
    "tech_qg_56.tech_landforms": "landform",
    "tech_qg_56.tech_altitudinalzone": "altitude",
    "tech_qg_58.tech_soil_depth": "soil_depth",
    "tech_qg_58.tech_soil_texture_topsoil": "soil_texture_topsoil",
    "tech_qg_58.tech_topsoil_organic": "topsoil_organic_matter",
    "tech_qg_60.tech_groundwater": "groundwater",
    "tech_qg_60.tech_surfacewater": "surface_water",
    "tech_qg_60.tech_waterquality": "water_quality",
    "tech_qg_66.tech_speciesdiversity": "species_diversity",
    "tech_qg_71.tech_market_orientation": "market_orientation",
    "tech_qg_71.tech_offfarm_income": "off_farm_income",
    "tech_qg_71.tech_wealth": "wealth",
    "tech_qg_71.tech_individuals": "individuals",
    "tech_qg_71.tech_gender": "gender",
    "tech_qg_72.tech_land_size": "land_size",
    "tech_qg_72.tech_land_size_relative": "land_size_relative",
    "tech_qg_73.tech_ownership": "ownership",
    "tech_qg_73.tech_landuserights": "land_use_rights",
    "tech_qg_73.tech_wateruserights": "water_use_rights",
    "tech_qg_181.tech_costbenefit_est_short": "cost_benefit_establishment_short",
    "tech_qg_181.tech_costbenefit_est_long": "cost_benefit_establishment_long",
    "tech_qg_182.tech_costbenefit_est_short": "cost_benefit_maintenance_short",
    "tech_qg_182.tech_costbenefit_est_long": "cost_benefit_maintenance_long",
} | {f"tech_qg_226.{keyword}": keyword.removeprefix("tech_") for keyword in CODES["tech_qg_226"]}
# Lists whose values stand in a list of another name: that of 2015, a scale.
LISTS = {"tech_landuse": "tech_landuse_2018"}
# Tables of rows, each compared with the draft's rows below.
ROWS = {
    "qg_photos": "images",
    "tech_qg_185": "images",
    "tech_qg_184": "credits",
    "qg_funding_institution": "credits",
    "tech_qg_165": "activities",
    "tech_qg_43": "activities",
    "tech_qg_36": "cost_items",
    "qg_strengths_landusers": "assessments",
    "qg_strengths_compiler": "assessments",
    "qg_weaknesses_landusers": "assessments",
    "qg_weaknesses_compiler": "assessments",
    "tech_qg_168": "exposures",
    "tech_qg_197": "exposures",
    "tech_qg_202": "exposures",
    "tech_qg_216": "exposures",
} | {
    group: "impacts"
    for group, answers in CODES.items()
    if any(keyword.startswith("tech_impacts_") for keyword in answers)
}
ALONE = {
    "qg_location.country": "sites",
    "qg_location_map.location_map": "sites",
    "qg_accept_conditions.date_documentation": "documented_on",
    "qg_accept_conditions.accept_conditions": "decides whether there is a licence",
    "tech_qg_164.tech_input_dollar": "cost_currency",
    "tech_qg_222.tech_input_est_total_costs": "establishment_cost",
}


def plain(text):
    return mend_encoding(text).replace("\r\n", "\n").strip()


def values_of(address):
    """The answers to one question, flat."""
    group, keyword = address.split(".")
    cells = CODES[group][keyword]
    return [v for cell in cells for v in (cell if isinstance(cell, list) else [cell])]


def test_every_question_of_the_coded_twin_has_its_check():
    addresses = {f"{group}.{keyword}" for group, cells in CODES.items() for keyword in cells}
    checked = TEXTS.keys() | CODED.keys() | ALONE.keys()
    in_rows = {address for address in addresses if address.split(".")[0] in ROWS}
    assert addresses - in_rows == checked


@pytest.mark.parametrize("address", TEXTS)
def test_a_text_is_in_its_column(address):
    column = draft(V2).texts["en"][TEXTS[address]]
    for text in values_of(address):
        assert plain(text) in column


@pytest.mark.parametrize("address", CODED)
def test_a_coded_answer_has_its_code(address):
    keyword = address.split(".")[1]
    aspect = CODED[address]
    expected = [
        code
        if isinstance(code, str)
        # The one label that its double encoding kept from being coded: ours mends it first.
        else {
            "protect a watershed/ downstream areas â€“ in combination with other Technologies": (
                "main_purpose_protect_watershed"
            )
        }[code["unmapped_label"]]
        for code in values_of(address)
    ]
    vocabulary = "tech_access" if aspect.startswith("access_") else LISTS.get(keyword, keyword)
    terms = draft(V2).terms[aspect]
    assert [code for name, code in terms if name == vocabulary] == expected


def test_no_coded_answer_comes_from_nowhere():
    assert set(draft(V2).terms) == set(CODED.values())
    count = sum(len(values_of(address)) for address in CODED)
    assert sum(map(len, draft(V2).terms.values())) == count


def test_what_stands_alone():
    found = draft(V2)
    assert found.external_id == "1724"
    assert found.licence == "CC-BY-NC-SA-3.0"
    assert found.original_language == "en"
    assert found.version == "edition 2015"
    assert found.facts == {
        "documented_on": date(2011, 7, 4),
        "establishment_cost": 939.0,
        "cost_currency": "USD",
    }
    [site] = found.sites
    assert (site.country, site.name) == ("AFG", "Sar_e_Ahangaran, Bamyan center")
    assert (site.longitude, site.latitude) == (67.54596, 34.444290000000024)


def test_activities_keep_their_kind():
    structural = ("tech_measures", "tech_measures_structural")
    assert draft(V2).activities == [
        ActivityDraft("establishment", {"en": text}, {}, structural)
        for text in CODES["tech_qg_165"]["tech_est_activity"]
    ] + [
        ActivityDraft("maintenance", {"en": text}, {}, structural)
        for text in CODES["tech_qg_43"]["tech_maint_activity"]
    ]
    assert set(CODES["tech_qg_165"]["tech_est_type"]) == {"tech_est_type_s"}


def test_inputs_are_rows_of_their_parallel_lists():
    keys = ("specify", "unit", "quantity", "costs", "total_costs_pi", "percentage_costs")
    rows = zip(*(CODES["tech_qg_36"][f"tech_input_est_{key}"] for key in keys), strict=True)
    assert draft(V2).cost_items == [
        CostDraft("establishment", "labour", {"en": name}, {"en": unit}, *numbers)
        for name, unit, *numbers in rows
    ]


def test_impacts_have_their_indicator_and_rating():
    expected = []
    for group, cells in CODES.items():
        if ROWS.get(group) != "impacts":
            continue
        other = cells.get("tech_impacts_other_specify")
        [keyword] = [k for k in cells if k not in OTHER_CELLS] or ["tech_impacts_other_measure"]
        for number, code in enumerate(cells[keyword]):
            indicator = None if other else ("impact", keyword)
            comments = cells.get("tech_impacts_specify", [])
            impact = ImpactDraft("", indicator, value=int(code.rpartition("_")[2]) - 4)
            impact.comment = {"en": comments[number]} if number < len(comments) else {}
            for ours, theirs in (
                ("other_indicator", "specify"),
                ("left_label", "labelleft"),
                ("right_label", "labelright"),
            ):
                text = cells.get(f"tech_impacts_other_{theirs}", [None] * 9)[number]
                setattr(impact, ours, {"en": text} if text else {})
            expected.append(impact)
    found = copy.deepcopy(draft(V2).impacts)
    groups = [impact.group for impact in found]
    for impact in found:
        impact.group = ""
    assert found == expected and len(found) == 17
    assert [groups[0], groups[4], groups[-1]] == [
        "socioeconomic_production",
        "sociocultural",
        "offsite",
    ]


OTHER_CELLS = {
    "tech_impacts_specify",
    "tech_impacts_other_specify",
    "tech_impacts_other_labelleft",
    "tech_impacts_other_labelright",
    "tech_impacts_other_measure",
}


def test_exposures_have_their_question_group_as_code():
    scale, trend = "tech_exposure_sensitivity", "tech_exposure_incrdecr"
    expected = [
        ExposureDraft(
            exposure=("climate_exposure", group),
            other_exposure={"en": t[0]}
            if (t := CODES[group].get("tech_exposure_other_specify"))
            else {},
            trend=(trend, c[0]) if (c := CODES[group].get(trend)) else None,
            coping=(scale, CODES[group][scale][0]),
        )
        for group in ("tech_qg_168", "tech_qg_197", "tech_qg_202", "tech_qg_216")
    ]
    assert draft(V2).exposures == expected


def test_strengths_and_weaknesses():
    expected = []
    for group, keyword, kind, view in (
        ("qg_strengths_landusers", "strengths_landuser", "strength", "land_user"),
        ("qg_strengths_compiler", "strengths_compiler", "strength", "compiler"),
        ("qg_weaknesses_landusers", "weaknesses_landuser", "weakness", "land_user"),
        ("qg_weaknesses_compiler", "weaknesses_compiler", "weakness", "compiler"),
    ):
        texts = CODES[group][keyword]
        overcome = CODES[group].get("weaknesses_overcome", [""] * len(texts))
        expected += [
            AssessmentDraft(kind, view, {"en": plain(text)}, {"en": plain(how)} if how else {})
            for text, how in zip(texts, overcome, strict=True)
        ]
    assert draft(V2).assessments == expected and len(expected) == 10


def test_images_have_caption_date_place_and_author():
    photos = CODES["qg_photos"]
    *found, drawing = draft(V2).images
    for number, image in enumerate(found):
        assert image.source_url == "https://qcat.wocat.net" + photos["image"][number]
        assert image.caption == {"en": photos["image_caption"][number]}
        assert image.taken_on == photos["image_date"][number]
        assert image.place == {"en": photos["image_location"][number]}
    assert len(found) == len(photos["image"])
    assert drawing.kind == "drawing"
    assert drawing.source_url.endswith(CODES["tech_qg_185"]["tech_drawing"][0])
    assert [drawing.credit] == CODES["tech_qg_185"]["tech_drawing_author"]


def test_specialists_and_funders_are_credited_and_contacts_are_not_kept():
    """Exceptions: the e-mail is dropped; the name that the coded twin blanks is in the record."""
    people = CODES["tech_qg_184"]
    assert people["person_email_1"] == ["[redacted]"]
    names = [*people["user_id"][:3], "Mustafa Ershad"]
    assert draft(V2).credits == [
        *(CreditDraft("resource_person", name) for name in names[:3]),
        CreditDraft("resource_person", names[3], people["person_institution_name"][3]),
        *(
            CreditDraft("funder", institution=name)
            for name in CODES["qg_funding_institution"]["funding_institution_display"]
        ),
    ]


def test_groups_and_kinds_of_measures_lead_to_practices():
    assert [(p.scheme, p.code, p.role) for p in draft(V2).practices] == [
        ("wocat_slm_group", "tech_slm_group_groundcover", "main"),
        ("wocat_slm_group", "tech_slm_group_crossslope", "main"),
        ("wocat_measure", "measures_structural_s2", "main"),
        ("wocat_measure", "measures_structural_s4", "main"),
    ]


def test_what_was_mended_is_said_and_nothing_is_left_over():
    fields = ("tech_qg_2.tech_description", "tech_qg_6.tech_main_purpose")
    found = draft(V2)
    assert {p.field for p in found.problems} == {*fields, "tech_qg_7.tech_lu_comments"}
    assert all("double-encoded" in message for message in said(found))
    assert "“Cash for Work” approach" in found.texts["en"]["description"]


def question(record, group, keyword):
    """The question of a record, wherever it lies, as a dict that a test may change."""

    def walk(node, name=""):
        children = node.get("children", {}) if isinstance(node, dict) else {}
        if name == group and keyword in children:
            yield children[keyword]
        for child, inner in children.items():
            yield from walk(inner, child)

    return next(q for root in record.values() for q in walk(root))


def test_an_unknown_label_is_named_and_the_rest_kept(tmp_path):
    record = document(V2)
    cell = question(record, "tech_qg_54", "tech_rainfall")["value"][0]
    cell["values"] = ["250 buckets", "501-750 mm"]
    found = mapped(tmp_path, record)
    assert found.terms["rainfall"] == [("tech_rainfall", "tech_rainfall_501_750")]
    assert said(found, "tech_rainfall") == ["'250 buckets' is no value of tech_rainfall; left out"]
    assert len(found.impacts) == 17


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("251-500 mm", "tech_rainfall_251_500"),
        ("1.001-1.500 mm", "tech_rainfall_1001_1500"),
        ("> 4,000 mm", "tech_rainfall_4001_plus"),
        ("&lt; 250 mm", "tech_rainfall_less_250"),
    ],
)
def test_labels_may_be_written_otherwise(tmp_path, label, code):
    record = document(V2)
    question(record, "tech_qg_54", "tech_rainfall")["value"][0]["values"] = [label]
    assert mapped(tmp_path, record).terms["rainfall"] == [("tech_rainfall", code)]


def test_a_french_record_maps_to_the_same_codes_and_keeps_french_words(tmp_path):
    record = document(V2)
    for group, keyword, label in (
        ("tech_qg_58", "tech_soil_depth", "superficiel (21-50 cm)"),
        ("tech_qg_28", "degradation_erosion_water_sub", "Wt: perte de la couche arable"),
        ("tech_qg_73", "tech_ownership", "communauté/ village"),
    ):
        question(record, group, keyword)["value"][0]["values"] = [label]
    question(record, "tech_qg_1", "tech_definition")["value"][0]["value"] = (
        "Des fossés le long des courbes de niveau, pour retenir l'eau et la terre sur les pentes."
    )
    question(record, "tech_qg_2", "tech_description")["value"] = ""
    found = mapped(tmp_path, record)
    assert found.original_language == "fr"
    assert found.texts["fr"]["summary"].startswith("Des fossés")
    assert found.terms["soil_depth"] == draft(V2).terms["soil_depth"]
    assert found.terms["degradation"] == draft(V2).terms["degradation"]
    assert found.terms["ownership"] == draft(V2).terms["ownership"]


def test_its_number_is_read_from_the_map_or_from_the_name_of_the_file(tmp_path):
    record = document(V2)
    assert mapped(tmp_path, record, "anything.json").external_id == "1724"
    question(record, "qg_location_map", "location_map")["value"] = ""
    assert mapped(tmp_path, record, "technologies_88.json").external_id == "88"
    [raw] = written(tmp_path, "anything.json", record)
    assert "no number" in raw.error


def test_who_does_not_accept_the_conditions_is_not_imported(tmp_path):
    record = document(V2)
    question(record, "qg_accept_conditions", "accept_conditions")["value"][0]["value"] = "No"
    with pytest.raises(BadRecord, match="no licence"):
        mapped(tmp_path, record)


def tree(**groups):
    """A record of the old API of these question groups: rows of keyword -> cell."""
    sections = {}
    for group, rows in groups.items():
        keywords = dict.fromkeys(keyword for row in rows for keyword in row)
        cells = {
            keyword: {"label": keyword, "value": [cell(row.get(keyword)) for row in rows]}
            for keyword in keywords
        }
        sections[group] = {"label": "", "children": cells}
    name = {"label": "", "children": {"name": {"label": "", "value": [cell("Bund")]}}}
    return {"section_specifications": {"label": "", "children": {"qg_name": name, **sections}}}


def cell(value):
    key = "values" if isinstance(value, list) else "value"
    return {"key": "", "template": "raw", key: value}


def test_land_of_the_edition_of_2018(tmp_path):
    picture = ["Cropland", "assets/img/pictos/land_1.png", None, "tech_lu_cropland"]
    found = mapped(
        tmp_path,
        tree(
            tech_qg_9=[{"tech_landuse_2018": [picture]}],
            tech_qg_10=[
                {
                    "tech_lu_cropland_sub": ["Annual cropping"],
                    "tech_lu_cropland_annual_cropping_crops": ["cereals - maize", "dragon fruit"],
                    "tech_lu_cropland_perennial_cropping_crops": ["fodder crops - grasses"],
                    "tech_lu_cropland_annual_cropping_crops_other": "teff",
                    "tech_growing_seasons": ["2"],
                    "tech_intercropping": "Yes",
                    "tech_crop_rotation": "No",
                }
            ],
            tech_qg_236=[
                {
                    "tech_lu_grazingland_pop_species": "goats",
                    "tech_lu_grazingland_pop_count": 20,
                }
            ],
            tech_qg_237=[{"tech_initial_landuse_changed": ["No (Continue with question 3.4)"]}],
            tech_qg_239=[{"tech_landuse_2018": [picture]}],
        ),
    )
    codes = {aspect: [code for _, code in terms] for aspect, terms in found.terms.items()}
    assert codes == {
        "land_use": ["tech_lu_cropland", "lu_cropland_ca"],
        "crop_reported": ["annual_crops_429", "perennial_crops_427"],
        "crop": ["goats", "maize", "fodder-grasses"],
        "growing_seasons": ["growing_season_2"],
        "land_management": ["intercropping"],
        "livestock": ["animals_55"],
        "land_use_initial": ["tech_lu_cropland"],
    }
    words = found.texts["en"]
    assert (words["land_use_comments"], words["livestock_density"]) == ("teff", "goats: 20")
    assert found.facts["has_land_use_changed"] is False
    assert said(found) == [
        "'dragon fruit' is no value of tech_lu_cropland_annual_cropping_crops; left out"
    ]


def test_mixed_land_use_of_2015_is_a_fact(tmp_path):
    label = "Mixed (crops/ grazing/ trees), incl. agroforestry"
    found = mapped(tmp_path, tree(tech_qg_9=[{"tech_landuse": [[label, "x.png", None]]}]))
    assert found.facts["has_mixed_land_use"] is True
    assert "land_use" not in found.terms and not found.problems


def test_costs_are_stated_or_estimated_or_summed(tmp_path):
    row = {"tech_input_maint_specify": "hoes", "tech_input_maint_total_costs_pi": 30.0}
    found = mapped(
        tmp_path,
        tree(
            tech_qg_42=[{"tech_input_est_total_estimation": 400.0}],
            tech_qg_46=[row, {**row, "tech_input_maint_total_costs_pi": 12.5}],
            tech_qg_232=[{"tech_input_est_total_costs_usd": 100.0}],
            tech_qg_164=[
                {"tech_input_national_currency": "TJS", "tech_input_exchange_rate": 400.0}
            ],
            tech_qg_217=[{"tech_cost_calculation_base": ["per Technology unit"]}],
            tech_qg_162=[{"tech_input_perunit_unit": "dam", "tech_input_perunit_volume": "5 m"}],
        ),
    )
    assert found.facts == {
        "establishment_cost": 400.0,
        "establishment_cost_usd": 100.0,
        "maintenance_cost_yr": 42.5,
        "cost_base": "unit",
        "cost_unit": "dam",
        "cost_currency": "TJS",
        "currency_per_usd": 400.0,
    }
    assert said(found, "exchange rate") == [
        "400 for one USD does not agree with the totals (4); it looks off by a factor of 100; kept"
    ]


def test_references_links_and_films(tmp_path):
    found = mapped(
        tmp_path,
        tree(
            qg_references=[
                {
                    "references_title": "Liu 2019, doi:10.1016/J.Still.2019.04.006",
                    "references_source": "free",
                }
            ],
            qg_links=[{"links_title": "Manual", "links_url": "www.example.org/a.pdf"}],
            qg_videos=[{"video_vimeo_id": 123456, "video_description": "How to dig"}],
        ),
    )
    paper, link, film = found.references
    assert (paper.key, paper.doi) == ("10.1016/j.still.2019.04.006", "10.1016/J.Still.2019.04.006")
    assert (paper.year, paper.note) == (2019, "free")
    assert (link.title, link.url) == ("Manual", "https://www.example.org/a.pdf")
    assert (film.title, film.url) == ("How to dig", "https://vimeo.com/123456")


def test_a_question_that_we_do_not_know_is_named(tmp_path):
    found = mapped(tmp_path, tree(tech_qg_999=[{"tech_new": "something"}]))
    assert [(p.field, "do not know" in p.message) for p in found.problems] == [
        ("tech_qg_999.tech_new", True)
    ]


@pytest.mark.parametrize(
    ("vocabulary", "label", "code"),
    [
        ("tech_access", "pauvre", "tech_access_poor"),
        ("tech_costbenefit_est_long", "muy negativo", "costbenefit_verynegative"),
        ("tech_watersupply", "mixed rainfed-irrigated", "tech_watersupply_mixed"),
        ("tech_surfacewater", "pobre/ ninguna", "tech_surfacewater_poor"),
        ("tech_altitudinalzone", "1,501-2,000 m s.n.m", "tech_altitudinalzone_1500_2000"),
        ("tech_measures_structural_sub", "S2: Diguettes, digues", "measures_structural_s2"),
    ],
)
def test_labels_of_the_questionnaire_stay_known(vocabulary, label, code):
    found = find_code((vocabulary,), label)
    assert found == (vocabulary, code)
    assert label not in {row[f"label_{one}"] for row in read_terms(vocabulary) for one in LANGUAGES}
