"""Zones of known places, of the edges of the map, and of anything a caller may pass."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practices.zones import (
    PositionError,
    climate,
    country,
    ipcc_zone,
    nearest_profile,
    soil_group,
    zones_at,
)

PLACES = [
    # place, latitude, longitude, Köppen-Geiger, IPCC, country
    ("Paris", 48.8566, 2.3522, "Cfb", "warm-temperate-dry", "FRA"),
    ("Nairobi", -1.286, 36.817, "Aw", "tropical-montane", "KEN"),
    ("Cinzana, Mali", 13.25, -5.97, "BSh", "tropical-dry", "MLI"),
    ("Bamyan, Afghanistan", 34.444, 67.546, "Dsc", "cool-temperate-dry", "AFG"),
    ("Manaus", -3.1, -60.0, "Af", "tropical-wet", "BRA"),
    ("Cuiabá", -15.6, -56.1, "Aw", "tropical-moist", "BRA"),
    ("Yakutsk", 62.03, 129.73, "Dfc", "boreal-dry", "RUS"),
    ("Suva", -18.14, 178.44, "Af", "tropical-wet", "FJI"),
    ("Taveuni, west of 180", -16.85, 179.98, "Af", "tropical-wet", "FJI"),
    ("Taveuni, east of 180", -16.85, -179.98, "Af", "tropical-wet", "FJI"),
    ("Nuku'alofa", -21.14, -175.2, "Af", "tropical-moist", "TON"),
    ("Malé", 4.175, 73.51, "Am", "tropical-wet", "MDV"),
    ("Zanzibar", -6.16, 39.2, "Am", "tropical-moist", "TZA"),
    ("Mauritius", -20.3, 57.5, "Af", "tropical-wet", "MUS"),
    ("Funafuti", -8.52, 179.2, "Af", "tropical-wet", "TUV"),
    ("Réunion", -21.1, 55.5, "Cfb", "tropical-montane", "REU"),
    ("Maseru", -29.5, 27.8, "Cwb", "warm-temperate-dry", "LSO"),
]


@pytest.mark.parametrize(("place", "lat", "lon", "koppen", "ipcc", "code"), PLACES)
def test_known_places(place, lat, lon, koppen, ipcc, code):
    found = zones_at(lat, lon)
    assert [found[key]["code"] for key in ("koppen", "ipcc", "country")] == [koppen, ipcc, code]


def test_the_answer_is_what_the_command_prints():
    found = zones_at(13.25, -5.97)
    assert set(found) == {"koppen", "ipcc", "wrb", "country", "region", "subregion", "notes"}
    assert found["koppen"] == {"code": "BSh", "name": "Hot semi-arid (steppe)"}
    assert found["country"] == {"code": "MLI", "name": "Mali"}
    assert found["region"] == {"code": "002", "name": "Africa"}
    assert found["subregion"] == {"code": "011", "name": "Western Africa"}
    assert set(found["wrb"]) == {"code", "name", "distance_km"}
    assert json.loads(json.dumps(found)) == found


def test_names_and_notes_come_in_the_language_asked_for():
    found = zones_at(13.25, -5.97, language="fr")
    assert found["koppen"]["name"] == "Climat semi-aride chaud (steppe)"
    assert found["ipcc"]["name"] == "Tropical sec"
    assert zones_at(-18.14, 178.44, language="es")["region"]["name"] == "Oceanía"


def test_a_language_that_is_none_of_ours_is_english():
    assert zones_at(0, -30, language="de") == zones_at(0, -30)


def test_the_open_sea_has_no_zone_and_says_so():
    found = zones_at(0, -30)
    notes = found.pop("notes")
    assert set(found.values()) == {None}
    assert notes == ["This position is in the open sea: more than 20 km from any land known here."]


def test_values_swapped_into_the_sea_are_suspected():
    paris = zones_at(2.35, 48.85)
    assert paris["country"] is None
    assert paris["notes"][1:] == ["Did you swap latitude and longitude?"]
    assert zones_at(2.35, 48.85, "fr")["notes"][1].startswith("Avez-vous interverti")


def test_the_sea_in_either_order_is_only_sea():
    assert len(zones_at(-5.0, -12.0)["notes"]) == 1


def test_the_north_pole_is_sea():
    found = zones_at(90, 12)
    assert found["koppen"] is None
    assert "This is a pole: every longitude is the same place." in found["notes"]


@pytest.mark.parametrize("longitude", [-180, -12.5, 0, 180])
def test_the_south_pole_is_ice_at_every_longitude(longitude):
    found = zones_at(-90, longitude)
    assert found["koppen"]["code"] == "EF"
    assert found["country"]["code"] == "ATA"
    assert found["subregion"] is None


def test_the_antimeridian_has_one_answer_by_both_its_names():
    for latitude in (67.0, -16.8, -85.0, 71.2, 0.0):
        assert zones_at(latitude, 180) == zones_at(latitude, -180)


def test_a_profile_across_the_antimeridian_is_near():
    west, east = nearest_profile(64.9, -179.99), nearest_profile(64.9, 179.99)
    assert west.distance_km == pytest.approx(east.distance_km, abs=1.0)


def test_no_soil_group_beyond_100_km():
    assert soil_group(-21.14, -175.2) is None
    note = "No soil profile is known within 100 km."
    assert note in zones_at(-21.14, -175.2)["notes"]


def test_a_soil_point_that_nobody_described_is_noted():
    assert not nearest_profile(13.25, -5.97).is_described
    assert any(
        "nobody described a profile there" in note for note in zones_at(13.25, -5.97)["notes"]
    )


def test_a_described_profile_far_away_is_noted_with_its_distance():
    found = nearest_profile(-2.0, 34.0)
    assert found.is_described
    assert found.distance_km > 10
    assert any(f"{found.distance_km:.1f} km away" in note for note in zones_at(-2.0, 34.0)["notes"])


def test_off_a_coast_the_nearest_land_answers_and_is_noted():
    found = zones_at(-6.45, 39.62)
    assert found["country"]["code"] == "TZA"
    assert any(note.startswith("Off the coast") for note in found["notes"])


def test_beyond_20_km_from_land_there_is_no_country():
    assert country(14.7, -17.6).code == "SEN"
    assert country(14.7, -17.9) is None


def test_a_disputed_territory_has_no_country_and_says_why():
    found = zones_at(35.4, 77.2)
    assert found["country"] is None
    assert found["region"] is None
    assert "This territory is disputed and has no country code of its own." in found["notes"]


@pytest.mark.parametrize(
    ("place", "lat", "lon", "code"),
    [
        ("Hargeisa", 9.56, 44.06, "SOM"),
        ("Famagusta", 35.3, 33.7, "CYP"),
        ("Pristina", 42.66, 21.16, "XKX"),
        ("Longyearbyen", 78.2, 15.6, "SJM"),
        ("Jan Mayen", 71.0, -8.5, "SJM"),
        ("Cayenne", 4.8, -52.4, "GUF"),
        ("Corsica", 42.1, 9.1, "FRA"),
        ("Bonaire", 12.2, -68.3, "BES"),
        ("Christmas Island", -10.48, 105.64, "CXR"),
        ("Cocos", -12.15, 96.85, "CCK"),
        ("Chukotka, east of 180", 67.0, -175.0, "RUS"),
        ("Wrangel, west of 180", 71.2, 179.0, "RUS"),
        ("San Marino", 43.94, 12.46, "SMR"),
    ],
)
def test_parts_and_special_areas_have_the_code_that_the_rule_gives(place, lat, lon, code):
    assert country(lat, lon).code == code


@pytest.mark.parametrize("question", [climate, ipcc_zone, soil_group, country, zones_at])
def test_every_question_refuses_what_is_no_position(question):
    with pytest.raises(PositionError, match="Did you swap"):
        question(95, 10)


numbers = st.one_of(
    st.floats(),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.integers(),
    st.none(),
    st.text(max_size=3),
)


@given(numbers, numbers)
@settings(max_examples=300, deadline=None)
def test_anything_gets_an_answer_or_a_refusal(latitude, longitude):
    try:
        found = zones_at(latitude, longitude)
    except PositionError as refusal:
        assert str(refusal)
    else:
        assert json.dumps(found)


@given(st.floats(-90, 90), st.floats(-180, 180))
@settings(max_examples=300, deadline=None)
def test_every_position_on_earth_has_a_climate_a_country_or_is_sea(latitude, longitude):
    found = zones_at(latitude, longitude)
    is_sea = any("open sea" in note for note in found["notes"])
    assert is_sea == (found["koppen"] is None and not _is_land(found))


def _is_land(found):
    return bool(found["country"]) or any("disputed" in note for note in found["notes"])
