"""Where a practice was described and measured: each number is that of the list it leads to."""

import re

import pytest
from django.core.management import call_command

from knowledge.gaps import gap_map
from practices.models import Practice, Zone
from tests.factories import SheetFactory
from tests.search.factories import apply_practice, site, soil_carbon

pytestmark = pytest.mark.django_db

SHEETS = re.compile(r"([\d,]+) sheets? found|>([\d,]+) sheets?<")


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path


@pytest.fixture
def mulching():
    return Practice.objects.get(code="mulching")


def make(practice, climate, soil, *, ratios=(), basis="modelled"):
    sheet = SheetFactory()
    apply_practice(sheet, practice)
    zones = [(Zone.objects.get(scheme="koppen", code=climate), basis)] if climate else []
    zones += [(Zone.objects.get(scheme="wrb", code=soil), "reported")] if soil else []
    site(sheet, *zones)
    soil_carbon(sheet, *ratios)
    return sheet


@pytest.fixture
def corpus(mulching):
    make(mulching, "Aw", "LX", ratios=(0.1,))
    make(mulching, "Aw", "LX")
    make(mulching, "BSh", None, ratios=(-0.2, -0.1))
    make(mulching, None, "VR")
    make(Practice.objects.get(code="no-till"), "Cfa", "LX", ratios=(0.3,))
    call_command("index", "rebuild", verbosity=0)


def numbers(zones):
    return {zone.value: (zone.count.sheets, zone.count.measured) for zone in zones}


def test_each_zone_has_its_sheets_and_those_that_measured(corpus):
    found = gap_map("mulching", language="en")
    assert numbers(found.climates) == {"Aw": (2, 1), "BSh": (1, 1), "unknown": (1, 0)}
    assert numbers(found.soils) == {"LX": (2, 1), "VR": (1, 0), "unknown": (1, 1)}
    assert (found.measured.sheets, found.measured.measured) == (4, 2)


def test_a_cell_is_a_soil_under_a_climate(corpus):
    found = gap_map("mulching", language="en")
    cells = {
        (row.zone.value, climate.value): cell and (cell.sheets, cell.measured)
        for row in found.rows
        for climate, cell in zip(found.climates, row.cells, strict=True)
    }
    assert cells["LX", "Aw"] == (2, 1)
    assert cells["unknown", "BSh"] == (1, 1)
    assert cells["VR", "unknown"] == (1, 0)
    assert cells["LX", "BSh"] is None


def test_a_sheet_that_names_a_group_of_climates_only_is_on_the_map(corpus, mulching):
    make(mulching, "B", "LX", ratios=(0.1,), basis="reported")
    call_command("index", "rebuild", verbosity=0)
    found = gap_map("mulching", language="en")
    # With the sheet of BSh: a group is itself and its kinds, as in the list it leads to.
    assert numbers(found.climates) == {"Aw": (2, 1), "B": (2, 2), "BSh": (1, 1), "unknown": (1, 0)}
    assert [zone.value for zone in found.climates if zone.is_group] == ["B"]
    assert found.known_climates == 2 and found.climate_total == 30
    lixisols = next(row for row in found.rows if row.zone.value == "LX")
    cells = dict(zip((zone.value for zone in found.climates), lixisols.cells, strict=True))
    assert (cells["B"].sheets, cells["B"].measured) == (1, 1) and cells["BSh"] is None


def test_a_group_is_named_at_the_finest_level_that_a_sheet_names(corpus, mulching):
    make(mulching, "BW", None, basis="reported")
    call_command("index", "rebuild", verbosity=0)
    found = gap_map("mulching", language="en")
    assert numbers(found.climates).keys() == {"Aw", "BSh", "BW", "unknown"}
    assert [zone.value for zone in found.climates if zone.is_group] == ["BW"]
    assert found.known_climates == 2 and found.climate_total == 30


def test_every_sheet_of_a_group_alone_is_on_the_page(client, corpus, mulching):
    make(mulching, "B", "VR", basis="reported")
    call_command("index", "rebuild", verbosity=0)
    test_every_count_of_the_page_is_the_list_it_leads_to(client, corpus, mulching)


def test_zones_of_equal_counts_stand_by_their_label(mulching):
    for soil in ("VR", "AC", "NT", "FR", "CM", "LX"):
        make(mulching, "Aw", soil)
    call_command("index", "rebuild", verbosity=0)
    labels = [zone.label for zone in gap_map("mulching", language="en").soils]
    assert len(labels) == 6 and labels == sorted(labels)


def test_zones_without_a_sheet_are_named(corpus):
    found = gap_map("mulching", language="fr")
    assert found.known_climates == 2 and found.climate_total == 30
    assert len(found.no_climates) == 28
    assert not {"Aw", "BSh"} & {label.split(" ")[0] for label in found.no_climates}
    assert any(label.startswith("Cfa") for label in found.no_climates)
    assert "Lixisols" not in found.no_soils and len(found.no_soils) == 30


def test_every_count_of_the_page_is_the_list_it_leads_to(client, corpus, mulching):
    text = client.get(mulching.get_absolute_url()).text
    links = set(re.findall(r'<a[^>]*href="([^"]*/search/\?[^"]*)"[^>]*>\D*?([\d,]+)', text))
    assert len(links) > 10
    for address, number in links:
        found = client.get(address.replace("&amp;", "&")).context["page"].total
        assert found == int(number), address


def test_without_an_index_the_page_opens_without_the_map(client, corpus, mulching, monkeypatch):
    from knowledge import gaps
    from search.engine import IndexMissingError

    def missing(*args, **kwargs):
        raise IndexMissingError

    monkeypatch.setattr(gaps, "answer", missing)
    response = client.get(mulching.get_absolute_url())
    assert response.status_code == 200 and 'id="gaps"' not in response.text
