"""A count is the list, on the bundled records: every number of the page, and of the API."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import override_settings

from search.answering import answer
from search.fields import UNKNOWN

# Before the tests with a browser, whose event loop forbids the database to others.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SAMPLE = 7
"""Every so many values are followed: of each filter some, at each depth."""

QUESTIONS = {
    "en": {},
    "fr": {"q": "érosion", "climate": "A"},
    "es": {"q": "maíz sin labranza", "carbon": ["measured", "unknown"]},
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with override_settings(SEARCH_INDEX_DIR=tmp_path_factory.mktemp("index")):
        yield


def shown(page):
    """Every value of every filter with its name, "more" and children included."""
    for facet in page.facets:
        stack = [*facet.values, *facet.more_values]
        while stack:
            value = stack.pop()
            stack += value.children
            yield facet.name, value


@pytest.mark.parametrize(("language", "asked"), QUESTIONS.items())
def test_every_only_this_leads_to_as_many_sheets_as_it_says(client, corpus, index, language, asked):
    page = client.get(f"/{language}/search/", asked).context["page"]
    values = list(shown(page))
    for name, value in values[::SAMPLE]:
        query = parse_qs(urlsplit(value.only_url).query)
        assert query[name] == [value.value]
        assert answer(query, language=language).result.total == value.count, value
    assert any(value.value == UNKNOWN and value.count for _, value in values)


@pytest.mark.parametrize(("language", "asked"), QUESTIONS.items())
def test_the_api_answers_as_the_page_does(client, corpus, index, language, asked):
    page = client.get(f"/{language}/search/", asked).context["page"]
    found = client.get("/api/v1/search", {**asked, "lang": language}).json()
    assert found["total"] == page.total
    assert [(hit["id"], hit["title"]) for hit in found["hits"]] == [
        (hit.id, hit.title) for hit in page.hits
    ]
    counts = {
        (name, value["value"]): value["count"]
        for name, values in found["facets"].items()
        for value in values
    }
    for name, value in shown(page):
        assert counts[name, value.value] == value.count
    assert [one["label"] for one in found["concepts"]] == [one.label for one in page.understood]
