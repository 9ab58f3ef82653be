"""The site says the same, whichever engine stands behind it."""

import re

import pytest

from search import engines
from search.delivery import indexing
from tests.factories import SheetFactory, SheetTextFactory
from tests.search.corpus import generate

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]

SEARCHES = (
    "q=mulch&sort=title",
    "q=paillage&lang=fr&sort=soc_desc",
    "q=mulhc&sort=newest",
    "q=terraces+quinoa+unheard&sort=title",
    "q=mulch&basis=scientific&sort=complete",
    "q=zzzz",
    "soil=LX&country=JPN&q=erosion",
    "near=12,-1&sort=nearest",
    "rainfall_mm_from=300&rainfall_mm_to=900&sort=soc_desc",
    "",
)
"""In orders that both keep to the last place; two engines weigh words a little differently."""
TYPED = ("mul", "terr", "pai", "Burk", "erosión", "zai ", "x", "Stone b")


@pytest.fixture
def both(elasticsearch_url, index_prefix, settings, tmp_path, vocabularies):
    """Asks the site twice: with the index of this machine, and with the cluster."""
    settings.SEARCH_INDEX_DIR = tmp_path
    generate(150)
    SheetFactory(text__title="Stone bunds with zai pits")
    SheetTextFactory(sheet=SheetFactory(text__title="Half-moons"), language="fr", is_original=False)
    plain, cluster = (
        settings.ELASTICSEARCH,
        settings.ELASTICSEARCH
        | {
            "hosts": (elasticsearch_url,),
            "index": f"{index_prefix}-site",
        },
    )
    settings.ELASTICSEARCH = cluster
    for engine in engines.every():
        indexing.rebuild(engine)

    def ask(get):
        answers = []
        for chosen in (plain | {"hosts": ()}, cluster):
            settings.ELASTICSEARCH = chosen
            answers.append(get())
        assert engines.cluster() is not None
        return answers

    return ask


def test_a_search_is_answered_alike(both, client):
    """Hits, counts, ranges, what was corrected and left out, and the ways on from nothing."""
    answers = []
    for search in SEARCHES:
        own, shared = both(lambda search=search: without_time(found(client, search)))
        assert own == shared, search
        assert not shared["stands_in"]
        answers.append(shared)
    assert any(one["did_you_mean"] for one in answers)
    assert any(one["total"] == 0 and one["loosening"] for one in answers)
    assert any(one["left_out"] for one in answers)


def found(client, search):
    return client.get(f"/api/v1/search?{search}").json()


def without_time(answer):
    """And without scores, which each engine has its own of."""
    for name in ("took_ms", "generation"):
        answer.pop(name, None)
    for hit in answer["hits"]:
        hit.pop("score", None)
    return answer


def test_suggestions_are_the_same(both, client):
    kinds = set()
    for text in TYPED:
        own, shared = both(lambda text=text: client.get("/api/v1/suggest", {"q": text}).json())
        assert own == shared, text
        kinds |= {one["kind"] for one in shared["suggestions"]}
    assert kinds == {"practice", "value", "sheet"}


def test_a_list_is_taken_away_alike(both, client):
    for search in SEARCHES:
        for ending in ("csv", "geojson", "json", "bib"):
            address = f"/en/search/export.{ending}?{search}"
            own, shared = both(lambda address=address: taken(client, address))
            assert own == shared and len(own) > 40, address


def taken(client, address):
    text = client.get(address).getvalue().decode()
    return re.sub(r"20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d", "", text)


def test_pages_and_feeds_are_the_same(both, client):
    for search in SEARCHES:
        for path in ("/fr/search/", "/es/search/feed.atom"):
            own, shared = both(lambda to=f"{path}?{search}": client.get(to).content.decode())
            assert own == shared, (path, search)
