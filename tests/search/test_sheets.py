"""A sheet as the engines know it: words, facets with ancestors, numbers, place."""

import math
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.models import (
    Activity,
    Assessment,
    Evidence,
    FieldReport,
    Impact,
    Reference,
    RowTranslation,
    SheetReference,
)
from search.sheets import document, documents
from search.words.textures import textures
from tests.factories import SheetFactory, SheetTextFactory
from tests.search.factories import (
    answer,
    apply_practice,
    from_source,
    practice,
    site,
    soil_carbon,
    term,
    zone,
)

pytestmark = pytest.mark.django_db


def facet(sheet, name):
    return document(sheet).facets[name]


def body(sheet, language="en"):
    return document(sheet).texts[language].body


def test_the_original_comes_first_and_each_language_keeps_its_words():
    sheet = SheetFactory(text__language="ar", text__title="حواجز حجرية")
    SheetTextFactory(sheet=sheet, language="fr", is_original=False, title="Cordons pierreux")
    texts = document(sheet).texts
    assert next(iter(texts)) == "ar"
    assert texts["fr"].title == "Cordons pierreux"
    assert facet(sheet, "language") == {"ar", "fr"}


def test_every_section_is_searched():
    sheet = SheetFactory(text__drawbacks="termites", text__local_name="zaï")
    Activity.objects.create(sheet=sheet, phase="maintenance", text="prune the trees")
    Assessment.objects.create(sheet=sheet, kind="weakness", view="compiler", text="labour")
    Impact.objects.create(sheet=sheet, group="soil", comment="crusts have gone")
    reference = Reference.objects.create(key="x", title="Contour farming", authors="Lal R.")
    SheetReference.objects.create(sheet=sheet, reference=reference)
    sheet.tags.add("gully")
    sheet.save()
    words = body(sheet)
    for word in ("termites", "zaï", "prune", "labour", "crusts", "Contour", "Lal", "gully"):
        assert word in words


def test_words_of_rows_are_in_their_own_language():
    sheet = SheetFactory()
    SheetTextFactory(sheet=sheet, language="fr", is_original=False, title="Cordons")
    Activity.objects.create(sheet=sheet, phase="maintenance", text="weed")
    RowTranslation.objects.create(
        sheet=sheet, language="fr", rows="activities", number=0, field="text", text="désherber"
    )
    assert "weed" in body(sheet, "en") and "désherber" not in body(sheet, "en")
    assert "désherber" in body(sheet, "fr") and "weed" not in body(sheet, "fr")


def test_names_of_codes_are_words_in_three_languages():
    sheet = SheetFactory()
    mulching = practice("t-mulch", fr=("paillage", "exact"), es=("acolchado", "broader"))
    apply_practice(sheet, mulching)
    answer(sheet, "crop", term("crop", "t-millet", label_fr="mil", label_es="mijo"))
    texts = document(sheet).texts
    assert texts["fr"].names.splitlines() == ["mil", "paillage"]
    assert "acolchado" in texts["es"].names
    assert texts["fr"].title == ""
    assert facet(sheet, "language") == {"en"}


def test_a_soil_texture_is_a_word_in_three_languages_and_as_its_source_says_it():
    sheet = SheetFactory()
    site(sheet, soil_texture="Loamy fine Sand/clayey")
    texts = document(sheet).texts
    assert "Loamy fine Sand/clayey" in texts["en"].body
    assert "sol sableux" in texts["fr"].names
    assert "sol argileux" in texts["fr"].names
    assert "suelo arenoso" in texts["es"].names
    assert "sandy soil" in texts["en"].names


@pytest.mark.parametrize("reported", ["", "unknown", "sandy clay loam", "loam"])
def test_other_textures_are_no_sand(reported):
    assert not any("sandy soil" in names for names in textures(reported, "en"))


def test_a_narrower_word_does_not_name_the_practice():
    sheet = SheetFactory()
    no_till = practice("t-no-till", en=("direct seeding", "narrower"), fr=("non-labour", "related"))
    apply_practice(sheet, no_till)
    assert all("direct seeding" not in texts.names for texts in document(sheet).texts.values())
    assert all("non-labour" not in texts.names for texts in document(sheet).texts.values())


def test_a_practice_counts_with_its_ancestors_and_not_as_context():
    group = practice("t-cover")
    sheet = SheetFactory()
    apply_practice(sheet, practice("t-mulch", parent=group))
    apply_practice(sheet, practice("t-manure"), role="context")
    assert facet(sheet, "practice") == {"t-cover", "t-mulch"}
    assert "t-manure" not in document(sheet).texts["en"].names


