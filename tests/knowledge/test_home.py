"""The home page: choices that search, a map, and each number a link to its list."""

import re

import pytest
from django.core.management import call_command
from django.utils import translation

from knowledge import home, licences
from practices.models import Zone
from search.answering import answer
from search.result import Cell
from tests.factories import SheetFactory, SourceFactory
from tests.search.factories import site, soil_carbon, term

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def corpus(settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path
    for latitude, longitude, ratios in ((7.4, 3.9, (0.1,)), (7.6, 3.8, ()), (-33.5, -70.6, ())):
        sheet = SheetFactory()
        climate = Zone.objects.get(scheme="koppen", code="Aw")
        site(sheet, (climate, "modelled"), latitude=latitude, longitude=longitude)
        soil_carbon(sheet, *ratios)
    call_command("index", "rebuild", verbosity=0)


def test_what_a_reader_knows_of_their_land_is_a_search(client, corpus):
    text = client.get("/en/").text
    form = re.search(r'<form class="card leaf.*?</form>', text, re.DOTALL).group()
    assert 'action="/en/search/"' in form and 'name="climate"' in form
    (count,) = re.findall(r'<option value="Aw">[^<(]*\((\d+)\)</option>', form)
    page = client.get("/en/search/", {"country": "", "climate": "Aw", "soil": ""}).context["page"]
    assert page.total == int(count) == 3
    assert not page.ignored


def test_values_without_a_sheet_and_the_unknown_are_no_choice(corpus):
    found = home.choices(answer({}, language="en"), "en")
    options = {choice.name: [value for value, _, _ in choice.options] for choice in found}
    assert options == {"climate": ["A", "Aw"]}


def test_an_accent_does_not_put_a_country_last(settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path
    for code in ("ZWE", "ETH", "BFA", "BEN"):
        site(SheetFactory(), country=term("country", code))
    call_command("index", "rebuild", verbosity=0)
    (countries,) = home.choices(answer({}, language="fr"), "fr")
    names = [str(label) for _, label, _ in countries.options]
    assert names == ["Bénin", "Burkina Faso", "Éthiopie", "Zimbabwe"]


def test_a_circle_is_a_cell_of_five_degrees_and_says_whether_it_is_measured(corpus):
    drawn = home.evidence_map(answer({}, language="en"))
    assert [(circle.x, circle.y, circle.is_measured) for circle in drawn.circles] == [
        ("430", "430", False),
        ("730", "270", True),
    ]


@pytest.mark.parametrize(("count", "radius"), [(1, 6), (4, 6), (5, 8), (20, 11), (500, 14)])
def test_more_sheets_make_a_larger_circle(count, radius):
    assert home._circle(Cell(0, 0, count), True).radius == radius


def dots():
    """The columns of 2.5 degrees that are drawn, by the y of their line."""
    for x, y, length in re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)", home._land()):
        for step in range(int(float(length) // 10) + 1):
            yield float(x) + 10 * step, float(y)


def test_land_is_drawn_where_there_is_land():
    land = set(dots())
    assert len(home._land()) < 5_000
    assert (865.0, 305.0) in land  # Kenya
    assert (565.0, 305.0) not in land  # the Atlantic


def test_columns_side_by_side_are_one_line():
    assert home._ranges([1, 2, 3, 7]) == [(1, 3), (7, 7)]


def test_the_map_in_numbers_leads_to_its_lists(client, corpus):
    text = client.get("/en/").text
    drawn = re.search(r'<section[^>]*aria-labelledby="map">.*?</section>', text, re.DOTALL).group()
    for address, number in re.findall(r'href="([^"]+)">\s*([\d,]+)', drawn):
        page = client.get(address.replace("&amp;", "&")).context["page"]
        assert page.total == int(number)


def test_the_home_page_takes_few_queries(client, corpus, django_assert_max_num_queries):
    client.get("/en/")
    with django_assert_max_num_queries(12):
        client.get("/en/")


def test_all_that_the_data_table_says_in_words_can_be_translated():
    names = re.compile(r"^(CC|MIT|Apache|OpenGeoHub|Beck|Rosenstock|Natural Earth|colinahill)")
    for row in licences.data_files():
        for cell in (row.what, row.origin, row.licence):
            assert not isinstance(cell, str) or names.match(cell), cell
    with translation.override("fr"):
        assert str(licences.data_files()[0].what) == "fiches de pratiques"


def test_each_source_says_what_was_taken_and_what_was_not(client):
    SourceFactory()
    text = client.get("/en/sources/").text
    assert set(licences.EXTENTS) == {"era", "wocat"}
    for extent in licences.EXTENTS.values():
        assert str(extent.taken) in text and str(extent.left) in text
