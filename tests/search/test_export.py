"""An export is the list: the same sheets in the same order, however many, in each format."""

import csv
import io
import itertools
import json
import math
from collections import Counter
from dataclasses import replace
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from practices.models import Credit, PracticeSheet, Reference, SheetReference
from search.delivery import indexing
from search.embedded import EmbeddedEngine, hits
from search.export import listing
from search.export.bibtex import _entry, escaped, verbatim
from search.export.table import FORMULA, harmless
from tests.factories import SheetFactory, SheetTextFactory
from tests.search.corpus import generate
from tests.search.factories import (
    apply_practice,
    from_source,
    practice,
    site,
    soil_carbon,
    term,
    zone,
)
from tests.search.generate import documents
from tests.search.questions import questions


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = EmbeddedEngine(tmp_path_factory.mktemp("index"))
    engine.promote(engine.build(documents(500)))
    return engine


def test_an_engine_gives_all_that_match_in_the_order_of_the_pages(engine):
    for question in questions(60):
        pages = [
            engine.search(replace(question, offset=offset, limit=100, facets=()))
            for offset in range(0, 500, 100)
        ]
        assert list(engine.ids(question)) == [hit.id for page in pages for hit in page.hits]


def test_all_that_match_are_fetched_some_at_a_time(engine, monkeypatch):
    whole = [list(engine.ids(question)) for question in questions(20)]
    monkeypatch.setattr(hits, "AT_ONCE", 7)
    assert [list(engine.ids(question)) for question in questions(20)] == whole
    assert any(len(ids) > 7 for ids in whole)


# Files of the site


