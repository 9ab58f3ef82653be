"""The practice page: what was measured, where it fell, what goes with it, its pictures."""

import math
import re

import pytest
from django.utils import translation

from practices.models import Practice, Reference, SheetImage, SourceRecord
from practices.reading.practice import PracticeView
from practices.reading.results import short_citation
from tests.factories import SheetFactory, SourceFactory
from tests.search.factories import apply_practice, soil_carbon

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def mulching():
    return Practice.objects.get(code="mulching")


def measured(practice, *percents, others=(), **columns):
    sheet = SheetFactory()
    apply_practice(sheet, practice)
    for other in others:
        apply_practice(sheet, Practice.objects.get(code=other))
    ratios = [None if p is None else math.log1p(p / 100) for p in percents]
    soil_carbon(sheet, *ratios)
    sheet.evidence.update(**columns)
    return sheet


def test_comparisons_are_counted_apart_for_the_practice_alone(mulching):
    measured(mulching, 50, -20, 0, None)
    measured(mulching, 10, others=["no-till"])
    alone, mixed = PracticeView(mulching).outcomes
    assert alone.is_alone and not mixed.is_alone
    assert (alone.comparisons, alone.higher, alone.lower) == (4, 1, 1)
    assert (alone.unchanged, alone.not_computable) == (1, 1)
    assert (alone.low, alone.high) == (pytest.approx(-20), pytest.approx(50))
    assert mixed.comparisons == mixed.higher == 1


def test_a_kind_of_the_practice_is_not_another_practice(mulching):
    measured(mulching, 5)
    (row,) = PracticeView(mulching.parent).outcomes
    assert row.is_alone


def test_comparisons_of_one_paper_are_one_study(mulching):
    paper = Reference.objects.create(key="a")
    measured(mulching, 1, 2, reference=paper)
    measured(mulching, 3, reference=paper)
    measured(mulching, 4)
    (row,) = PracticeView(mulching).outcomes
    assert (row.comparisons, row.studies) == (4, 2)


def test_pending_rows_and_drafts_count_nowhere(mulching):
    measured(mulching, 5, state="pending")
    sheet = measured(mulching, 5)
    sheet.live = False
    sheet.save()
    view = PracticeView(mulching)
    assert view.outcomes == [] and view.fallen.measured == 0


def test_the_bar_shares_out_what_is_computable(mulching):
    measured(mulching, 10, 20, 30, -10, None)
    (row,) = PracticeView(mulching).outcomes
    assert row.bars == [("pos", "0%", "75%"), ("neg", "75%", "25%")]


def test_sheets_that_fell_come_lowest_first_with_their_source(client, mulching):
    paper = Reference.objects.create(
        key="b", authors="Okeyo, A. I.; Mucheru-Muna, M.", year=2014, doi="10.1/x"
    )
    mild, deep = measured(mulching, -5), measured(mulching, -60, 10, reference=paper)
    measured(mulching, -0.4), measured(mulching, 30)
    fallen = PracticeView(mulching).fallen
    assert [row.url for row in fallen.rows] == [s.get_absolute_url() for s in (deep, mild)]
    ends = (fallen.rows[0].lowest, fallen.rows[0].highest)
    assert ends == (pytest.approx(-60), pytest.approx(10))
    assert fallen.rows[1].percent == pytest.approx(-5)
    assert (fallen.total, fallen.measured) == (2, 4)
    assert (fallen.rows[0].lower, fallen.rows[0].comparisons) == (1, 2)
    text = client.get(mulching.get_absolute_url()).text
    assert f'href="{deep.get_absolute_url()}#results"' in text
    assert '<a href="https://doi.org/10.1/x">Okeyo et al. 2014</a>' in text


@pytest.mark.parametrize(
    ("authors", "year", "said"),
    [
        ("Lal, R.", 1986, "Lal 1986"),
        ("Lal, R.; Okigbo, B.", None, "Lal et al."),
        ("", 1990, "Mulch in Ibadan"),
    ],
)
def test_a_source_is_cited_in_a_few_words(authors, year, said):
    assert short_citation(Reference(authors=authors, year=year, title="Mulch in Ibadan")) == said


def test_companions_and_surroundings_are_other_practices(mulching):
    sheet = measured(mulching, 5, others=["no-till"])
    apply_practice(sheet, Practice.objects.get(code="liming"), role="context")
    view = PracticeView(mulching)
    assert [practice.code for practice in view.companions] == ["no-till"]
    assert [practice.code for practice in view.surroundings] == ["liming"]


def test_pictures_that_stay_away_are_links(client, mulching):
    sheet = measured(mulching, 5)
    SourceRecord.objects.create(
        source=SourceFactory(),
        external_id="1",
        sheet=sheet,
        url="https://wocat.net/1/",
        licence="CC-BY-NC-SA-3.0",
        retrieved_at="2026-01-01T00:00Z",
    )
    for number in range(2):
        SheetImage.objects.create(
            sheet=sheet, source_url=f"https://wocat.net/{number}.jpg", licence="CC-BY-NC-SA-3.0"
        )
    text = client.get(mulching.get_absolute_url()).text
    assert re.search(r'<a href="https://wocat.net/1/">\s*2 pictures at WOCAT', text)
    assert "<img" not in text


def test_a_practice_without_a_sheet_says_so(client):
    practice = Practice.objects.get(code="peatland-rewetting")
    text = client.get(practice.get_absolute_url()).text
    assert "That is a gap, not a zero." in text and "None yet." in text
    assert text.count('class="btn quiet" href="/en/about/#help"') == 1
    assert 'id="gaps"' not in text and 'id="fallen"' not in text


def test_more_sheets_take_no_more_queries(client, mulching, django_assert_max_num_queries):
    for percent in (5, -10, -20, -30, -40):
        measured(mulching, percent, percent / 2)
    client.get(mulching.get_absolute_url())
    with django_assert_max_num_queries(32):
        client.get(mulching.get_absolute_url())


def test_what_it_is_called_elsewhere_has_a_name_and_how_sure(client):
    practice = Practice.objects.get(code="integrated-crop-livestock")
    rows = {row.code: row for row in PracticeView(practice).elsewhere}
    group = rows["tech_slm_group_croplivestock"]
    assert group.name != group.code and group.scheme == "WOCAT, groups of technologies"
    assert group.match == "exact match, certainty: high"
    text = client.get(practice.get_absolute_url()).text
    assert str(group.name) in text and "certainty: high" in text


def test_kinds_that_would_all_repeat_one_scene_are_not_drawn(client):
    def scenes(code):
        page = client.get(Practice.objects.get(code=code).get_absolute_url()).text
        return page.count('<svg class="plate"')

    assert scenes("agroforestry") == 0
    assert scenes("soil-cover-and-tillage") > 1


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_no_name_stands_twice_and_the_titles_of_other_languages_are_there(mulching, language):
    other = "en" if language == "fr" else "fr"
    with translation.override(language):
        view = PracticeView(mulching)
        assert view.own_names and mulching.label not in view.own_names
        below = {names.language_code: names for names in view.further_names}
    assert not below[language].words and below[language].others
    assert getattr(mulching, f"label_{other}") == below[other].words[0]