def test_a_kind_of_land_use_counts_as_its_land_use_too():
    cropland = term("tech_landuse_2018", "t-cropland")
    sheet = SheetFactory()
    answer(sheet, "land_use", term("tech_lu_cropland_sub", "t-annual", parent=cropland))
    answer(sheet, "land_use_initial", term("tech_landuse_2018", "t-forest"))
    assert facet(sheet, "land_use") == {"t-cropland", "t-annual"}


@pytest.mark.parametrize(
    ("name", "vocabulary"),
    [
        ("degradation", "tech_degradation"),
        ("purpose", "tech_main_purpose"),
        ("rainfall", "tech_rainfall"),
        ("slope", "tech_slopes"),
        ("crop", "crop"),
        ("agroclimate", "tech_agroclimatic_zone"),
    ],
)
def test_a_coded_answer_is_a_value_of_its_facet(name, vocabulary):
    sheet = SheetFactory()
    answer(sheet, name, term(vocabulary, "t-one"), term(vocabulary, "t-two"))
    assert facet(sheet, name) == {"t-one", "t-two"}
    assert facet(SheetFactory(), name) == frozenset()


def test_a_country_counts_in_its_regions():
    africa = term("region", "t-002")
    kenya = term("country", "t-KEN", parent=term("region", "t-014", parent=africa))
    sheet = SheetFactory()
    site(sheet, country=kenya)
    assert facet(sheet, "country") == {"t-KEN"}
    assert facet(sheet, "region") == {"t-002", "t-014"}


def test_a_reported_climate_wins_over_the_modelled_one_of_its_site():
    dry = zone("koppen", "t-B")
    steppe, desert = (zone("koppen", f"t-B{letter}", parent=dry) for letter in "SW")
    tropical = zone("koppen", "t-A")
    sheet = SheetFactory()
    site(sheet, (steppe, "reported"), (desert, "modelled"))
    site(sheet, (tropical, "modelled"))
    assert facet(sheet, "climate") == {"t-B", "t-BS", "t-A"}


def test_reported_and_modelled_soils_are_kept_apart():
    sheet = SheetFactory()
    site(sheet, (zone("wrb", "t-LV"), "reported"), (zone("wrb", "t-FR"), "modelled"))
    assert facet(sheet, "soil") == {"t-LV"}
    assert facet(sheet, "soil_modelled") == {"t-FR"}


@pytest.mark.parametrize("basis", ["field", "scientific", "both"])
def test_each_basis_is_a_value_of_its_own(basis):
    assert facet(SheetFactory(basis=basis), "basis") == {basis}


def test_a_sheet_of_no_source_is_local():
    assert facet(SheetFactory(), "source") == {"local"}
    sheet = SheetFactory()
    from_source(sheet, "era")
    assert facet(sheet, "source") == {"era"}


def test_carbon_is_measured_rated_or_unknown():
    measured, rated, pending = SheetFactory(), SheetFactory(), SheetFactory()
    soil_carbon(measured, 0.1)
    soil_carbon(pending, 0.1, state="pending")
    indicator = term("impact", "tech_impacts_soilorganicmatter")
    for sheet in (measured, rated):
        Impact.objects.create(sheet=sheet, group="soil", indicator=indicator, value=1)
    assert facet(measured, "carbon") == {"measured"}
    assert facet(rated, "carbon") == {"rated"}
    assert facet(pending, "carbon") == {"unknown"}


def test_other_outcomes_are_not_soil_carbon():
    sheet = SheetFactory()
    grain = term("outcome", "101", parent=term("outcome", "product_yield"))
    Evidence.objects.create(sheet=sheet, outcome=grain, log_ratio=0.4)
    assert facet(sheet, "carbon") == {"unknown"}
    assert "soc_change" not in document(sheet).numbers


def test_the_change_is_the_mean_log_ratio_in_percent():
    sheet = SheetFactory()
    soil_carbon(sheet, math.log(1.5), math.log(1.1), None)
    expected = 100 * (math.sqrt(1.5 * 1.1) - 1)
    assert document(sheet).numbers["soc_change"] == pytest.approx(expected)


def test_the_year_is_when_it_was_documented_else_its_last():
    assert "year" not in document(SheetFactory()).numbers
    assert document(SheetFactory(start_year=1998, end_year=2003)).numbers["year"] == 2003
    sheet = SheetFactory(start_year=1998, documented_on=date(2017, 5, 1))
    assert document(sheet).numbers["year"] == 2017


