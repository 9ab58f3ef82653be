"""Countries within regions, and the climates that their land has."""

import pytest

from practices.zones.climates import climates_of
from practices.zones.within import countries_in, place, places_around


def test_a_place_is_a_country_or_a_region_by_its_exact_code():
    assert place("GHA").name("fr") == "Ghana" and place("011").name("en") == "Western Africa"
    assert place("gha") is place("GH") is place("11") is place("") is None


@pytest.mark.parametrize(
    ("code", "around"),
    [
        ("GHA", ("GHA", "011", "002")),
        ("011", ("011", "002")),
        ("ATA", ("ATA", "010")),
        ("XXX", ()),
    ],
)
def test_a_place_lies_in_its_regions_the_nearest_first(code, around):
    assert places_around(code) == around


def test_a_region_has_the_countries_of_all_its_parts():
    assert countries_in("GHA") == {"GHA"}
    assert {"GHA", "SEN"} <= countries_in("011") < countries_in("002")
    assert countries_in("XXX") == set()


def test_climates_are_shares_of_the_land_the_largest_first():
    ghana = climates_of({"GHA"})
    assert list(ghana) == ["Aw", "Am"] and ghana["Aw"] > 0.9
    assert sum(climates_of(countries_in("002")).values()) == pytest.approx(1)
    assert "Af" in climates_of({"TUV"}), "an island smaller than a cell"
    assert climates_of({"VAT"}) == climates_of(()) == {}
