"""Each oddity of ERA's table, met on the real rows that have it."""

import pytest

from practices.importers.era import IMPORTER
from practices.importers.source import BadRecord
from tests.practices.era_rows import (
    as_payload,
    drafts,
    evidence_of,
    mapped,
    said,
    sheet_of,
    site_of,
)


def test_metres_of_web_mercator_become_degrees_and_it_is_said():
    site = site_of(76296)
    assert (site.latitude, site.longitude) == pytest.approx((7.80, 37.36), abs=0.005)
    assert "Converted from Web-Mercator metres." in site.position_note
    assert said(sheet_of(76296), "Latitude") == [
        "Web-Mercator metres, converted to 7.8036, 37.3611 degrees"
    ]


def test_a_comparison_given_three_times_is_one_and_the_rest_are_counted():
    draft = sheet_of(95328)
    assert [row.external_id for row in draft.evidence] == ["95328"]
    assert said(draft, "Index") == ["a row that repeats another; left out (2 times)"]


def test_a_repeat_that_differs_in_depth_alone_is_left_out_and_says_so():
    draft = sheet_of(119058)
    assert [row.external_id for row in draft.evidence] == ["119058"]
    assert said(draft, "Index") == ["a row that repeats another at another depth; left out"]


def test_mg_per_hectare_are_megagrams():
    row = evidence_of(3963)
    assert (row.unit, row.control_mean, row.treatment_mean) == ("Mg/ha", 7.03, 6.1)
    assert row.flags == "unit 'mg/ha' read as 'Mg/ha'"
    assert said(sheet_of(3963), "Units") == ["'mg/ha' read as 'Mg/ha'"]


def test_a_proportion_is_a_ratio_already():
    row = evidence_of(6456)
    assert (row.unit, row.outcome) == ("Proportion", ("outcome", "224.1"))
    assert (row.log_ratio, row.no_ratio_reason) == (None, "is_ratio")


def test_a_land_equivalent_ratio_is_a_ratio_already():
    assert (evidence_of(25356).log_ratio, evidence_of(25356).no_ratio_reason) == (None, "is_ratio")


def test_carbon_a_year_is_a_rate_without_a_ratio():
    row = evidence_of(80368)
    assert row.unit == "Mg C/ha/yr"
    assert (row.log_ratio, row.no_ratio_reason) == (None, "rate")


def test_a_change_of_carbon_is_no_level_whatever_its_unit():
    row = evidence_of(18556)
    assert (row.outcome, row.unit) == (("outcome", "224.1"), "g/kg")
    assert (row.log_ratio, row.no_ratio_reason) == (None, "rate")


def test_a_mean_of_zero_gives_no_ratio():
    row = evidence_of(44757)
    assert (row.control_mean, row.log_ratio, row.no_ratio_reason) == (0.0, None, "not_positive")


def test_a_missing_mean_gives_no_ratio():
    row = evidence_of(2128)
    assert (row.control_mean, row.treatment_mean) == (None, 0.22)
    assert (row.log_ratio, row.no_ratio_reason) == (None, "missing")


def test_the_ratio_of_two_levels_is_its_natural_logarithm():
    row = evidence_of(2298)
    assert (row.control_mean, row.treatment_mean) == (1.09, 1.31)
    assert row.log_ratio == pytest.approx(0.18385, abs=1e-5)
    assert row.no_ratio_reason == ""


def test_a_trial_over_two_countries_has_the_whole_and_a_site_for_each():
    draft = sheet_of(104136)
    whole, kenya, tanzania = draft.sites
    assert (whole.name, whole.country) == ("Kitui; Moshi", None)
    assert whole.latitude == pytest.approx(-2.74, abs=0.001)
    assert [(site.country, site.latitude) for site in (kenya, tanzania)] == [
        ("KEN", None),
        ("TZA", None),
    ]
    assert evidence_of(104136).site == 0
    assert said(draft, "Country") == ["'Kenya..Tanzania' are several; each has a site of its own"]


def test_a_country_named_twice_in_a_joined_value_counts_once():
    countries = [site.country for site in sheet_of(96527).sites]
    assert countries == [None, "MWI", "TZA", "NGA", "KEN"]


@pytest.mark.parametrize(
    ("index", "code"), [(18435, "CIV"), (23967, "SWZ")], ids=["Ivory Coast", "Swaziland"]
)
def test_countries_are_known_by_their_other_names(index, code):
    assert site_of(index).country == code