@pytest.fixture
def sheets(db, tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return generate(250)


def taken(client, ending, language="en", **params):
    response = client.get(f"/{language}/search/export.{ending}", params)
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def table(client, **params):
    text = taken(client, "csv", **params).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def listed(client, **params):
    """The ids of all pages of the list."""
    ids = []
    for page in itertools.count(1):
        answer = client.get("/api/v1/search", {**params, "per_page": 100, "page": page}).json()
        ids += [hit["id"] for hit in answer["hits"]]
        if not answer["hits"]:
            assert len(ids) == answer["total"]
            return ids


QUESTIONS = [
    {},
    {"q": "erosion"},
    {"q": "paillage sol", "sort": "newest"},
    {"q": "mulcg"},
    {"carbon": ["measured", "rated"], "sort": "soc_desc"},
    {"climate": "unknown", "sort": "title", "lang": "fr", "page": "3", "per_page": "7"},
    {"basis": "field", "source": "era", "q": "carbono"},
]


@pytest.mark.parametrize("params", QUESTIONS, ids=str)
def test_every_file_holds_the_list_in_its_order(client, sheets, params):
    ids = listed(client, **{k: v for k, v in params.items() if k not in ("page", "per_page")})
    assert [int(row["id"]) for row in table(client, **params)] == ids
    assert [one["id"] for one in json.loads(taken(client, "json", **params))["sheets"]] == ids
    features = json.loads(taken(client, "geojson", **params))["features"]
    assert list(dict.fromkeys(feature["properties"]["id"] for feature in features)) == ids


def test_more_than_one_batch_is_one_list(client, sheets, monkeypatch):
    whole = taken(client, "json", sort="title").partition('"sheets"')[2]
    monkeypatch.setattr(listing, "BATCH", 7)
    assert taken(client, "json", sort="title").partition('"sheets"')[2] == whole


def test_a_file_takes_the_same_queries_however_long(client, sheets):
    taken(client, "csv")  # builds the index
    with CaptureQueriesContext(connection) as few:
        assert 0 < len(table(client, q="terraces", basis="field")) < 50
    with CaptureQueriesContext(connection) as many:
        assert len(table(client)) > 200
    assert len(many) == len(few) <= 20


def test_a_file_says_what_it_is_and_on_which_terms(client, sheets):
    from_source(PracticeSheet.objects.published().filter(source_record=None)[0])
    about = json.loads(taken(client, "json", "fr", q="sol", basis="both", sort="title"))
    assert about["search"] == "http://127.0.0.1:8000/fr/search/?q=sol&basis=both&sort=title"
    assert about["query"] == {"q": "sol", "basis": ["both"], "sort": "title", "lang": "fr"}
    assert datetime.fromisoformat(about["exported_at"]).tzinfo
    assert about["count"] == about["listed"] == len(about["sheets"]) > 0
    assert [(one["code"], one["sheets"]) for one in about["licences"]] == [
        ("CC-BY-4.0", about["count"])
    ]
    from_sources = Counter(one["source"]["code"] for one in about["sheets"] if one["source"])
    assert {one["code"]: one["sheets"] for one in about["sources"]} == from_sources
    row = table(client, q="sol", basis="both")[0]
    assert row["search"].endswith("/en/search/?q=sol&basis=both")
    assert row["count"] == str(about["count"]) and row["exported_at"]


@pytest.fixture
def sheet(db, tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    made = SheetFactory(licence="CC-BY-NC-SA-3.0", text__title="Zaï", text__summary='=1+1;"x"\n@A')
    SheetTextFactory(sheet=made, language="fr", is_original=False, title="Poquets", summary="")
    apply_practice(made, practice("t-zai"))
    site(
        made,
        (zone("koppen", "BSh"), "reported"),
        (zone("wrb", "AC"), "modelled"),
        *[(zone("ipcc", "t-dry"), "modelled")],
        country=term("country", "BFA"),
        name="Yako",
        latitude=-12.9,
        longitude=-2.2612345678,
        uncertainty_m=500,
    )
    site(made, country=term("country", "MLI"), latitude=123, longitude=0)
    soil_carbon(made, math.log(1.5), math.log(2.0), None)
    Credit.objects.create(sheet=made, role="compiler", name="-A. Person", institution="Institute")
    from_source(made, "wocat")
    return made


def test_a_row_has_what_is_known_of_a_sheet(client, sheet):
    (row,) = table(client)
    expected = {
        "id": str(sheet.pk),
        "url": f"http://127.0.0.1:8000/en/sheets/{sheet.pk}-zai/",
        "title": "Zaï",
        "language": "en",
        "practice_codes": "t-zai",
        "country_code": "BFA",
        "latitude": "-12.9",
        "longitude": "-2.2612345678",
        "sites": "2",
        "climate_reported": "BSh",
        "climate_modelled": "",
        "soil_reported": "",
        "soil_modelled": "AC",
        "soil_carbon": "measured",
        "soil_carbon_low_percent": "50.0",
        "soil_carbon_high_percent": "100.0",
        "comparisons": "2",
        "source": "WOCAT, Global Database on Sustainable Land Management",
        "licence": "CC-BY-NC-SA-3.0",
        "licence_url": "https://creativecommons.org/licenses/by-nc-sa/3.0/",
        "non_commercial": "true",
        "share_alike": "true",
        "credits": "compiler: -A. Person, Institute",
    }
    assert {name: row[name] for name in expected} == expected
    assert float(row["soil_carbon_percent"]) == pytest.approx(100 * (3**0.5 - 1), abs=1e-3)


def test_words_are_in_the_readers_language_or_say_which(client, sheet):
    one = json.loads(taken(client, "json", "fr"))["sheets"][0]
    assert (one["title"], one["language"]) == ("Poquets", "fr")
    assert one["summary_language"] == "en"
    assert one["url"].endswith(f"/fr/sheets/{sheet.pk}-poquets/")
    assert one["soil_carbon"]["state"] == "measured"


def test_no_cell_runs_as_a_formula(client, sheet):
    (row,) = table(client)
    assert row["summary"] == '\'=1+1;"x"\n@A'


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none()))
def test_a_cell_is_harmless_and_a_number_stays_one(cell):
    made = harmless(cell)
    if isinstance(cell, str):
        assert not made.startswith(FORMULA)
        assert made.removeprefix("'").lstrip("'") == cell.replace("\0", "").lstrip("'")
    elif not isinstance(cell, bool):
        assert made is cell


