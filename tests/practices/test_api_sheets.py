"""Sheets as data: pages that skip nothing, what changed, and one sheet whole."""

import math
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.models import (
    Credit,
    Evidence,
    PracticeSheet,
    PracticeSynonym,
    Reference,
    RowTranslation,
    SheetReference,
    Step,
    Tombstone,
)
from tests.factories import SheetFactory, SheetTextFactory
from tests.search.corpus import generate
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
URL = "/api/v1/sheets"
START = datetime(2026, 3, 1, tzinfo=UTC)


def read(client, address=URL, **params):
    response = client.get(address, params)
    assert response.status_code == 200, response.content
    return response.json()


def following(client, page):
    parts = urlsplit(page["next"])
    assert f"{parts.scheme}://{parts.netloc}" == "http://127.0.0.1:8000"
    return read(client, f"{parts.path}?{parts.query}")


def all_pages(client, **params):
    pages = [read(client, **params)]
    while pages[-1]["next"]:
        pages.append(following(client, pages[-1]))
    return pages


def ids(*pages):
    return [sheet["id"] for page in pages for sheet in page["sheets"]]


def gone(*pages):
    return [sheet["id"] for page in pages for sheet in page["removed"]]


def changed(pk, hours):
    when = START + timedelta(hours=hours)
    PracticeSheet.objects.filter(pk=pk).update(changed_at=when, first_published_at=START)
    return pk


def sheets(count):
    return [changed(SheetFactory().pk, hours) for hours in range(count)]


def test_every_public_sheet_is_on_one_page(client):
    made = sheets(7)
    hidden = SheetFactory(live=False)
    pages = all_pages(client, limit=3)
    assert [len(page["sheets"]) for page in pages] == [3, 3, 1]
    assert ids(*pages) == made and hidden.pk not in made


def test_a_page_holds_its_place_while_sheets_come_and_go(client):
    made = sheets(6)
    first = read(client, limit=3)
    PracticeSheet.objects.filter(pk__in=(made[0], made[3])).delete()
    new = SheetFactory().pk
    assert ids(following(client, first)) == [made[4], made[5], new]


def test_what_changed_comes_by_time_and_what_changes_meanwhile_comes_again(client):
    made = sheets(5)
    since = (START + timedelta(hours=1)).isoformat()
    first = read(client, changed_since=since, limit=2)
    assert ids(first) == made[1:3]
    changed(made[1], 9)
    second = following(client, first)
    assert ids(second, *[following(client, second)]) == [*made[3:], made[1]]


def test_many_changes_of_one_moment_are_all_met(client):
    made = [changed(SheetFactory().pk, 1) for _ in range(5)]
    assert ids(*all_pages(client, changed_since=START.isoformat(), limit=2)) == made


def test_a_copy_learns_what_to_delete(client):
    public, unpublished, unlicensed = sheets(3)
    PracticeSheet.objects.filter(pk=unpublished).update(live=False)
    PracticeSheet.objects.filter(pk=unlicensed).update(licence="all-rights-reserved")
    Tombstone.objects.create(sheet_id=900_001, title="Gone", reason="undone")
    never_public = SheetFactory(live=False)
    pages = all_pages(client, changed_since=START.isoformat(), limit=1)
    assert ids(*pages) == [public]
    assert gone(*pages) == [unpublished, unlicensed, 900_001]
    assert never_public.pk not in gone(*pages)
    assert gone(*all_pages(client)) == []


def test_what_changed_before_is_left_out(client):
    made = sheets(3)
    late = (START + timedelta(hours=2)).isoformat()
    assert ids(read(client, changed_since=late)) == made[2:]
    assert ids(read(client, changed_since="9999-12-31T23:59:59-12:00")) == []
    assert ids(read(client, changed_since="0001-01-01T00:00:00+12:00")) == made


def test_updated_can_be_given_back_as_changed_since(client):
    sheets(3)
    last = read(client)["sheets"][-1]
    assert ids(read(client, changed_since=last["updated"])) == [last["id"]]


def test_a_new_measurement_is_a_change(client):
    old, other = sheets(2)
    soil_carbon(PracticeSheet.objects.get(pk=old), 0.1)
    later = (START + timedelta(hours=2)).isoformat()
    assert ids(read(client, changed_since=later)) == [old]
    assert other


def test_a_deleted_sheet_is_told_of(client):
    pk = sheets(1)[0]
    title = PracticeSheet.objects.get(pk=pk).title
    PracticeSheet.objects.filter(pk=pk).delete()
    assert Tombstone.objects.get(pk=pk).title == title
    assert gone(read(client, changed_since=START.isoformat())) == [pk]
    response = client.get(f"{URL}/{pk}")
    assert response.status_code == 410
    assert "removed" in response.json()["detail"]


def test_a_sheet_taken_back_is_gone_a_draft_was_never_there(client):
    pk = sheets(1)[0]
    PracticeSheet.objects.filter(pk=pk).update(live=False)
    assert client.get(f"{URL}/{pk}").status_code == 410
    assert client.get(f"{URL}/{SheetFactory(live=False).pk}").status_code == 404