def numbers(**facts):
    return document(SheetFactory(**facts)).numbers


def test_the_rainfall_is_that_of_the_sheet_else_of_its_first_site_that_says():
    sheet = SheetFactory()
    answer(sheet, "rainfall", term("tech_rainfall", "tech_rainfall_501_750"))
    assert "rainfall_mm" not in document(sheet).numbers, "a class is no number"
    site(sheet)
    site(sheet, rainfall_mm_yr=640.5)
    site(sheet, rainfall_mm_yr=900)
    assert document(sheet).numbers["rainfall_mm"] == 640.5
    sheet.rainfall_mm_yr = 700
    sheet.save()
    assert document(sheet).numbers["rainfall_mm"] == 700


def test_altitude_and_slope_are_those_of_the_first_site_that_says():
    sheet = SheetFactory()
    answer(sheet, "slope", term("tech_slopes", "tech_slopes_hilly"))
    assert document(sheet).numbers.keys().isdisjoint({"altitude_m", "slope_percent"})
    site(sheet, altitude_m=0)
    site(sheet, altitude_m=1200, slope_percent=2.5)
    assert (document(sheet).numbers["altitude_m"], document(sheet).numbers["slope_percent"]) == (
        *(0, 2.5),
    )


@pytest.mark.parametrize(
    ("facts", "cost"),
    [
        ({"establishment_cost_usd": 920, "cost_area_ha": 0.46}, 2000),
        ({"establishment_cost": 939, "cost_currency": "usd", "cost_area_ha": 1}, 939),
        (
            *({"establishment_cost": 750, "currency_per_usd": 3.75, "cost_area_ha": 2},),
            *(100,),
        ),
        ({"establishment_cost": 0, "cost_currency": "USD", "cost_area_ha": 1}, 0),
        ({"establishment_cost": 750, "cost_currency": "SAR", "cost_area_ha": 1}, None),
        ({"establishment_cost_usd": 920}, None),
        ({"establishment_cost_usd": 920, "cost_area_ha": 0}, None),
        ({"maintenance_cost_usd_yr": 920, "cost_area_ha": 1}, None),
    ],
)
def test_the_cost_is_in_dollars_per_hectare_where_the_record_says_enough(facts, cost):
    assert numbers(**facts).get("cost_usd_ha") == cost


def test_duration_and_completeness_are_numbers():
    assert numbers(trial_duration_yr=2.5)["duration_years"] == 2.5
    assert "duration_years" not in numbers()
    assert numbers()["completeness"] == 15


def test_only_a_sure_position_is_a_place():
    sheet = SheetFactory()
    site(sheet, latitude=1.5, longitude=36.5, uncertainty_m=80_000)
    assert document(sheet).place is None
    site(sheet, latitude=95, longitude=36.5)
    assert document(sheet).place is None
    site(sheet, latitude=-1.25, longitude=36.75, uncertainty_m=1000)
    assert (document(sheet).place.lat, document(sheet).place.lon) == (-1.25, 36.75)


def test_what_is_not_published_has_no_document():
    assert document(SheetFactory(live=False)) is None


def test_a_sheet_that_cannot_be_indexed_does_not_stop_the_others(caplog):
    bad, good = SheetFactory(), SheetFactory()
    soil_carbon(bad, 800.0)  # e^800 is no finite number
    assert [doc.id for doc in documents([bad.pk, good.pk])] == [good.pk]
    assert str(bad.pk) in caplog.text


def test_many_sheets_take_as_many_queries_as_one(django_assert_num_queries):
    one = SheetFactory()
    with CaptureQueriesContext(connection) as queries:
        assert document(one).id == one.pk
    many = [SheetFactory() for _ in range(20)]
    for sheet in many:
        site(sheet, (zone("wrb", "t-LV"), "reported"))
        apply_practice(sheet, practice("t-mulch", en=("mulch", "exact")))
        soil_carbon(sheet, 0.1)
    with django_assert_num_queries(len(queries)):
        assert len(list(documents([sheet.pk for sheet in many]))) == 20


def test_reports_from_the_field_are_values_and_those_that_wait_are_not(django_user_model):
    sheet = SheetFactory(live=True)
    for name, doing, state in (("a", "does", "published"), ("b", "stopped", "pending")):
        author = django_user_model.objects.create_user(name)
        FieldReport.objects.create(sheet=sheet, author=author, doing=doing, state=state)
    assert facet(sheet, "field") == {"does"}
    assert facet(SheetFactory(live=True), "field") == set()
