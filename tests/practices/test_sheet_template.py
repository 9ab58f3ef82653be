"""The sheet page shows every section, the empty ones too, and says what is not known."""

import re

import pytest
from django.utils import translation

from practices.models import (
    Assessment,
    ClimateExposure,
    CostItem,
    Evidence,
    Impact,
    Reference,
    SheetText,
    Site,
    SourceRecord,
    Step,
    Term,
)
from practices.reading.results import citation
from tests.factories import SheetFactory, SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SECTIONS = (
    *("short", "how", "where", "people", "cost", "results", "impacts", "pros", "limits"),
    *("who", "references", "related", "source"),
)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def shown(client, sheet, language="en"):
    response = client.get(sheet.get_absolute_url().replace("/en/", f"/{language}/"), follow=True)
    assert response.status_code == 200
    return re.sub(r"[ \n]+", " ", response.text)


def section(text, name):
    return re.search(rf'<section class="sec" id="{name}">(.*?)</section>', text).group(1)


def test_no_section_is_hidden_and_each_empty_one_says_so(client):
    text = shown(client, SheetFactory())
    assert re.findall(r'<section class="sec" id="(\w+)"', text) == list(SECTIONS)
    for name in ("how", "where", "cost", "results", "impacts", "pros", "limits"):
        assert "Not known yet." in section(text, name), name
    assert text.count("<small>not known</small>") >= 7


def test_an_unknown_effect_leads_the_page(client):
    text = shown(client, SheetFactory())
    answer = re.search(r'<section class="card lift answer".*?</section>', text).group()
    assert "Soil carbon: not known" in answer and "c-no" in answer


def test_a_measurement_is_drawn_and_told_with_its_values(client):
    sheet = SheetFactory()
    Evidence.objects.create(
        sheet=sheet,
        outcome=Term.objects.filter(parent__code="soil_carbon").first(),
        control_mean=8.0,
        treatment_mean=10.0,
        log_ratio=0.2231435513,
        unit="g/kg",
        depth_from_cm=0,
        depth_to_cm=15,
    )
    rows = section(shown(client, sheet), "results")
    assert "+25\u00a0%" in rows and "8 → 10 g/kg" in rows
    assert "0–15 cm" in rows and 'class="c-pos"' in rows


def test_what_cannot_be_computed_says_why(client):
    sheet = SheetFactory()
    Evidence.objects.create(
        sheet=sheet,
        outcome=Term.objects.filter(parent__code="soil_carbon").first(),
        control_mean=-1.0,
        treatment_mean=2.0,
        no_ratio_reason=Evidence.NoRatio.NOT_POSITIVE,
    )
    rows = section(shown(client, sheet), "results")
    assert "not computable" in rows and "a mean is zero or negative" in rows


def test_an_unrated_impact_is_no_zero(client):
    sheet = SheetFactory()
    Impact.objects.create(sheet=sheet, other_indicator="Springs", value=None, sort_order=0)
    Impact.objects.create(sheet=sheet, other_indicator="Erosion", value=-2, sort_order=1)
    rows = section(shown(client, sheet), "impacts")
    assert re.search(r"Springs.*?not known.*?Erosion.*?−2", rows)


def test_costs_steps_places_and_opinions_are_there(client):
    sheet = SheetFactory(establishment_cost=939, cost_currency="USD", cost_year=2011)
    Step.objects.create(sheet=sheet, text="Mark the contour lines")
    CostItem.objects.create(sheet=sheet, phase="establishment", group="labour", quantity=121)
    Site.objects.create(sheet=sheet, name="Bamyan", latitude=34.444, longitude=67.546)
    Assessment.objects.create(sheet=sheet, kind="strength", view="land_user", text="Jobs")
    text = shown(client, sheet)
    assert "939 USD" in section(text, "cost") and "of 2011" in section(text, "cost")
    assert "Mark the contour lines" in section(text, "how")
    assert "34.444° N, 67.546° E" in section(text, "where")
    assert "Jobs" in section(text, "pros") and "land users" in section(text, "pros")


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"cost_currency": "USD", "cost_year": 2011}, ["7,500 USD", "of 2011, not adjusted"]),
        (
            {"cost_currency": "SAR", "currency_per_usd": 3.75, "cost_year": 2026},
            ["7,500 SAR", "2,000 USD", "3.75 SAR for 1 USD, the record’s own rate of 2026"],
        ),
        (
            {"cost_currency": "SAR", "currency_per_usd": 3.75},
            ["2,000 USD", "of a year not stated", "of a year not known"],
        ),
        (
            {"cost_currency": "SAR"},
            ["7,500 SAR", "not computable, because the record names no exchange rate"],
        ),
        (
            {"cost_currency": "SAR", "establishment_cost_usd": 1999, "currency_per_usd": 3.75},
            ["7,500 SAR", "1,999 USD", "as the source gives it in US dollars"],
        ),
    ],
)
def test_dollars_say_where_they_come_from_or_why_there_are_none(client, facts, says):
    text = section(shown(client, SheetFactory(establishment_cost=7500, **facts)), "cost")
    for words in says:
        assert words in text


def test_words_of_another_language_keep_their_language_and_direction(client):
    sheet = SheetFactory(text=None)
    SheetText.objects.create(sheet=sheet, language="ar", is_original=True, title="تغطية التربة")
    text = shown(client, sheet)
    assert '<h1 lang="ar" dir="rtl">تغطية التربة</h1>' in text
    assert "In Arabic: not translated yet." in text