def test_where_name_and_code_of_a_country_disagree_the_name_is_taken():
    assert site_of(122500).country == "COD"
    assert said(sheet_of(122500), "ISO.3166.1.alpha.3") == ["'COG' is not DRC; the name is taken"]


def test_joined_products_are_all_crops_of_the_sheet_and_none_of_the_row():
    draft = sheet_of(5670)
    assert draft.terms["crop"] == [("crop", "maize"), ("crop", "cowpea")]
    assert evidence_of(5669).product == ("crop", "maize")
    assert evidence_of(5670).product is None
    assert evidence_of(5670).flags == "crops: maize, cowpea"


def test_a_product_that_era_does_not_list_is_no_crop():
    assert evidence_of(5245).product is None
    assert sheet_of(5245).terms["crop"] == []


def test_na_among_the_products_is_natural_fallow():
    assert evidence_of(88246).product == ("crop", "fallow")


def test_joined_practices_are_told_apart_and_na_is_none():
    assert [link.code for link in sheet_of(116802).practices if link.role == "main"] == ["b25"]
    context = [link.code for link in sheet_of(76396).practices if link.role == "context"]
    assert context == ["b16", "b17", "b21", "b4", "b69"]


def test_no_practice_in_the_treatment_alone_is_no_sheet():
    assert not any(key.startswith("AN0105/") for key in drafts())
    with pytest.raises(BadRecord, match="no practice of ERA is in the treatment"):
        mapped(plist="NA")


def test_an_uncertainty_above_25_km_is_kept():
    site = site_of(46141)
    assert (site.uncertainty_m, site.latitude) == (120_000, -11.9)


def test_no_position_leaves_the_place_without_one():
    assert (site_of(42292).latitude, site_of(42292).longitude) == (None, None)
    assert said(sheet_of(42292), "Latitude") == ["there is no position"]


@pytest.mark.parametrize(("field", "value"), [("Latitude", "95"), ("Longitude", "195")])
def test_a_position_out_of_range_is_said_of_the_field_that_is(field, value):
    draft = mapped(**{"Latitude": "10", "Longitude": "10", field: value})
    assert [problem.field for problem in draft.problems if "left out" in problem.message] == [field]


@pytest.mark.parametrize(
    ("index", "period"),
    [
        (291, (1998, 1998, "")),
        (33428, (2003, 2003, "1")),
        (3963, (1986, 2008, "")),
        (116208, (2005, 2012, "1")),
        (113586, (2016, 2017, "1–2")),
        (126371, (2013, 2013, "")),
        (123520, (None, None, "1")),
    ],
    ids=["1998", "2003.1", "1986.2008", "2005.1.2012.1", "2016.1.2.2017", "41456", "9999.1"],
)
def test_years_and_seasons_are_told_apart(index, period):
    row = evidence_of(index)
    assert (row.start_year, row.end_year, row.season) == period


def test_years_that_are_none_are_said():
    assert said(sheet_of(126371), "M.Year") == ["41456 is a spreadsheet's day, read as 2013"]
    assert said(sheet_of(123520), "M.Year") == ["'9999.1' holds no year"]


def test_the_depth_of_an_outcome_is_its_own_and_not_that_of_the_baseline():
    row, site = evidence_of(291), site_of(291)
    assert (row.depth_from_cm, row.depth_to_cm) == (0, 10)
    assert (site.soc_baseline_g_kg, site.soc_baseline_depth_cm) == (1.84, 10)


def test_a_missing_depth_of_soil_carbon_is_said():
    assert (evidence_of(76296).depth_from_cm, evidence_of(76296).depth_to_cm) == (None, None)
    assert said(sheet_of(76296), "Upper") == ["no depth is given"]


def test_a_depth_upside_down_is_put_in_order():
    row = evidence_of(17284)
    assert (row.depth_from_cm, row.depth_to_cm) == (150, 240)
    assert said(sheet_of(17284), "Upper") == ["240 is below 150; put in order"]


def test_a_depth_written_into_the_unit_is_the_one_meant():
    row = evidence_of(13506)
    assert (row.unit, row.depth_from_cm, row.depth_to_cm) == ("Mg C/ha", 30, 45)
    assert said(sheet_of(13506), "Upper") == ["the depth is the one written with the unit"]


def test_numbers_of_several_sites_are_no_number_of_the_place():
    assert site_of(76823).rainfall_mm_yr is None
    assert said(sheet_of(76823), "MAP") == ["'1000..1700..780..1525' is of several sites; left out"]


