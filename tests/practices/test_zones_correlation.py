"""A source's own words for a soil, read as candidates of the WRB; words from ERA and its kin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.zones import SYSTEMS, soil_candidates, wrb_groups


def codes(text, sure=None, system=None):
    found = soil_candidates(text, system)
    return [one.group.code for one in found if sure in (None, one.sure)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ferric lixisol", ["LX"]),
        ("Chromic Lixisols", ["LX"]),
        ("LIXISOLES", ["LX"]),
        ("lixisol.plinthisol", ["LX", "PT"]),
        ("Arenosol/Luvisol", ["AR", "LV"]),
        ("ferrali-haplic acrisols", ["AC"]),
        ("rhodic ferrasols", ["FR"]),
        ("plinthosols.luvisols ferriques", ["PT", "LV"]),
        ("haplic andosol.typic haploxerands", ["AN"]),
    ],
)
def test_names_of_the_wrb_are_taken_at_their_word(text, expected):
    found = soil_candidates(text)
    assert [one.group.code for one in found] == expected
    assert {one.sure for one in found} == {"same"}
    assert {one.system for one in found} == {"WRB"}


@pytest.mark.parametrize(
    ("text", "likely", "possible"),
    [
        ("oxic paleustalf", {"LX"}, {"LV", "NT"}),
        ("isohyperthermic oxic kandiustalf", {"LX"}, {"LV", "NT"}),
        ("Typic Kandiudult", {"AC"}, {"AL", "NT"}),
        ("alfisol", {"LV", "LX"}, {"NT", "PL", "RT", "SN"}),
        ("rhodic haplustox", {"FR"}, {"AC", "NT", "PT"}),
        ("typic chromusterts", {"VR"}, set()),
        ("ustic quartzipsamment", {"AR"}, {"PZ"}),
        ("Natrustalfs", {"SN"}, {"PL"}),
        ("Calciustolls", {"KS", "PH"}, {"CH"}),
        ("Hapludands", {"AN"}, set()),
        ("Haplosaprists", {"HS"}, set()),
        ("Histoturbels", {"CR"}, set()),
        ("Haplogypsids", {"GY"}, {"CL"}),
    ],
)
def test_us_soil_taxonomy_gives_candidates_of_two_degrees(text, likely, possible):
    assert set(codes(text, "likely", "USDA")) == likely
    assert set(codes(text, "possible", "USDA")) == possible


def test_the_surest_candidates_come_first():
    sures = [one.sure for one in soil_candidates("luvisol.alfisols")]
    assert sures == sorted(sures, key=["same", "likely", "possible"].index)
    assert sures[0] == "same"


def test_an_order_beside_a_finer_name_of_it_adds_nothing():
    assert soil_candidates("alfisol haplustalf") == soil_candidates("haplustalf")
    assert set(codes("ultisol alfisol")) > {"AC", "LX"}


def test_the_legend_of_1974_kept_lixisols_among_the_luvisols():
    assert codes("ferric luvisol") == ["LV"]
    assert codes("ferric luvisol", system="FAO") == ["LV", "LX"]
    assert codes("Luvisol", "possible", "FAO74") == ["LX"]


@pytest.mark.parametrize(
    ("text", "system", "first"),
    [
        ("xerosol", None, "CL"),
        ("Calcic Yermosols", "FAO", "CL"),
        ("Lithosol", None, "LP"),
        ("nitosol", None, "NT"),
        ("Podzoluvisols", "FAO90", "RT"),
        ("CALCISOL", "RP", "CM"),
        ("Brunisol", None, "CM"),
        ("Normbraunerde", "KA", "AR"),
        ("Latossolo Vermelho", None, "FR"),
        ("Dark Gray Chernozem", "CSSC", "PH"),
        ("Sols ferrugineux tropicaux lessivés", None, "AC"),
        ("tropical ferruginous", None, "LX"),
        ("tukulu", None, "CM"),
        ("ferallitic latosols", None, "FR"),
    ],
)
def test_other_systems_are_read_too(text, system, first):
    assert codes(text, system=system)[0] == first


@pytest.mark.parametrize(
    ("text", "read_as", "code"),
    [
        ("oxic paleustaif", "oxic paleustalf", "LX"),
        ("verstisol", "vertisol", "VR"),
        ("ulitsol", "ultisol", "AC"),
        ("mollic phaozems", "mollic phaeozem", "PH"),
        ("chromi-epiferricluvisol", "chromi luvisol", "LV"),
    ],
)
def test_a_misspelt_name_is_read_as_the_one_it_is_like_but_is_never_sure(text, read_as, code):
    best = soil_candidates(text)[0]
    assert (best.read_as, best.group.code, best.sure) == (read_as, code, "likely")


@pytest.mark.parametrize(
    "text", ["", "  ", "5G", "sandy loam", "Misfamu Red", "rhodic", "deep red"]
)
def test_words_that_name_no_soil_give_no_candidate(text):
    assert soil_candidates(text) == ()


def test_a_system_is_asked_alone():
    assert soil_candidates("typic kandiudult", "FAO") == ()
    assert {one.system for one in soil_candidates("Vertisol", "USDA")} == {"USDA"}


def test_an_unknown_system_is_named_with_the_known_ones():
    with pytest.raises(ValueError, match="Unknown soil system 'XYZ'; known are WRB, USDA"):
        soil_candidates("luvisol", "XYZ")


def test_each_group_is_a_candidate_once_and_each_of_its_names_leads_to_it():
    for group in wrb_groups():
        for language in ("en", "fr", "es"):
            assert codes(group.name(language)) == [group.code]


@given(st.text(max_size=60), st.sampled_from([None, "FAO", *SYSTEMS]))
def test_any_text_gets_candidates_once_each_or_none(text, system):
    found = codes(text, system=system)
    assert len(found) == len(set(found))
