"""What is most wanted in a language: by a rule, for each pair of languages, in a few queries."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.contributing.actions import send
from knowledge.contributing.translations.wanted import BUILDING, Filters, counted, sources, wanted
from practices.editing import prepare_editing
from practices.evidence import OUTCOME
from practices.models import Evidence, PracticeSheet, Step, Term
from practices.translating import Count
from tests.factories import SheetFactory, SheetTextFactory
from tests.knowledge.contributing.people import person, reviewer
from tests.knowledge.contributing.translating import translation_by

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


def outdated(sheet, language="fr"):
    made_from = {"title": [sheet.original.title], "summary": ["It was something else."]}
    words = {"title": "Titre", "summary": "Autre chose.", "translated_from": made_from}
    return SheetTextFactory(sheet=sheet, language=language, is_original=False, **words)


def measured(sheet):
    outcome = Term.objects.filter(parent__code=OUTCOME).first()
    values = {"outcome": outcome, "state": "published", "log_ratio": 0.1}
    return Evidence.objects.create(sheet=sheet, external_id="1", **values)


def listed(**filters):
    return [pk for pk, _count in wanted(Filters(**{"to": "fr"} | filters))]


def test_outdated_ones_come_first_then_the_measured_then_the_begun_then_the_complete():
    plain, complete, begun, first = (SheetFactory() for _ in range(4))
    Step.objects.create(sheet=complete, text="Cut.")
    SheetTextFactory(sheet=begun, language="fr", is_original=False, title="Commencé", summary="")
    outdated(first)
    with_carbon = SheetFactory()
    measured(with_carbon)
    assert listed() == [sheet.pk for sheet in (first, with_carbon, begun, complete, plain)]


def test_what_is_all_translated_or_written_in_that_language_is_not_wanted():
    done, french = SheetFactory(), SheetFactory(text=None)
    SheetTextFactory(sheet=french, language="fr")
    SheetTextFactory(sheet=done, language="fr", is_original=False, title="Fini", summary="Dit.")
    assert listed() == []
    assert listed(to="es") == [french.pk, done.pk]


def test_filters_by_the_language_of_the_original_and_by_state():
    english, french = SheetFactory(), SheetFactory(text=None)
    SheetTextFactory(sheet=french, language="fr")
    outdated(english, "es")
    assert sources() == ["en", "fr"]
    assert listed(to="es", source="fr") == [french.pk]
    assert listed(to="es", state="outdated") == [english.pk]
    assert listed(to="es", state="begun") == []


def test_a_sheet_is_counted_anew_once_it_changes():
    sheet = SheetFactory()
    assert wanted(Filters("fr")) == [(sheet.pk, Count(2, 2, 0))]
    outdated(sheet)
    PracticeSheet.objects.get(pk=sheet.pk).save()
    assert wanted(Filters("fr")) == [(sheet.pk, Count(2, 0, 1))]
    PracticeSheet.objects.get(pk=sheet.pk).unpublish()
    assert wanted(Filters("fr")) == []


def test_the_list_takes_as_many_queries_for_many_sheets_as_for_few(client):
    def asked(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    address = "/en/contribute/translate/?to=fr&from=en"
    SheetFactory.create_batch(3)
    asked(address)
    few = asked(address)
    SheetFactory.create_batch(40)
    asked(address)
    assert asked(address) == few <= 5


def test_counting_takes_as_many_queries_for_many_sheets_as_for_few():
    def asked(ids):
        with CaptureQueriesContext(connection) as captured:
            list(counted(ids))
        return len(captured)

    ids = [sheet.pk for sheet in SheetFactory.create_batch(9)]
    assert asked(ids) == asked(ids[:1]) <= 12


def test_the_page_says_what_is_left_and_what_waits(client):
    prepare_editing()
    reviewer()
    sheet = SheetFactory()
    send(translation_by(person("zoe"), sheet, {sheet.original.title: "Cordons"}))
    html = client.get("/fr/contribute/translate/").content.decode()
    assert f"/fr/contribute/translate/{sheet.pk}/fr/" in html
    assert "0 paragraphes sur 2" in html and "une traduction attend" in html


@pytest.mark.parametrize("query", ["to=xx", "from=zz", "state=lost", "page=9999", "page=x"])
def test_odd_filters_are_answered(client, query):
    SheetFactory()
    assert client.get(f"/en/contribute/translate/?{query}").status_code == 200


def test_the_start_page_leads_there(client):
    assert "/en/contribute/translate/" in client.get("/en/contribute/").content.decode()


def test_filters_are_folded_until_one_is_set(client):
    SheetFactory()
    page = "/en/contribute/translate/"
    assert '<details class="drawer">' in client.get(page).content.decode()
    assert '<details class="drawer" open>' in client.get(f"{page}?from=en").content.decode()


def test_while_one_counts_others_get_the_last_list():
    first = SheetFactory()
    assert listed() == [first.pk]
    second = SheetFactory()
    cache.add(BUILDING, True)
    assert listed() == [first.pk]
    cache.delete(BUILDING)
    assert listed() == [second.pk, first.pk]
    assert cache.get(BUILDING) is None
