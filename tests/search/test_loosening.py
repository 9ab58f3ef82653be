"""No dead end: every way out of an empty answer finds what it says."""

import random
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.factories import SheetFactory
from tests.search.corpus import WORDS, generate
from tests.search.counting import all_values
from tests.search.factories import practice, site, zone
from tests.search.test_facets import some_filters

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(autouse=True)
def index_dir(tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


def ask(client, **params):
    return client.get("/en/search/", params).context["page"]


def follow(client, url):
    return ask(client, **parse_qs(urlsplit(url).query)).total


def empty_pages(client, wanted, seed):
    """Pages of generated questions that find nothing."""
    rng, values, pages = random.Random(seed), all_values(), []
    while len(pages) < wanted:
        text = " ".join(rng.sample(WORDS["en"] + WORDS["fr"], rng.choice([0, 1, 2, 3])))
        page = ask(client, q=text, **some_filters(rng, values))
        pages += [page] if not page.total else []
    return pages


def test_each_way_out_finds_what_it_says(client):
    generate(150, seed=11)
    offered = 0
    for page in empty_pages(client, 25, seed=12):
        assert any(way.count for way in page.zero_help), "a dead end"
        for way in page.zero_help:
            assert follow(client, way.url) == way.count, way
            for other in way.others:
                assert follow(client, other.url) == other.count, other
                offered += 1
    assert offered  # or the test would show less than it says


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_api_gives_the_ways_out_of_the_page(client, language):
    in_zones("AR", "BSh", text__title="Zai pits")
    in_zones("LX", "BSk", text__title="Stone lines")
    asked = {"q": "stone zai", "climate": "BSh", "soil": "LX"}
    page = client.get(f"/{language}/search/", asked).context["page"]
    found = client.get("/api/v1/search", {**asked, "lang": language}).json()
    assert found["culprits"] == page.culprits
    assert [(way["label"], way["count"], way["detail"]) for way in found["loosening"]] == [
        (way.label, way.count, way.detail) for way in page.zero_help
    ]
    others = [other for way in found["loosening"] for other in way["others"]]
    assert others
    for way in [*found["loosening"], *others]:
        assert client.get(way["url"]).json()["total"] == way["count"]


def test_the_api_loosens_nothing_that_is_found(client):
    in_zones("AR", "BSh", text__title="Zai pits")
    found = client.get("/api/v1/search", {"q": "zai"}).json()
    assert (found["total"], found["culprits"], found["loosening"]) == (1, "", [])


def in_zones(soil, climate, **fields):
    sheet = SheetFactory(**fields)
    steppe = zone("koppen", climate, parent=zone("koppen", climate[:-1]))
    site(sheet, (zone("wrb", soil), "reported"), (steppe, "reported"))


def test_what_finds_nothing_is_told_apart_from_what_does(client):
    in_zones("LX", "BSh", basis="field")
    in_zones("NT", "BSk", basis="field")
    page = ask(client, soil="LX", climate="BSk", basis="field")
    assert "Soil" in page.culprits and "Climate" in page.culprits and "Based" not in page.culprits


def test_the_nearest_zone_is_the_same_climate_on_another_soil_or_its_group(client):
    in_zones("LX", "BSh")
    in_zones("NT", "BSk")
    ways = {way.label: way for way in ask(client, soil="LX", climate="BSk").zero_help}
    soil = ways["Without the filter “Soil group (WRB)”"]
    assert [parse_qs(urlsplit(other.url).query)["soil"] for other in soil.others] == [["NT"]]
    wider = next(way for label, way in ways.items() if "instead of" in label)
    assert parse_qs(urlsplit(wider.url).query)["climate"] == ["BS"] and wider.count == 1


def test_the_nearest_sheet_is_of_the_way_that_gives_up_least(client):
    in_zones("LX", "BSh", text__title="Zai on Lixisol")
    for title in ("Zai on Nitisol", "Zai and stones on Nitisol"):
        in_zones("NT", "BSk", text__title=title)
    page = ask(client, q="zai", soil="LX", climate="BSk")
    assert page.nearest.card.title == "Zai on Lixisol"
    least = min((way for way in page.zero_help if way.count), key=lambda way: way.count)
    assert page.nearest.way == least.label and least.count == 1


def test_what_finds_sheets_or_nothing_at_all_has_no_nearest(client):
    in_zones("LX", "BSh", text__title="Zai on Lixisol")
    assert ask(client, q="zai").nearest is None
    assert ask(client, q="xyzzyqq").nearest is None


def test_other_languages_come_with_the_filter_that_hides_them(client):
    SheetFactory(text__title="Stone bunds")
    (language, *_rest) = ask(client, q="bunds", language="es").zero_help
    assert [(other.label, other.count) for other in language.others] == [("English", 1)]


def test_words_spelt_nearly_alike_are_offered(client):
    SheetFactory(text__title="Lesotho at noon")
    offered = {way.label: way.count for way in ask(client, q="Lesothhoo").zero_help}
    assert offered == {"Did you mean “lesotho”?": 1}


def test_no_name_of_a_language_stands_in_for_a_misspelt_word(client):
    """CLDR names some 600; "féroïen" is nearer to "eroisn" than "erosion" is."""
    SheetFactory(text__title="Erosion at noon")
    practice("erosion")
    (offered,) = ask(client, q="eroisn").zero_help
    assert offered.label in ("Did you mean “erosion”?", "Did you mean “érosion”?")
    assert offered.count == 1


def test_what_was_found_by_forgiving_offers_the_words_as_they_are_spelt(client):
    for title in ("Quipuyaravi dusk", "Quipuyaravi dawn", "Quipuyarave noon"):
        SheetFactory(text__title=title)
    page = ask(client, q="quipuyaravu dusk")
    assert page.is_corrected and page.did_you_mean.label == "Did you mean “quipuyaravi dusk”?"
    assert page.did_you_mean.count == follow(client, page.did_you_mean.url) == 1
    assert not ask(client, q="quipuyaravi").did_you_mean
    offered = client.get("/api/v1/search", {"q": "quipuyaravu dusk"}).json()["did_you_mean"]
    assert offered["label"] == page.did_you_mean.label
    assert client.get(offered["url"]).json()["total"] == offered["count"] == 1
    text = client.get("/en/search/", {"q": "quipuyaravu"}).content.decode()
    assert "Did you mean “quipuyaravi”?" in text


def test_what_was_found_without_a_misspelt_word_offers_it_spelt(client):
    SheetFactory(text__title="Quipuyaravi noon")
    page = ask(client, q="noon quipuarave")
    assert page.left_out == ["quipuarave"]
    assert page.did_you_mean.label == "Did you mean “noon quipuyaravi”?"
    assert not ask(client, q="noon evening").did_you_mean, "these words are spelt as they should be"