def test_text_in_a_number_is_left_out_and_said():
    draft = mapped(MeanC="about 2", Rep="three")
    assert (draft.evidence[0].control_mean, draft.evidence[0].replicates) == (None, None)
    assert said(draft, "MeanC") == ["'about 2' is not a number; left out"]
    assert said(draft, "Rep") == ["'three' is not a number; left out"]


def test_zero_where_nothing_can_be_zero_is_not_given():
    assert site_of(86298).altitude_m is None
    assert said(sheet_of(86298), "Elevation") == ["0 cannot be; left out"]


def test_livestock_trials_have_their_length_in_days():
    assert evidence_of(120828).duration_yr == pytest.approx(84 / 365.25, abs=1e-4)
    assert evidence_of(291).duration_yr == 8


def test_a_length_below_zero_is_left_out():
    assert evidence_of(91741).duration_yr is None
    assert said(sheet_of(91741), "Duration") == ["-2 years cannot be; left out"]


def test_an_error_below_zero_is_left_out():
    assert evidence_of(91095).control_error is None
    assert said(sheet_of(91095), "MeanC.Error") == ["an error below zero cannot be; left out"]


def test_errors_keep_their_kind():
    row = evidence_of(80368)
    assert (row.error_type, row.control_error) == ("SE", pytest.approx(0.1811, abs=1e-4))
    assert evidence_of(121237).error_type == "grouped SED"


def test_an_acidity_beyond_the_scale_is_left_out():
    assert site_of(78899).soil_ph is None
    assert said(sheet_of(78899), "Soil.pH") == ["57.5 cannot be; left out"]


def test_lower_is_better_for_erosion_and_not_for_carbon():
    assert evidence_of(2769).lower_is_better
    assert not evidence_of(291).lower_is_better


def test_means_that_era_flipped_are_better_when_lower():
    assert mapped(MeanFlip="Y").evidence[0].lower_is_better


@pytest.mark.parametrize(
    ("index", "content"),
    [(2436, 1.6), (9046, 21.2), (75336, None), (117703, None)],
    ids=["percent", "mg/kg", "a plot's name for a unit", "mg/kg that cannot be"],
)
def test_the_baseline_of_carbon_is_in_grams_per_kilogram(index, content):
    assert site_of(index).soc_baseline_g_kg == content


def test_a_baseline_that_is_no_content_is_said():
    assert said(sheet_of(75336), "SOC.Unit") == [
        "'Ibadan-40m slope' is no content of carbon; 9.5 is left out"
    ]
    assert said(sheet_of(117703), "SOC") == ["0.76 mg/kg cannot be; left out"]


def test_zero_for_a_unit_is_no_unit():
    assert evidence_of(108998).unit == ""
    assert said(sheet_of(108998), "Units") == ["'0' is no unit"]


def test_names_and_units_encoded_twice_are_whole_again():
    assert site_of(18556).name == "Sangoué Forest Station"
    assert evidence_of(2449).unit == "µg/g"


def test_a_row_without_an_outcome_is_left_out():
    with pytest.raises(LookupError):
        sheet_of(86376)
    with pytest.raises(BadRecord, match="no row measures an outcome"):
        mapped(Outcode="")


def test_all_groups_that_a_reported_soil_may_be_are_kept_with_its_words():
    site = site_of(5669)
    assert site.soil_reported_as == "oxic paleustalf (USDA)"
    assert [(zone.scheme, zone.code) for zone in site.zones] == [
        ("wrb", "LX"),
        ("wrb", "LV"),
        ("wrb", "NT"),
    ]
    assert {zone.reported_as for zone in site.zones} == {"oxic paleustalf"}


def test_a_paper_is_found_by_the_code_of_its_study_or_its_part():
    assert sheet_of(18556).references[0].doi == "10.1007/bf00711714"
    assert sheet_of(2436).references[0].doi == "10.1023/a:1015199114833"


def test_a_study_that_the_bibliography_lacks_is_cited_from_its_own_row():
    reference = sheet_of(66435).references[0]
    assert (reference.authors, reference.year) == ("Wickama J", 2014)
    assert (reference.container, reference.doi) == ("CATENA", "10.1016/j.catena.2014.01.013")


def test_two_values_for_one_place_are_said_and_the_first_is_taken():
    payload = as_payload()
    payload |= {"columns": ["MAP", "MeanT"], "rows": [["600", "1.7"], ["700", "1.8"]]}
    draft = IMPORTER.map("comparisons", payload)
    assert [site.rainfall_mm_yr for site in draft.sites] == [600]
    assert said(draft, "MAP") == ["rows of one place differ: 600 or 700; the first is taken"]
