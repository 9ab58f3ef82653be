"""Numbers that a reader may bound, on the page and for programs; and what is near a place."""

import csv
import io
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from practices.models import PracticeSheet
from search.page.ranges import LABELS
from search.scales import SCALES
from tests.factories import SheetFactory
from tests.search.factories import site, soil_carbon

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(autouse=True)
def index_dir(tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


def ask(client, path="/en/search/", **params):
    return client.get(path, params).context["page"]


def follow(client, url):
    address = urlsplit(url)
    return ask(client, address.path, **parse_qs(address.query))


def titles(page):
    return [hit.title for hit in page.hits]


def api(client, **params):
    return client.get("/api/v1/search", params).json()


@pytest.fixture
def rainy():
    """Sheets with 100 to 1000 mm of rain, and two that do not say."""
    for rain in range(100, 1001, 100):
        SheetFactory(rainfall_mm_yr=rain, text__title=f"Rain {rain}")
    SheetFactory(text__title="Dry fog", end_year=1999)
    SheetFactory(text__title="Wet fog", end_year=2005)


def the_range(page, name="rainfall_mm"):
    return next(one for one in page.ranges if one.name == name)


def test_both_ends_are_in_and_what_is_not_known_is_out_or_in(client, rainy):
    asked = {"rainfall_mm_min": "300", "rainfall_mm_max": "500", "sort": "title"}
    page = ask(client, **asked)
    assert titles(page) == ["Rain 300", "Rain 400", "Rain 500"]
    assert the_range(page).unknown == 2
    page = ask(client, **asked, rainfall_mm_unknown="1")
    assert titles(page) == ["Dry fog", "Rain 300", "Rain 400", "Rain 500", "Wet fog"]
    assert the_range(page).unknown == 2


def test_each_bar_leads_to_as_many_sheets_as_it_says(client, rainy):
    for rain in (0, 249.6, 250, 4000):
        SheetFactory(rainfall_mm_yr=rain)
    for asked in ({}, {"rainfall_mm_min": "450", "rainfall_mm_unknown": "1"}):
        shown = the_range(ask(client, **asked))
        assert sum(bar.count for bar in shown.bars) == 14
        for bar in shown.bars:
            assert follow(client, bar.url).total == bar.count, bar
        assert shown.bars[-1].label == "2,750 and more"


def test_the_picture_marks_what_is_chosen(client, rainy):
    shown = the_range(ask(client))
    assert shown.inside and not shown.outside
    shown = the_range(ask(client, rainfall_mm_max="300"))
    assert shown.inside.count("M") == 2 and shown.outside.count("M") == 3


def test_numbers_that_no_sheet_has_are_not_shown(client, rainy):
    assert {one.name for one in ask(client).ranges} == {"rainfall_mm", "year"}
    chosen = the_range(ask(client, slope_percent_max="5"), "slope_percent")
    assert (chosen.bars, chosen.unknown, chosen.high) == ([], 12, "5")


def test_a_range_that_the_list_does_not_tell_says_so(client, rainy):
    page = ask(client, q="fog")
    assert (the_range(page).bars, the_range(page).unknown) == ([], 2)
    assert "No sheet of this list says it." in client.get("/en/search/", {"q": "fog"}).text


def test_every_number_has_a_name_and_a_scale_that_fits_its_bars():
    assert LABELS.keys() == SCALES.keys()
    for scale in SCALES.values():
        assert scale.low + scale.bars * scale.width == scale.high


def test_a_chosen_range_is_a_chip_that_can_be_removed(client, rainy):
    page = ask(client, rainfall_mm_max="300", rainfall_mm_unknown="1", q="fog")
    (chip,) = page.chips
    assert (chip.facet_label, chip.label) == ("Rainfall a year", "up to 300 mm, or not known")
    assert parse_qs(urlsplit(chip.remove_url).query) == {"q": ["fog"]}
    assert parse_qs(urlsplit(page.clear_url).query) == {"q": ["fog"]}


def test_the_form_carries_what_was_chosen_in_the_readers_language(client):
    SheetFactory(trial_duration_yr=2.5)
    text = client.get("/fr/search/", {"duration_years_min": "2,5", "lang": "fr"}).text
    assert re.search(r'name="duration_years_min"\s+value="2,5"', text)
    page = client.get("/fr/search/", {"duration_years_min": "2,5"}).context["page"]
    assert (page.total, page.first_url) == (1, "/fr/search/?duration_years_min=2.5")


def test_ways_out_know_ranges(client, rainy):
    page = ask(client, rainfall_mm_min="5000", q="rain")
    assert "Rainfall a year: from 5,000 mm" in page.culprits
    ways = {way.label: way for way in page.zero_help}
    without = ways["Without the filter “Rainfall a year”"]
    assert follow(client, without.url).total == without.count == 10
    page = ask(client, rainfall_mm_min="5000", q="fog")
    ways = {way.label: way for way in page.zero_help}
    (other,) = ways["Without the filter “Rainfall a year”"].others
    assert follow(client, other.url).total == other.count == 2
    assert "rainfall_mm_unknown=1" in other.url


def test_programs_get_the_same_numbers(client, rainy):
    found = api(client, rainfall_mm_min="300", rainfall_mm_max="500", year_min="x")
    assert (found["total"], [one["parameter"] for one in found["ignored"]]) == (3, ["year_min"])
    rain = found["ranges"]["rainfall_mm"]
    assert (rain["min"], rain["max"], rain["unknown"], rain["step"]) == (300, 500, 2, 250)
    assert not rain["unknown_included"]
    assert [one["count"] for one in rain["buckets"]] == [2, 2, 3, 2, 1]
    assert rain["buckets"][1]["lowest"] == 250


def test_exports_and_the_feed_hold_the_same_list(client, rainy):
    asked = {"rainfall_mm_min": "300", "rainfall_mm_max": "500", "rainfall_mm_unknown": "1"}
    text = client.get("/en/search/export.csv", asked).getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 5
    assert rows[0]["search"].endswith(
        "?rainfall_mm_min=300&rainfall_mm_max=500&rainfall_mm_unknown=1"
    )
    head = json.loads(client.get("/en/search/export.json", asked).getvalue())["query"]
    assert (head["rainfall_mm_min"], head["rainfall_mm_unknown"]) == (300, True)
    feed = client.get("/en/search/feed.atom", asked).text
    assert feed.count("<entry>") == 5
    assert "Rainfall a year: 300 to 500 mm, or not known" in feed


def test_the_most_complete_come_first(client):
    SheetFactory(text__title="Bare")
    SheetFactory(text__title="Priced", establishment_cost=5)
    assert titles(ask(client, sort="complete")) == ["Priced", "Bare"]


# Near a place

BAMAKO, PARIS, QUITO = (12.65, -8.0), (48.86, 2.35), (-0.22, -78.51)


@pytest.fixture
def placed():
    for name, (lat, lon) in {"Bamako": BAMAKO, "Paris": PARIS, "Quito": QUITO}.items():
        site(SheetFactory(text__title=name), latitude=lat, longitude=lon)
    SheetFactory(text__title="Nowhere")


def test_the_nearest_come_first_and_cards_say_how_far(client, placed):
    page = ask(client, near="13.25,-5.97")
    assert titles(page) == ["Bamako", "Paris", "Quito", "Nowhere"]
    away = ["about 230 km away", "about 4,030 km away", "about 8,130 km away", ""]
    assert [hit.distance for hit in page.hits] == away
    assert next(one.label for one in page.sorts if one.is_selected) == "distance"
    (chip,) = page.chips
    assert (chip.label, chip.remove_url) == ("13.25, -5.97", "/en/search/")


def test_without_a_place_there_is_no_distance_to_sort_by(client, placed):
    page = ask(client, sort="nearest")
    assert [one.value for one in page.sorts if one.is_selected] == ["relevance"]
    assert "nearest" not in {one.value for one in page.sorts}
    assert [one.parameter for one in page.ignored] == ["sort"]


def test_another_order_keeps_the_place(client, placed):
    page = ask(client, near="13.25,-5.97")
    by_title = next(one.url for one in page.sorts if one.value == "title")
    page = follow(client, by_title)
    assert titles(page) == ["Bamako", "Nowhere", "Paris", "Quito"]
    assert page.hits[0].distance == "about 230 km away"


def test_a_sheet_leads_to_those_near_it(client, placed):
    sheet = PracticeSheet.objects.get(texts__title="Paris")
    text = client.get(sheet.get_absolute_url()).text
    (link,) = re.findall(r'href="([^"]*near=[^"]*)"', text)
    assert titles(follow(client, link))[0] == "Paris"
    assert follow(client, link).hits[0].distance == "here, or within 2 km"
    other = PracticeSheet.objects.get(texts__title="Nowhere")
    assert "near=" not in client.get(other.get_absolute_url()).text


def test_programs_get_the_distance(client, placed):
    hits = api(client, near="13.25,-5.97")["hits"]
    assert [hit["distance_km"] for hit in hits] == [229.9, 4032.8, 8125.2, None]


def test_a_card_says_what_a_hectare_costs_and_of_which_year(client):
    SheetFactory(establishment_cost_usd=920, cost_area_ha=0.46, cost_year=2011)
    (hit,) = ask(client, cost_usd_ha_max="2000").hits
    assert hit.cost == "2,000 USD per hectare to establish, prices of 2011"


def test_the_measured_change_is_a_range_too(client):
    for ratio in (-0.2, 0.05, 0.5):
        soil_carbon(SheetFactory(), ratio)
    assert ask(client, soc_change_min="-5").total == 2
    assert ask(client, soc_change_max="−1").total == 1
