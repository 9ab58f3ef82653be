"""The bundled data against samples of their sources, cut with other code (tests/data/zones)."""

import csv
from pathlib import Path

import pytest

from practices.zones import climate, country, ipcc_zone, ipcc_zones, koppen_classes, soil_group
from practices.zones.borders import borders
from practices.zones.ipcc import nearest_ipcc_zone
from practices.zones.koppen import nearest_climate

DATA = Path(__file__).parents[1] / "data" / "zones"
# In the order of the legends of the two rasters, value 1 first.
KOPPEN = [entry.code for entry in koppen_classes() if entry.is_class]
IPCC = [entry.code for entry in ipcc_zones() if entry.is_zone]
# Natural Earth draws these with another country.
PARTS = {
    **dict.fromkeys(["GUF", "GLP", "MTQ", "REU", "MYT"], "FRA"),
    "BES": "NLD",
    "SJM": "NOR",
    "TKL": "NZL",
}


def sample(name):
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield float(row.pop("latitude")), float(row.pop("longitude")), *row.values()


def test_the_legend_of_the_climates_is_in_its_order():
    assert KOPPEN[:6] == ["Af", "Am", "Aw", "BWh", "BWk", "BSh"]
    assert KOPPEN[-2:] == ["ET", "EF"]


def test_the_legend_of_the_ipcc_zones_is_in_its_order():
    assert IPCC[:4] == ["tropical-montane", "tropical-wet", "tropical-moist", "tropical-dry"]
    assert IPCC[-2:] == ["polar-moist", "polar-dry"]


def test_climates_are_those_of_the_original_rasters():
    land = 0
    for lat, lon, koppen, ipcc in sample("raster_sample.csv"):
        if int(koppen):
            land += 1
            assert climate(lat, lon).code == KOPPEN[int(koppen) - 1], (lat, lon)
        if int(ipcc):
            assert ipcc_zone(lat, lon).code == IPCC[int(ipcc) - 1], (lat, lon)
    assert land > 1500


def test_no_data_in_a_raster_is_answered_only_near_a_land_cell():
    empty = 0
    for lat, lon, koppen, ipcc in sample("raster_sample.csv"):
        for value, found, km in (
            (koppen, nearest_climate(lat, lon), 20),
            (ipcc, nearest_ipcc_zone(lat, lon), 55),
        ):
            if int(value) == 0:
                assert found is None or 0 < found[1] <= km
                empty += found is None
    assert empty > 1000


def test_soil_groups_are_those_of_the_nearest_profile_by_brute_force():
    found = beyond = 0
    for lat, lon, groups, km in sample("profile_sample.csv"):
        answer = soil_group(lat, lon)
        if not groups:
            beyond += 1
            assert answer is None, (lat, lon)
            continue
        found += 1
        assert answer[1] == pytest.approx(float(km), abs=0.1), (lat, lon)
        assert answer[0].code in groups.split("/"), (lat, lon)
    assert (found, beyond) > (250, 100)


def test_countries_are_those_of_the_original_polygons():
    for lat, lon, drawn_with in sample("country_sample.csv"):
        inside = borders().inside(lat, lon)
        if drawn_with and len(drawn_with) == 3:
            assert PARTS.get(inside, inside) == drawn_with, (lat, lon)
            assert country(lat, lon).code == inside
        elif not drawn_with:
            assert inside is None, (lat, lon)
