"""Bad values: each has its rule, is named, and takes nothing else of the record with it."""

import json
import math
from datetime import date

import pytest

from practices.importers.draft import SheetDraft
from practices.importers.wocat.codes import crop_of, find_code
from practices.importers.wocat.costs import add_currency, hectares
from practices.importers.wocat.exchange import check_rate, range_of
from practices.importers.wocat.land import BRANCHES
from practices.importers.wocat.values import Values
from practices.importers.wocat.words import guess_language, mend_encoding, plain_text
from practices.vocabularies import ASPECTS, CROP_LISTS, read_terms

from .wocat import API, TABLE, document, draft, mapped, records, said


def values(language="en"):
    return Values(SheetDraft("1", "api", "", "field", language), language)


def changed(**answers):
    record = document(API)
    record["selected_version"] |= answers
    return record


def placed(tmp_path, *coordinates, **answers):
    geometry = {"type": "MultiPoint", "coordinates": list(coordinates)}
    return mapped(tmp_path, changed(location_geometry=geometry, **answers))


@pytest.mark.parametrize(
    ("point", "reason"),
    [
        ([321581.0, 35.2], "Longitude"),
        (["321,581", "35.2"], "Longitude"),
        ([0, 0], "stand for no position"),
        ([49.7, 125.5], "Latitude"),
        (["east", 25.5], "is no number"),
        ([None, 25.5], "is no number"),
        ([49.7, math.inf], "is no number"),
    ],
)
def test_a_position_that_is_none_is_dropped_and_the_country_kept(tmp_path, point, reason):
    found = placed(tmp_path, point)
    [site] = found.sites
    assert (site.latitude, site.longitude, site.country) == (None, None, "SAU")
    if point[0] is not None:
        assert any(reason in message for message in said(found, "location_geometry"))
    assert len(found.impacts) == 6


def test_swapped_coordinates_are_said_and_kept(tmp_path):
    found = placed(tmp_path, [25.5165, 49.7523])
    [site] = found.sites
    assert (site.latitude, site.longitude) == (49.7523, 25.5165)
    assert said(found, "location_geometry") == [
        "49.7523, 25.5165 is in Ukraine, not in the record's country; "
        "latitude and longitude look swapped; kept"
    ]


def test_several_points_are_several_sites_each_once(tmp_path):
    found = placed(tmp_path, [49.75, 25.51], [49.85, 25.61], [49.75, 25.51])
    assert [site.longitude for site in found.sites] == [49.75, 49.85]


def test_an_area_is_one_site_with_its_uncertainty(tmp_path):
    ring = [[49.0, 25.0], [49.2, 25.0], [49.2, 25.2], [49.0, 25.2]]
    polygon = {"type": "Polygon", "coordinates": [ring]}
    features = {"type": "FeatureCollection", "features": [{"geometry": polygon}]}
    [site] = mapped(tmp_path, changed(location_geometry=features)).sites
    assert (round(site.latitude, 6), round(site.longitude, 6)) == (25.1, 49.1)
    assert 14_000 < site.uncertainty_m < 16_000
    assert site.position_note


def test_too_many_places_are_cut(tmp_path):
    points = [[49.0 + number / 1000, 25.0] for number in range(150)]
    found = placed(tmp_path, *points)
    assert len(found.sites) == 100
    assert said(found, "location_geometry") == ["has 150 places; the first 100 are kept"]


def rate(value, currency, country=None, **totals):
    facts = {"currency_per_usd": value, "cost_currency": currency, **totals}
    return " ".join(check_rate(facts, country))


@pytest.mark.parametrize(
    ("value", "currency", "country", "complaint"),
    [
        (375.0, "SAR", "SAU", "off by a factor of 100"),
        (0.0375, "SAR", "SAU", "off by a factor of 100"),
        (3.75, "SAR", "SAU", ""),
        (8400.0, "Kenyan shillings", None, "off by a factor of 100"),
        (8400.0, "Kshs", "KEN", "off by a factor of 100"),
        (1.3, "Tunisian Dinar", "TUN", ""),
        (45.0, "", "TJK", "not plausible for TJS"),
        (450.0, "", "TJK", "off by a factor of 100"),
        (4.5, "Somoni", "TJK", ""),
        (7.0, "shells", "PNG", ""),
        (100.0, "USD", "KEN", "off by a factor of 100"),
    ],
)
def test_exchange_rates_are_held_against_the_range_of_the_currency(
    value, currency, country, complaint
):
    assert (
        complaint in rate(value, currency, country)
        if complaint
        else not rate(value, currency, country)
    )


