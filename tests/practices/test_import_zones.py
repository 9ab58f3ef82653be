"""Zones and countries of imported sites: reported ones as given, modelled ones beside them."""

from practices.importers.base.zoning import zones_at
from practices.models import Site
from tests.practices.lines import record

CINZANA = {"latitude": 13.25, "longitude": -5.97}


def zones(site):
    return {(zone.zone.scheme, zone.zone.code, zone.basis) for zone in site.zones.all()}


def test_a_position_gives_a_climate_and_a_soil_that_are_called_modelled(lines):
    lines(record(7, sites=[{"country": "MLI", **CINZANA}]))

    site = Site.objects.get()
    expected = zones_at(13.25, -5.97)
    assert {zone[0] for zone in expected} == {"koppen", "ipcc", "wrb"}
    assert zones(site) == {(scheme, code, "modelled") for scheme, code, _ in expected}
    soil = site.zones.get(zone__scheme="wrb")
    assert 0 <= soil.distance_km <= 100
    assert site.zones.get(zone__scheme="koppen").distance_km is None


def test_a_reported_climate_wins_and_a_modelled_soil_stands_beside_a_reported_one(lines):
    reported = [["koppen", "Cfb", "temperate"], ["wrb", "HS", "peat"], ["wrb", "HS", "bog"]]

    lines(record(7, sites=[{"country": "MLI", "zones": reported, **CINZANA}]))

    found = zones(Site.objects.get())
    assert {zone for zone in found if zone[0] == "koppen"} == {("koppen", "Cfb", "reported")}
    assert {zone[2] for zone in found if zone[0] == "wrb"} == {"reported", "modelled"}
    assert {zone[2] for zone in found if zone[0] == "ipcc"} == {"modelled"}
    assert Site.objects.get().zones.get(zone__code="HS", basis="reported").reported_as == "peat"


def test_a_place_known_to_a_hundred_kilometres_has_no_modelled_zone(lines):
    lines(record(7, sites=[{"uncertainty_m": 100_000, **CINZANA}]))

    site = Site.objects.get()
    assert site.latitude == 13.25
    assert not site.zones.exists()
    assert site.country is None


def test_the_country_of_a_place_without_one_is_read_from_the_position(lines):
    lines(record(7, sites=[{"position_note": "From a map.", **CINZANA}]))

    site = Site.objects.get()
    assert site.country.code == "MLI"
    assert site.position_note == "From a map. The country was read from the position."


def test_a_position_at_sea_has_no_zone_and_no_country(lines):
    lines(record(7, sites=[{"latitude": 0.0, "longitude": -25.0}]))

    assert not Site.objects.get().zones.exists()
    assert Site.objects.get().country is None


def test_a_position_that_is_none_is_left_out_and_named(lines):
    report = lines(record(7, sites=[{"country": "KEN", "latitude": 0.5, "longitude": 321581}]))

    site = Site.objects.get()
    assert (site.latitude, site.longitude, site.country.code) == (None, None, "KEN")
    assert report.issues[0].field == "sites[0].position"
    assert "321581" in report.issues[0].message


def test_half_a_position_is_none(lines):
    report = lines(record(7, sites=[{"latitude": 0.5}]))

    assert Site.objects.get().latitude is None
    assert report.counts["warning"] == 1
