"""The same answer as the page, as JSON."""

import pytest

from search.address import PARAMETERS, VIEW
from search.delivery import indexing
from search.fields import FACETS
from tests.factories import SheetFactory, SheetTextFactory
from tests.search.factories import apply_practice, practice, site, term, zone

pytestmark = pytest.mark.django_db
URL = "/api/v1/search"


@pytest.fixture(autouse=True)
def index_dir(tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


def ask(client, **params):
    response = client.get(URL, params)
    assert response.status_code == 200
    return response.json()


@pytest.fixture
def sheet():
    made = SheetFactory(text__title="Mulch & millet", text__summary="Straw on the <field>.")
    SheetTextFactory(
        sheet=made, language="fr", is_original=False, title="Paillage", summary="De la paille."
    )
    apply_practice(made, practice("t-mulch", parent=practice("t-cover")))
    site(made, (zone("koppen", "Aw"), "modelled"), country=term("country", "MLI"))
    return made


def test_a_hit_has_its_address_words_and_marks(client, sheet):
    answer = ask(client, q="straw")
    assert answer["total"] == 1
    (hit,) = answer["hits"]
    assert hit["id"] == sheet.pk
    assert hit["title"] == "Mulch & millet"
    assert hit["url"] == f"/en/sheets/{sheet.pk}-mulch-millet/"
    assert hit["summary"] == "Straw on the <field>."
    assert hit["language"] == "en"
    assert hit["highlights"]["summary"][0] == {"text": "Straw", "marked": True}


def test_lang_chooses_the_language_of_labels_titles_and_addresses(client, sheet):
    answer = ask(client, lang="fr")
    (hit,) = answer["hits"]
    assert (hit["title"], hit["language"]) == ("Paillage", "fr")
    assert hit["url"] == f"/fr/sheets/{sheet.pk}-paillage/"
    labels = {value["value"]: value["label"] for value in answer["facets"]["region"]}
    assert labels["002"] == "Afrique"
    assert ask(client, lang="es")["hits"][0]["language"] == "en"


def test_what_the_words_name_is_told_and_can_be_left_out(client, sheet):
    practice("t-mulch", es=("acolchado t", "exact"))
    (concept,) = ask(client, q="acolchado t")["concepts"]
    assert concept == {
        "facet": "practice",
        "value": "t-mulch",
        "label": "t-mulch",
        "words": "acolchado t",
        "without": False,
        "drop_url": f"{URL}?q=acolchado+t&plain=practice%3At-mulch",
        "unused": "",
    }
    assert ask(client, q="acolchado t", plain="practice:t-mulch")["concepts"] == []


def test_every_filter_comes_with_values_labels_counts_and_choice(client, sheet):
    SheetFactory()
    answer = ask(client, country="MLI")
    assert set(answer["facets"]) == set(FACETS)
    assert answer["facets"]["country"] == [
        {"value": "MLI", "label": "Mali", "count": 1, "selected": True},
        {"value": "unknown", "label": "not known", "count": 1, "selected": False},
    ]
    assert {value["value"] for value in answer["facets"]["practice"]} >= {"t-cover", "t-mulch"}


def test_repeated_values_are_alternatives_and_filters_all_hold(client, sheet):
    SheetFactory(basis="scientific"), SheetFactory(basis="both")
    assert ask(client, basis=["field", "scientific"])["total"] == 2
    assert ask(client, basis=["field", "scientific"], country="MLI")["total"] == 1


def test_what_is_not_understood_is_named(client, sheet):
    answer = ask(client, colour="red", soil="moon dust", lang="fr", page="0")
    assert answer["total"] == 1
    ignored = {(part["parameter"], part["value"]) for part in answer["ignored"]}
    assert ignored == {("colour", "red"), ("soil", "moon dust"), ("page", "0")}
    assert all(part["reason"] for part in answer["ignored"])


def test_a_page_beyond_the_end_is_empty_and_keeps_the_total(client, sheet):
    answer = ask(client, page=7)
    assert (answer["total"], answer["hits"], answer["page"]) == (1, [], 7)


def test_a_search_without_an_index_is_a_problem(client, monkeypatch):
    monkeypatch.setattr(indexing, "INLINE_SHEETS", 0)
    SheetFactory()
    response = client.get(URL)
    assert response.status_code == 503
    assert "index rebuild" in response.json()["detail"]


def test_the_description_names_every_parameter(client):
    described = client.get("/api/v1/openapi.json").json()["paths"][URL]["get"]
    assert {one["name"] for one in described["parameters"]} == {*PARAMETERS} - {VIEW}
    assert {"200", "503"} <= set(described["responses"])


def test_words_that_nothing_is_searched_by_are_named(client):
    assert client.get("/api/v1/search", {"q": "the"}).json()["ignored"][0]["parameter"] == "q"


def test_every_state_of_soil_carbon_is_listed(client):
    values = client.get("/api/v1/search").json()["facets"]["carbon"]
    assert {value["value"] for value in values} == {"measured", "rated", "unknown"}
