"""What is offered while one types, as JSON."""

from urllib.parse import urlencode

import pytest

from practices.models import PracticeSheet
from search.delivery import indexing
from tests.factories import SheetFactory, SheetTextFactory
from tests.search.factories import answer as state
from tests.search.factories import apply_practice, practice, site, term, zone

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
URL = "/api/v1/suggest"


@pytest.fixture(autouse=True)
def index_dir(tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


def ask(client, q, **params):
    response = client.get(URL, {"q": q, **params})
    assert response.status_code == 200
    return response.json()["suggestions"]


def of(client, kind, q, **params):
    return [one for one in ask(client, q, **params) if one["kind"] == kind]


def labels(client, kind, q, **params):
    return [one["label"] for one in of(client, kind, q, **params)]


def test_a_practice_is_offered_by_any_of_its_names_and_leads_to_its_page(client):
    made = practice("xylo", parent=practice("t-trees"), fr=("xylobandes quipées", "exact"))
    by_label = {
        "kind": "practice",
        "label": "xylo",
        "hint": "t-trees",
        "url": f"/en/practices/{made.pk}-xylo/",
        "language": "en",
    }
    assert ask(client, "Xyl") == [by_label]
    (by_synonym,) = ask(client, "QUIPEE")
    assert by_synonym == by_label | {"hint": "xylobandes quipées"}
    (french,) = ask(client, "xylobandes qu", lang="fr")
    assert french["url"] == f"/fr/practices/{made.pk}-xylo/"
    assert french["language"] == "en", "its label is not translated"
    assert ask(client, "xylobandesb") == ask(client, "bandes xylo") == []


def test_a_value_that_sheets_have_leads_to_the_search_by_it(client):
    sheet = SheetFactory(text__title="Noon")
    site(sheet, (zone("koppen", "BSh"), "modelled"), country=term("country", "SEN"))
    state(sheet, "crop", term("crop", "maize"))
    (country,) = ask(client, "seneg", lang="fr")
    assert country == {
        "kind": "value",
        "label": "Sénégal",
        "hint": "pays",
        "url": "/fr/search/?country=SEN",
        "language": "fr",
    }
    (climate,) = of(client, "value", "bsh")
    assert (climate["url"], climate["hint"]) == ("/en/search/?climate=BSh", "climate · BSh")
    assert "/en/search/?crop=maize" in [one["url"] for one in ask(client, "maíz")]
    assert ask(client, "lesotho") == [], "no sheet is from there"


def test_a_sheet_is_offered_by_its_title_with_its_place(client):
    sheet = SheetFactory(text__title="Sandy terraces", start_year=2011)
    SheetTextFactory(sheet=sheet, language="es", is_original=False, title="Terrazas arenosas")
    site(sheet, name="Thiès", country=term("country", "SEN"))
    (english,) = of(client, "sheet", "sandy terr")
    assert english == {
        "kind": "sheet",
        "label": "Sandy terraces",
        "hint": "Thiès, Senegal · 2011",
        "url": f"/en/sheets/{sheet.pk}-sandy-terraces/",
        "language": "en",
    }
    (spanish,) = of(client, "sheet", "sandy terr", lang="es")
    assert spanish["language"] == "en" and spanish["url"].startswith("/es/")
    assert labels(client, "sheet", "arenos") == ["Terrazas arenosas"]


def test_an_arabic_place_does_not_turn_its_country_and_year_around(client):
    sheet = SheetFactory(text__title="Quipu", start_year=2025)
    site(sheet, name="الأحساء", country=term("country", "SAU"))
    (offer,) = of(client, "sheet", "quipu")
    assert offer["hint"] == "\u2068الأحساء\u2069, Saudi Arabia · 2025"


def test_a_place_that_the_title_says_is_not_said_again(client):
    site(SheetFactory(text__title="Quipu in Lima", start_year=2012), name="Lima")
    assert [one["hint"] for one in of(client, "sheet", "quipu")] == ["2012"]


def test_titles_in_the_language_of_the_reader_come_first(client):
    SheetFactory(text__title="Quipu uno", text__language="es")
    SheetFactory(text__title="Quipu two", text__language="en")
    assert labels(client, "sheet", "quipu") == ["Quipu two", "Quipu uno"]
    assert labels(client, "sheet", "quipu", lang="es") == ["Quipu uno", "Quipu two"]


def test_what_is_taken_back_is_offered_no_more(client):
    sheet = SheetFactory(text__title="Quipu")
    assert labels(client, "sheet", "quipu")
    PracticeSheet.objects.get(pk=sheet.pk).unpublish()
    assert ask(client, "quipu") == []


def test_there_are_never_more_than_so_many(client):
    for place in range(6):
        apply_practice(SheetFactory(text__title=f"Quipu {place}"), practice(f"quipu-{place}"))
    assert len(labels(client, "practice", "quipu")) == 3
    assert len(labels(client, "sheet", "quipu")) == 5


def test_the_beginning_of_a_label_comes_before_other_names(client):
    """A practice of many sheets must not push away the one that is called so."""
    popular = practice("t-popular", en=("quipu things", "exact"))
    for _ in range(3):
        apply_practice(SheetFactory(text__title="Noon"), popular)
    inner, own = practice("t quipus"), practice("quipuing")
    found = labels(client, "practice", "quipu")
    assert found == [own.label, popular.label, inner.label]


@pytest.mark.parametrize("q", ["", " ", "%00", "'\"<>&", "%ED%A0%80", "a" * 41, "☃", "\\", "*"])
def test_what_begins_no_name_offers_nothing(client, q):
    response = client.get(f"{URL}?q={q}")
    assert response.status_code == 200 and response.json() == {"suggestions": []}


def test_of_a_long_text_a_hundred_characters_count(client):
    SheetFactory(text__title="Quipu")
    assert labels(client, "sheet", "quipu " * 16 + "quip") == ["Quipu"]
    assert labels(client, "sheet", "quipu " * 16 + "quip nothing") == ["Quipu"]


def test_another_language_is_refused_in_words(client):
    response = client.get(URL, {"q": "a", "lang": "xx"})
    assert response.status_code == 422 and "`lang`" in response.json()["detail"]


def test_anybody_may_keep_an_answer_for_a_minute_(client):
    response = client.get(URL, {"q": "mulch"})
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Access-Control-Allow-Origin"] == "*"
    again = client.get(URL, {"q": "mulch"}, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_without_an_index_it_says_so(client, monkeypatch):
    monkeypatch.setattr(indexing, "INLINE_SHEETS", 0)
    SheetFactory(text__title="Quipu")
    response = client.get(URL, {"q": "quipu"})
    assert response.status_code == 503 and not response.has_header("Cache-Control")


def test_a_keystroke_costs_few_queries(client, django_assert_max_num_queries):
    for place in range(5):
        apply_practice(SheetFactory(text__title=f"Quipu {place}"), practice(f"quipu-{place}"))
    ask(client, "quipu")
    with django_assert_max_num_queries(8):
        client.get(URL + "?" + urlencode({"q": "quipu"}))
