"""The lists that rows of the database are made of: complete, in a tree, in three languages."""

import pytest

from practices.zones import (
    countries,
    country_by_code,
    country_by_name,
    ipcc_zones,
    koppen_classes,
    region,
    regions,
    wrb_group,
    wrb_groups,
)

LISTS = {
    "koppen": (koppen_classes, 43),
    "ipcc": (ipcc_zones, 17),
    "wrb": (wrb_groups, 32),
    "countries": (countries, 250),
    "regions": (regions, 28),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_complete_and_its_codes_are_unique(name):
    entries, count = LISTS[name][0](), LISTS[name][1]
    assert len(entries) == len({entry.code for entry in entries}) == count


@pytest.mark.parametrize("name", LISTS)
def test_each_entry_is_named_in_three_languages_and_no_two_alike(name):
    for language in ("en", "fr", "es"):
        names = [entry.name(language) for entry in LISTS[name][0]()]
        assert all(names)
        if name not in {"regions"}:  # Micronesia is a country and, elsewhere, a sub-region
            assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", ["koppen", "ipcc", "wrb", "regions"])
def test_a_parent_comes_before_its_children(name):
    seen = {None}
    for entry in LISTS[name][0]():
        assert entry.parent_code in seen
        seen.add(entry.code)


def test_the_climates_are_a_tree_by_their_letters():
    entries = {entry.code: entry for entry in koppen_classes()}
    assert entries["BSh"].parent_code == "BS"
    assert entries["BS"].parent_code == "B"
    assert entries["Aw"].parent_code == "A"
    assert sum(entry.is_class for entry in entries.values()) == 30
    assert not entries["BS"].is_class
    assert entries["BSh"].name("fr") == "Climat semi-aride chaud (steppe)"


def test_ipcc_zones_hang_on_their_group():
    entries = {entry.code: entry for entry in ipcc_zones()}
    assert entries["warm-temperate-moist"].parent_code == "warm-temperate"
    assert not entries["warm-temperate"].is_zone


def test_soil_groups_are_plural_or_singular_in_each_language():
    lixisol = wrb_group("LX")
    assert [lixisol.name(code) for code in ("en", "fr", "es")] == [
        "Lixisols",
        "Lixisols",
        "Lixisoles",
    ]
    assert [lixisol.singular(code) for code in ("en", "fr", "es")] == ["Lixisol"] * 3
    assert wrb_group("SN").singular("es") == "Solonetz"
    assert wrb_group("CH").singular("fr") == "Chernozem"


def test_every_country_lies_in_a_sub_region_but_antarctica():
    tops = {"002", "019", "142", "150", "009"}
    for entry in countries():
        if entry.code != "ATA":
            assert entry.subregion and entry.region.code in tops, entry
    assert country_by_code("ATA").region.name() == "Antarctica"
    assert country_by_code("ATA").subregion is None


@pytest.mark.parametrize("code", ["TZA", "TZ", "tza", " tz "])
def test_a_country_is_found_by_either_code(code):
    assert country_by_code(code).name("es") == "Tanzania"


def test_an_unknown_code_is_no_country():
    assert country_by_code("XYZ") is None


def test_regions_are_the_un_ones():
    assert country_by_code("MLI").subregion == region("011")
    assert country_by_code("MLI").region.name("fr") == "Afrique"
    assert country_by_code("REU").subregion.name() == "Eastern Africa"
    assert country_by_code("XKX").subregion.name() == "Southern Europe"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ivory Coast", "CIV"),
        ("COTE D’IVOIRE", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("DRC", "COD"),
        ("Congo (Democratic Republic of the)", "COD"),
        ("Congo", "COG"),
        ("Swaziland", "SWZ"),
        ("Cabo Verde", "CPV"),
        ("Cape Verde", "CPV"),
        ("Tanzania, United Republic of", "TZA"),
        ("République-Unie de Tanzanie", "TZA"),
        ("Korea, Republic of", "KOR"),
        ("the gambia", "GMB"),
        ("St. Lucia", "LCA"),
        ("Turkey", "TUR"),
        ("etats-unis", "USA"),
        ("Malí", "MLI"),
        ("Viet Nam", "VNM"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
    ],
)
def test_a_country_is_found_by_the_names_sources_use(name, code):
    assert country_by_name(name).code == code


@pytest.mark.parametrize("name", ["", "  ", "the", "Atlantis", "Kenya..Tanzania", "Korea"])
def test_what_names_no_single_country_finds_none(name):
    assert country_by_name(name) is None


def test_every_country_is_found_by_each_of_its_own_names():
    for entry in countries():
        for language in ("en", "fr", "es"):
            assert country_by_name(entry.name(language)) == entry
