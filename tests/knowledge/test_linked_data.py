"""What machines read in a page: valid, complete, safe in its element, and no person's."""

import json
import re

import pytest
from django.utils import translation

from knowledge.linked_data import linked_data
from practices.models import Evidence, Practice, Site, SourceRecord, Step
from tests.factories import SheetFactory, SourceFactory
from tests.search.factories import apply_practice, soil_carbon

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

REQUIRED = {
    "HowTo": {"name", "step", "license", "inLanguage", "publisher", "url"},
    "TechArticle": {"headline", "license", "inLanguage", "publisher", "url"},
    "Dataset": {"name", "description", "license"},
    "DefinedTerm": {"name", "description", "termCode", "inDefinedTermSet", "url"},
    "DefinedTermSet": {"name", "hasDefinedTerm", "url"},
    "DataCatalog": {"name", "dataset", "url"},
    "WebSite": {"name", "url", "potentialAction", "publisher"},
    "BreadcrumbList": {"itemListElement"},
}


def graph(client, address):
    text = client.get(address).text
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    data = json.loads(script)
    assert data["@context"] == "https://schema.org"
    for node in data["@graph"]:
        assert REQUIRED[node["@type"]] <= set(node), node["@type"]
        assert all(value not in ("", None, []) for value in node.values())
    return {node["@type"]: node for node in data["@graph"]}


def test_the_home_page_says_how_to_search(client):
    action = graph(client, "/fr/")["WebSite"]["potentialAction"]
    address = action["target"]["urlTemplate"].replace("{search_term_string}", "paillage")
    assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_the_practices_are_a_set_of_terms(client):
    terms = graph(client, "/en/practices/")["DefinedTermSet"]["hasDefinedTerm"]
    assert {term["name"] for term in terms} == {
        p.label for p in Practice.objects.filter(parent=None)
    }


def test_each_source_is_a_dataset_with_its_terms(client):
    SourceFactory()
    found = graph(client, "/en/sources/")["DataCatalog"]["dataset"]
    licences = {node["@id"].rpartition("#")[2]: node["license"] for node in found}
    assert licences["wocat"] == "https://creativecommons.org/licenses/by-nc-sa/3.0/"
    assert licences["era"].endswith("/en/sources/#era")


def test_a_practice_is_a_term_with_its_place_in_the_tree(client):
    mulching = Practice.objects.get(code="mulching")
    found = graph(client, mulching.get_absolute_url())
    assert found["DefinedTerm"]["termCode"] == "mulching"
    assert "paillis" in found["DefinedTerm"]["alternateName"]
    *above, last = found["BreadcrumbList"]["itemListElement"]
    assert last["name"] == mulching.label and "item" not in last
    assert [step["position"] for step in above] == [1, 2, 3]


def test_a_measured_sheet_is_an_article_and_a_dataset_at_its_place(client):
    sheet = SheetFactory(licence="CC-BY-4.0")
    Site.objects.create(sheet=sheet, name="Kpeve", latitude=6.68, longitude=0.33)
    apply_practice(sheet, Practice.objects.get(code="mulching"))
    soil_carbon(sheet, 0.1, -0.1)
    found = graph(client, sheet.get_absolute_url())
    article, data = found["TechArticle"], found["Dataset"]
    assert article["license"] == data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert article["spatialCoverage"][0]["geo"]["latitude"] == 6.68
    assert article["about"][0]["@id"].endswith(
        Practice.objects.get(code="mulching").get_absolute_url()
    )
    assert len(data["description"]) >= 50
    download = data["distribution"]["contentUrl"].removeprefix("http://127.0.0.1:8000")
    assert client.get(download).json()["id"] == sheet.pk
    assert data["variableMeasured"] == [str(Evidence.objects.first().outcome)]


def test_a_sheet_with_steps_tells_how_to_do_it(client):
    sheet = SheetFactory()
    Step.objects.create(sheet=sheet, text="Cut the grass. " * 40)
    (step,) = graph(client, sheet.get_absolute_url())["HowTo"]["step"]
    assert step["position"] == 1 and len(step["text"]) <= 300


def test_bare_facts_lead_to_the_terms_of_their_source(client):
    sheet = SheetFactory(licence="facts")
    SourceRecord.objects.create(
        source=SourceFactory(code="era"),
        external_id="1",
        sheet=sheet,
        licence="facts",
        retrieved_at="2026-01-01T00:00Z",
    )
    found = graph(client, sheet.get_absolute_url())["TechArticle"]
    assert found["license"].endswith("/en/sources/#era")


def test_no_text_can_end_the_element(client):
    sheet = SheetFactory(text__title="</script><script>alert(1)</script> & <b>")
    response = client.get(sheet.get_absolute_url())
    assert "<script>alert" not in response.text
    assert graph(client, sheet.get_absolute_url())["TechArticle"]["name"].endswith("& <b>")


def test_a_contributor_is_not_named(client):
    sheet = SheetFactory()
    sheet.credits.create(role="compiler", name="Amina Haidery")
    assert "Haidery" not in json.dumps(graph(client, sheet.get_absolute_url()))


def test_a_page_about_no_thing_has_none():
    with translation.override("en"):
        assert linked_data({}) == ""