def test_features_are_the_sites_longitude_first(client, sheet):
    document = json.loads(taken(client, "geojson"))
    assert document["type"] == "FeatureCollection"
    first, second = document["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [-2.261235, -12.9]}
    assert first["properties"]["site"]["country"]["code"] == "BFA"
    assert second["geometry"] is None  # its latitude is not on the globe
    assert first["id"] != second["id"]


def test_a_sheet_without_a_site_is_a_feature_without_a_place(client, sheet):
    bare = SheetFactory()
    found = json.loads(taken(client, "geojson", q=bare.title))["features"]
    assert [(one["properties"]["id"], one["geometry"]) for one in found] == [(bare.pk, None)]


def test_what_may_not_be_passed_on_stays_here(client, sheet):
    secret = SheetFactory()
    PracticeSheet.objects.filter(pk=secret.pk).update(licence="all-rights-reserved")
    taken_away = json.loads(taken(client, "json"))
    assert [one["id"] for one in taken_away["sheets"]] == [sheet.pk]
    assert (taken_away["count"], taken_away["listed"]) == (1, 2)


def cited(sheet, number, **columns):
    reference = Reference.objects.create(key=f"key-{number}", **columns)
    SheetReference.objects.create(sheet=sheet, reference=reference)


def bibliography(client, **params):
    """What a strict reader makes of the file: it refuses a key that comes twice."""
    return parse_string(taken(client, "bib", **params), "bibtex").entries


def test_a_publication_is_cited_once(client, sheet):
    cited(sheet, 1, title="A {B} 100 % & $x_1", doi="10.1/AbC_(1)", authors="Kaboré, É.; Li, B.")
    cited(SheetFactory(), 2, title="The same", doi="10.1/abc_(1)", container="Journal", year=2001)
    cited(SheetFactory(), 3, authors="FAO and others", container="Soils", year=2001, pages="1–2")
    found = bibliography(client)
    assert sorted(found) == sorted({*found})
    (one,) = [entry for entry in found.values() if "doi" in entry.fields]
    assert one.fields["doi"].lower() == "10.1/abc_(1)"
    if one.fields["title"] != "The same":
        assert one.fields["title"] == r"A \textbraceleft{}B\textbraceright{} 100 \% \& \$x\_1"
        assert [str(person) for person in one.persons["author"]] == ["Kaboré, É.", "Li, B."]
    (report,) = [entry for entry in found.values() if entry.fields.get("journal") == "Soils"]
    assert report.fields["pages"] == "1--2"
    assert [str(person) for person in report.persons["author"]] == ["{FAO and others}"]
    assert "source:wocat" in found


def test_a_sheet_without_publication_is_cited_itself(client, sheet):
    entry = bibliography(client)[f"practices:{sheet.pk}"]
    assert entry.fields["copyright"] == "CC BY-NC-SA 3.0"
    assert [str(person) for person in entry.persons["author"]] == ["{-A. Person}"]


@given(st.text(), st.text())
def test_no_words_break_a_bibliography(title, doi):
    entry = _entry("misc", "key", {"title": escaped(title), "doi": verbatim(doi)})
    assert list(parse_string(entry, "bibtex").entries) == ["key"]


def test_a_head_asks_for_nothing_but_the_head(client, sheet):
    response = client.head("/en/search/export.csv")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith('attachment; filename="practice-sheets-20')
    assert b"".join(response.streaming_content) == b""


def test_nothing_found_is_an_empty_file(client, sheet):
    assert table(client, q="xyzzy") == []
    assert json.loads(taken(client, "geojson", q="xyzzy"))["features"] == []
    assert list(bibliography(client, q="xyzzy")) == []


def test_an_unknown_format_is_not_found(client, sheet):
    assert client.get("/en/search/export.pdf").status_code == 404


def test_only_reading_is_allowed(client, sheet):
    assert client.post("/en/search/export.csv").status_code == 405


def test_without_an_index_it_says_try_again(client, sheet, monkeypatch):
    monkeypatch.setattr(indexing, "INLINE_SHEETS", 0)
    response = client.get("/en/search/export.csv")
    assert (response.status_code, response["Retry-After"]) == (503, "30")


def test_the_page_links_to_each_file_of_its_list(client, sheet):
    page = client.get("/fr/search/", {"q": "Zaï", "basis": "field"}).content.decode()
    for ending in ("csv", "geojson", "json", "bib"):
        assert f"/fr/search/export.{ending}?q=Za%C3%AF&amp;basis=field" in page
    assert "/fr/search/feed.atom?q=Za%C3%AF&amp;basis=field" in page