def test_arabic_words_run_from_right_to_left_wherever_they_stand(client):
    sheet = SheetFactory(text=None)
    words = {
        "title": "تغطية التربة",
        "description": "قش على الأرض […]",
        "land_use_comments": "حقل […]",
    }
    SheetText.objects.create(sheet=sheet, language="ar", is_original=True, **words)
    Site.objects.create(sheet=sheet, name="الأحساء")
    text = shown(client, sheet)
    assert '<div class="prose" lang="ar" dir="rtl"><p>قش على الأرض […]</p></div>' in text
    assert '<dd lang="ar" dir="rtl">' in section(text, "people")
    assert "<bdi>الأحساء</bdi>" in text


def test_a_text_that_its_source_cut_says_so_and_leads_there(client):
    sheet = SheetFactory(text=None)
    SheetText.objects.create(
        sheet=sheet, language="en", is_original=True, title="Zaï", description="Pits are dug […]"
    )
    text = shown(client, sheet)
    mark = '<a class="tag cut" href="#source" lang="en" dir="ltr">cut here as we received it</a>'
    assert mark in section(text, "short") and text.count(mark) == 1
    assert "gave us only its beginning" in section(text, "source")
    assert "gave us only" not in shown(client, SheetFactory())


def test_rows_that_the_source_cut_carry_the_same_mark(client):
    sheet = SheetFactory()
    Step.objects.create(sheet=sheet, text="Dig pits […]")
    Impact.objects.create(sheet=sheet, other_indicator="Springs", comment="Fuller […]", value=2)
    Assessment.objects.create(sheet=sheet, kind="strength", text="Jobs […]", overcome="Pay […]")
    ClimateExposure.objects.create(sheet=sheet, other_exposure="Hail that […]")
    text = shown(client, sheet)
    places = ("how", "impacts", "pros", "limits")
    marks = {name: section(text, name).count('"tag cut"') for name in places}
    assert marks == {"how": 1, "impacts": 1, "pros": 2, "limits": 1}
    assert "gave us only its beginning" in section(text, "source")


def test_a_limit_that_the_source_cut_is_enough_for_the_note(client):
    sheet = SheetFactory()
    ClimateExposure.objects.create(sheet=sheet, other_exposure="Hail that […]")
    assert "gave us only its beginning" in section(shown(client, sheet), "source")


def test_a_limit_in_the_words_of_people_says_more_than_other(client):
    sheet = SheetFactory()
    listed = Term.objects.filter(vocabulary__code="climate_exposure").first()
    ClimateExposure.objects.create(sheet=sheet, exposure=listed, other_exposure="Hail in May")
    limits = section(shown(client, sheet), "limits")
    assert "<span>Hail in May</span>" in limits and str(listed) not in limits
    assert '<span lang="en" dir="ltr">Hail in May</span>' in shown(client, sheet, "fr")


def test_an_impact_in_the_words_of_people_keeps_its_language(client):
    sheet = SheetFactory()
    Impact.objects.create(sheet=sheet, other_indicator="Springs […]", value=2)
    french = section(shown(client, sheet, "fr"), "impacts")
    assert '<span lang="en" dir="ltr">Springs […]</span> <a class="tag cut"' in french


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"authors": "Lal, R.", "year": 1998, "title": "Mulch"}, "Lal, R. (1998). Mulch"),
        ({"year": 1998, "title": "Mulch"}, "Mulch (1998)"),
        ({"year": 1998, "title": "Mulch, Accra 1998"}, "Mulch, Accra 1998"),
        ({"year": 2026, "title": "[name] 2026"}, "(name not kept here) 2026"),
        ({"year": 1998, "container": "Geoderma"}, "(1998). Geoderma"),
        ({"key": "b7"}, "b7"),
    ],
)
def test_a_publication_is_cited_by_what_is_known_of_it_and_its_year_once(known, said):
    assert citation(Reference(**known)).text == said


def test_an_arabic_name_does_not_turn_its_country_around(client):
    sheet = SheetFactory()
    country = Term.objects.get(vocabulary__code="country", label_en="Saudi Arabia")
    Site.objects.create(sheet=sheet, name="الأحساء", country=country)
    assert "<bdi>الأحساء</bdi>, <bdi>Saudi Arabia</bdi>" in shown(client, sheet)


def test_the_top_leads_to_the_data_and_prints_where_a_script_runs(client):
    sheet = SheetFactory()
    text = shown(client, sheet)
    (data,) = re.findall(r'<a class="act" +href="(/api/v1/sheets/\d+)">', text)
    assert client.get(data).json()["id"] == sheet.pk
    assert re.search(r"<button[^>]* data-print hidden>", text)


def test_words_of_a_source_never_become_markup(client):
    sheet = SheetFactory(text=None)
    SheetText.objects.create(
        sheet=sheet, language="en", title="<script>x</script>", description="<img src=x> & more"
    )
    text = shown(client, sheet)
    assert "<script>" not in text and "<img" not in text
    assert "&lt;img src=x&gt; &amp; more" in text


@pytest.mark.parametrize(
    ("version", "said"), [("edition 2015", "édition de 2015"), ("2018", "2018")]
)
def test_an_edition_of_the_questionnaire_is_told_in_the_readers_language(client, version, said):
    sheet = SheetFactory()
    SourceRecord.objects.create(
        source=SourceFactory(),
        external_id="1",
        sheet=sheet,
        version=version,
        licence=sheet.licence,
        retrieved_at="2026-01-01T00:00Z",
    )
    assert f"<dd>{said}</dd>" in section(shown(client, sheet, "fr"), "source")


def test_what_is_missing_leads_to_how_one_can_help(client):
    text = section(shown(client, SheetFactory(), "es"), "source")
    assert 'href="/es/about/#help"' in text and ";" not in text.partition("Falta")[2]
