import pytest

from search.words.stemming import ANALYZERS


@pytest.mark.parametrize("word", ["terrasse", "terrasses", "terrassement"])
def test_a_terrace_is_not_earth(word):
    french = ANALYZERS["fr"]
    assert french.forms(word) == ("terrass",)
    assert french.forms("terres") == french.forms("terre") == ("terr",)


def test_biomass_is_no_biome():
    french = ANALYZERS["fr"]
    assert french.forms("biomasses") != french.forms("biomes")


def test_other_words_are_stemmed_by_snowball():
    assert ANALYZERS["fr"].forms("dégradées") == ("degrad", "degrade")
    assert ANALYZERS["en"].forms("mulching") == ("mulch",)
    assert ANALYZERS["other"].forms("mulching") == ("mulching",)