def test_exchange_rates_are_held_against_the_totals_first():
    totals = {"establishment_cost": 375.0, "establishment_cost_usd": 100.0}
    assert rate(3.75, "SAR", **totals) == ""
    assert "off by a factor of 100" in rate(375.0, "SAR", **totals)
    assert "does not agree with the totals (3.75); kept" in rate(7.0, "SAR", **totals)


def test_a_rate_that_is_off_is_kept_as_received(tmp_path):
    currency = {"currency_base": "other", "currency_other": {"ar": "SAR"}, "exchange_rate": 375}
    found = mapped(tmp_path, changed(cost_calculation_currency=currency))
    assert found.facts["currency_per_usd"] == 375.0
    assert said(found, "exchange rate") == [
        "375 for one USD is not plausible for SAR; it looks off by a factor of 100; kept"
    ]


@pytest.mark.parametrize(
    ("label", "currency"),
    [
        ("US Dollars", "USD"),
        ("dollars US", "USD"),
        ("dollars américains", "USD"),
        ("dólares americanos", "USD"),
        ("US$", "USD"),
        ("USD", "USD"),
        ("tech_input_dollars", "USD"),
        ("OTHER", None),
        ("Australian dollars", None),
    ],
)
def test_dollars_are_known_by_every_label(label, currency):
    found = values()
    add_currency(found, (label, None, None), "currency")
    assert found.draft.facts["cost_currency"] == currency


def test_a_base_that_is_no_known_currency_is_named():
    found = values()
    add_currency(found, ("Pesos", None, None), "currency")
    assert said(found.draft) == ["'Pesos' is no currency that we know; left out"]


def test_no_rate_of_the_real_records_is_called_off_by_a_hundred():
    for raw in records(TABLE):
        country = raw.data["record"]["country"]
        assert country
    assert not any("factor of 100" in m for m in said(draft(API)))


def test_ranges_are_known_by_code_name_and_country():
    assert range_of("kshs", None).currency == range_of("", "KEN").currency == "KES"
    assert range_of("shells", "KEN") is None


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("areas â€“ in combination", "areas – in combination"),
        ("RÃ©gion du SÃ£o", "Région du São"),
        ("compilerâ€™s â€œCashâ€\x9d", "compiler’s “Cash”"),
        ("ÐœÐ°Ð¹", "Май"),
        ("Ã\x83Â©", "é"),
        ("30 Â°C", "30 °C"),
    ],
)
def test_double_encoding_is_mended(text, mended):
    complaints = []
    assert plain_text(text, complaints.append) == mended
    assert "double-encoded" in complaints[0]


@pytest.mark.parametrize(
    "text", ["«\u00a0là\u00a0»", "CAFÉ…»", "café…»", "NÃO", "été 25 °C", "à …»", "Ñandú", "Ø 5 cm"]
)
def test_what_is_not_double_encoded_stays(text):
    assert mend_encoding(text) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Dig <b>deep</b></p><p>Plant</p>", "Dig deep\nPlant"),
        ("before<script>alert(1)</script>after", "beforeafter"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;x", "x"),
        ('<img src=x onerror="alert(1)">pit', "pit"),
        ("one<br/>two &amp; three", "one\ntwo & three"),
        ("<!-- hidden -->seen", "seen"),
    ],
)
def test_markup_becomes_text(html, text):
    complaints = []
    assert plain_text(html, complaints.append) == text
    assert complaints == ["held HTML; reduced to its text"]


@pytest.mark.parametrize("text", ["slope < 5 %, > 3 %", "a<5 & b>3", "tea & coffee", "x <3 y"])
def test_signs_that_are_no_markup_stay(text):
    complaints = []
    assert (plain_text(text, complaints.append), complaints) == (text, [])


def test_scripts_in_a_record_are_taken_out_and_named(tmp_path):
    found = mapped(tmp_path, changed(soil_comments={"ar": "رمل<script>alert(1)</script>"}))
    assert found.texts["ar"]["soil_comments"] == "رمل"
    assert said(found, "soil_comments") == ["held HTML; reduced to its text"]


def test_an_absurdly_long_text_is_cut_with_a_word(tmp_path):
    found = mapped(tmp_path, changed(soil_comments={"ar": "ر" * 100_000}))
    assert len(found.texts["ar"]["soil_comments"]) == 30_000
    assert said(found, "soil_comments") == ["has 100000 characters; cut to 30000"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12.0),
        ("1 234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234", 1234.0),
        ("0,125", 0.125),
        ("3,5", 3.5),
        ("1'000", 1000.0),
        ("12 %", 12.0),
        ("-2", -2.0),
        (7, 7.0),
        ("", None),
        (None, None),
    ],
)
def test_numbers_as_people_write_them(text, number):
    reader = values()
    assert reader.number(text, "field") == number
    assert not reader.draft.problems