def test_a_page_takes_the_same_queries_however_many_sheets(client):
    generate(60)
    with CaptureQueriesContext(connection) as few:
        assert len(read(client, limit=1)["sheets"]) == 1
    with CaptureQueriesContext(connection) as many:
        assert len(read(client, limit=50)["sheets"]) == 50
    assert len(many) == len(few) <= 12


@pytest.fixture
def sheet():
    made = SheetFactory(cost_currency="XOF", text__title="Zaï", text__soil_comments="Crusts.")
    SheetTextFactory(sheet=made, language="fr", is_original=False, title="Poquets")
    apply_practice(made, practice("t-zai"))
    answer(made, "purpose", term("tech_main_purpose", "t-purpose", label_fr="But"))
    place = site(made, (zone("koppen", "BSh"), "reported"), (zone("wrb", "AC"), "modelled"))
    soil_carbon(made, math.log(1.5))
    paper = Reference.objects.create(key="t-paper", title="A paper", doi="10.1/x")
    made.evidence.update(reference=paper, site=place, unit="g/kg", depth_to_cm=15)
    Evidence.objects.create(
        sheet=made, outcome=term("outcome", "t-pending"), state="pending", flags="secret"
    )
    SheetReference.objects.create(sheet=made, reference=paper)
    Step.objects.create(sheet=made, text="Dig pits.")
    RowTranslation.objects.create(
        sheet=made, language="fr", rows="steps", number=0, field="text", text="Creuser."
    )
    Credit.objects.create(sheet=made, role="compiler", name="A. Person")
    from_source(made, "wocat")
    return made


def test_a_whole_sheet_has_all_words_rows_and_sources(client, sheet):
    told = read(client, f"{URL}/{sheet.pk}", lang="fr")
    assert (told["title"], told["language"]) == ("Poquets", "fr")
    texts = {text["language"]: text["words"] for text in told["texts"]}
    assert texts["en"]["soil_comments"] == "Crusts." and texts["fr"]["title"] == "Poquets"
    assert told["steps"] == [{"text": "Dig pits."}]
    assert told["translations"][0]["text"] == "Creuser."
    assert {"aspect": "purpose", "code": "t-purpose", "label": "But"}.items() <= (
        told["answers"][0].items()
    )
    (row,) = told["evidence"]  # what waits for review is not told
    assert row["change_percent"] == pytest.approx(50)
    assert (row["unit"], row["depth_to_cm"]) == ("g/kg", 15)
    assert row["reference"]["doi"] == told["references"][0]["doi"] == "10.1/x"
    assert row["site_id"] == told["places"][0]["id"]
    zones = {(one["scheme"], one["code"], one["basis"]) for one in told["places"][0]["zones"]}
    assert zones == {("koppen", "BSh", "reported"), ("wrb", "AC", "modelled")}
    assert told["provenance"]["source"] == "wocat" and told["provenance"]["retrieved_at"]
    assert told["licence"]["code"] == "CC-BY-4.0"
    assert told["facts"]["cost_currency"] == "XOF"
    assert told["credits"][0]["name"] == "A. Person"


def test_a_whole_sheet_takes_the_same_queries_however_many_rows(client, sheet):
    with CaptureQueriesContext(connection) as few:
        read(client, f"{URL}/{sheet.pk}")
    soil_carbon(sheet, *[0.1] * 10)
    for number in range(10):
        Step.objects.create(sheet=sheet, text=f"Step {number}")
        site(sheet, (zone("koppen", "Aw"), "modelled"), country=term("country", "MLI"))
    with CaptureQueriesContext(connection) as many:
        read(client, f"{URL}/{sheet.pk}")
    assert len(many) <= len(few) + 2  # countries and crops are asked for once there are some
    assert len(many) < 50


def test_what_may_not_be_passed_on_is_not_told(client, sheet):
    PracticeSheet.objects.filter(pk=sheet.pk).update(licence="all-rights-reserved")
    assert ids(read(client)) == []
    assert client.get(f"{URL}/{sheet.pk}").status_code == 404


def test_practices_come_as_a_tree_with_names_and_codes(client, django_assert_num_queries):
    below = practice("t-below", parent=practice("t-above"), fr=("paillis du test", "exact"))
    with django_assert_num_queries(3):
        found = {one["code"]: one for one in read(client, "/api/v1/practices", lang="fr")}
    assert found["t-below"]["parent"] == "t-above" and found["t-above"]["parent"] is None
    assert found["t-below"]["synonyms"] == [
        {"language": "fr", "text": "paillis du test", "kind": "exact"}
    ]
    assert found["mulching"]["label"] == "Paillage"
    assert {"scheme", "code", "match"} <= set(found["mulching"]["codes"][0])
    assert PracticeSynonym.objects.filter(practice=below).exists()


def test_zones_and_sources_are_whole(client, sheet, django_assert_num_queries):
    with django_assert_num_queries(1):
        zones = {(z["scheme"], z["code"]): z for z in read(client, "/api/v1/zones", lang="es")}
    assert zones["koppen", "BSh"]["parent"] == "BS"
    with django_assert_num_queries(1):
        sources = {one["code"]: one for one in read(client, "/api/v1/sources", lang="fr")}
    assert sources["wocat"]["sheets"] == 1 and sources["era"]["sheets"] == 0
    assert sources["wocat"]["terms"] and sources["wocat"]["licence"] == "CC-BY-NC-SA-3.0"