@pytest.mark.parametrize("value", ["about 10", "10-20", True, [3], {"a": 1}, math.nan, 10**400])
def test_what_is_no_number_is_said(value):
    reader = values()
    assert reader.number(value, "field") is None
    assert len(reader.draft.problems) == 1


def test_amounts_years_shares_dates_and_answers_out_of_range():
    reader = values()
    assert reader.amount(-9999, "a") is reader.year(20111, "b") is reader.percent(900, "c") is None
    assert reader.date("31/02/2011", "d") is reader.flag("perhaps", "e") is None
    assert reader.moment("yesterday", "f") is None
    assert [problem.field for problem in reader.draft.problems] == list("abcdef")
    assert reader.date("04/07/2011", "") == reader.date("2011-07-04", "") == date(2011, 7, 4)
    assert (reader.flag("Oui (Veuillez remplir)", ""), reader.flag("Sí", "")) == (True, True)
    assert (reader.flag("No (Continúe)", ""), reader.flag(None, "")) == (False, None)
    assert reader.year("1998", "") == 1998


def test_two_answers_to_a_question_that_has_one(tmp_path):
    found = mapped(tmp_path, changed(groundwater=["5_50M", "LESS_5M"]))
    assert [code for _, code in found.terms["groundwater"]] == ["tech_groundwater_5_50m"]
    assert said(found, "groundwater") == ["has 2 answers, and can have one; the first is kept"]


def test_ratings_beyond_the_scale_are_dropped(tmp_path):
    block = {"soil_moisture": {"value": 7, "comment": {"ar": "رطب"}}}
    found = mapped(tmp_path, changed(impacts_ecological_soil=block))
    [moisture] = [i for i in found.impacts if i.group == "ecological_soil"]
    assert (moisture.value, moisture.comment) == (None, {"ar": "رطب"})
    assert "no rating" in said(found, "soil_moisture")[0]


@pytest.mark.parametrize(
    ("text", "size"),
    [("0.46  ha", 0.46), ("1 hectare", 1), ("2,5 ha", 2.5), ("1 km2", 100), ("500 m²", 0.05)],
)
def test_areas_in_hectares(text, size):
    assert hectares(text) == pytest.approx(size)
    assert hectares("one plot") is hectares("3 hats") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Régénération Naturelle Assistée et reboisement du rônier", "fr"),
        ("Cultivo de maíz en los Andes y las laderas", "es"),
        ("Recuperação dos solos com a plantação da mata", "pt"),
        ("Stone wall in the hills of Nepal", "en"),
        ("Jessour", "en"),
    ],
)
def test_the_language_shows_in_the_words(text, language):
    assert guess_language(text, "en") == language


def test_every_crop_of_wocat_is_one_of_ours():
    ours = {row["code"] for row in read_terms("crop")}
    for name in CROP_LISTS:
        for row in read_terms(name):
            vocabulary, code = crop_of(row["code"])
            assert vocabulary == "crop" and code in ours


# A question's lists are asked together; where a label is in two of them the first one is meant.
TWICE = {"perennial_crops_427", "tech_qg_216"}


@pytest.mark.parametrize(
    "lists",
    [
        *(aspect.vocabularies for name, aspect in ASPECTS.items() if name != "land_use_initial"),
        *BRANCHES.values(),
        ("impact",),
        ("climate_exposure",),
        ("tech_exposure_sensitivity",),
        ("user_resourceperson_type",),
    ],
    ids=lambda lists: lists[0],
)
def test_every_label_finds_its_own_term_in_three_languages(lists):
    for name in lists:
        for row in read_terms(name):
            for label in (row["label_en"], row["label_fr"], row["label_es"], row["code"]):
                if label and not (row["code"] in TWICE and label != row["code"]):
                    assert find_code(lists, label) == (name, row["code"])


def test_every_observed_code_of_the_new_api_is_known():
    observed = json.loads((API.parents[3] / "tests/data/wocat/api_codes.json").read_text())
    for name, codes in observed.items():
        for short, full in codes.items():
            assert find_code((name,), short) == (name, full), short


def test_a_text_that_the_source_cut_ends_in_one_mark():
    complaints = []
    assert plain_text("Half a text …[truncated]", complaints.append) == "Half a text […]"
    assert complaints == ["was cut by the source; its end is there only"]
    assert plain_text("An author’s own pause …", complaints.append) == "An author’s own pause …"
