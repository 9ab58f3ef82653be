"""Which words name which values, in any of three languages."""

import pytest

from search.words import lexicon
from search.words.naming import recognised

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def words():
    return lexicon.load()


def named(text, words, **options):
    return {
        (one.facet, one.value) for one in recognised(text, words, **options) if not one.is_opposite
    }


def denied(text, words):
    return {one.value for one in recognised(text, words) if one.is_opposite}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("paillage", ("practice", "mulching")),
        ("PAILLAGES en pente", ("practice", "mulching")),
        ("semis direct", ("practice", "no-till")),
        ("mijo en Malí", ("country", "MLI")),
        ("mais au Mali", ("crop", "maize")),
        ("agriculture sahélienne", ("country", "NER")),
        ("fumure: engrais vert", ("practice", "green-manure")),
        ("vertisoles", ("soil", "VR")),
        ("terres cultivées", ("land_use", "tech_lu_cropland")),
        ("loss of habitats", ("degradation", "degradation_bh")),
        ("goteo", ("word", "drip irrigation")),
        ("agro-forestry", ("practice", "agroforestry")),
        ("agro foresterie", ("practice", "agroforestry")),
        ("inter-cropping", ("practice", "intercropping")),
        ("silvo-pastoral", ("practice", "silvopasture")),
        ("covercrops", ("practice", "cover-crops")),
        ("salty land", ("practice", "salt-affected-soils")),
        ("sol fatigué", ("practice", "nutrients-and-organic-amendments")),
        ("terreno ácido", ("practice", "liming")),
        ("no rain", ("practice", "water-harvesting")),
        ("pas assez de pluie", ("practice", "water-harvesting")),
        ("sin lluvia", ("practice", "water-harvesting")),
    ],
)
def test_words_in_any_language_name_values(words, text, value):
    assert value in named(text, words)


@pytest.mark.parametrize("text", ["land", "sol", "no", "poco", "cultivo", "trees in the desert"])
def test_words_alike_in_names_name_nothing_alone(words, text):
    assert {facet for facet, _ in named(text, words)} <= {"word", "climate"}


def test_of_names_in_each_other_the_longest_counts(words):
    values = named("green manure", words)
    assert ("practice", "green-manure") in values
    assert ("practice", "manure") not in values


def test_a_name_of_several_words_has_the_names_of_its_parts_too(words):
    (shaded,) = recognised("café bajo sombra", words)
    assert shaded.value == "multistrata-agroforestry"
    assert ("en", "coffee shade-grown") in shaded.names
    (one,) = [one for one in recognised("semis direct", words) if one.value == "no-till"]
    assert ("en", "no-till farming") in one.names
    assert not any("maize" in name for _, name in one.names)


@pytest.mark.parametrize(
    ("text", "wanted", "opposite"),
    [
        ("no-till", "no-till", None),
        ("zero tillage", "no-till", "conventional-tillage"),
        ("sans labour", "minimal-soil-disturbance", "conventional-tillage"),
        ("sin labranza", "no-till", "conventional-tillage"),
        ("labour zéro", "no-till", "conventional-tillage"),
        ("sans engrais", "nutrients-and-organic-amendments", "mineral-fertiliser"),
        ("maize without chemical fertiliser", None, "mineral-fertiliser"),
        ("sin quema", "soil-cover-and-tillage", "crop-residue-removal"),
        ("sin abono", None, "nutrients-and-organic-amendments"),
    ],
)
def test_what_the_words_are_without_is_never_named(words, text, wanted, opposite):
    values = {value for _facet, value in named(text, words)}
    assert wanted is None or wanted in values
    assert opposite not in values
    assert opposite is None or opposite in denied(text, words)


def test_land_without_a_kind_of_a_practice_may_have_another_kind(words):
    assert ("practice", "ponds-and-cisterns") in named("aguada", words)
    assert denied("sin aguada", words) == denied("sin agua", words) == set()
    assert denied("sin cisterna", words) == {"ponds-and-cisterns"}


def test_ploughing_is_itself(words):
    assert ("practice", "conventional-tillage") in named("labour", words)
    assert denied("labour profond", words) == set()


@pytest.mark.parametrize("text", ["ploughing", "labour", "labranza convencional"])
def test_practices_that_do_without_the_named_one_stand_behind(words, text):
    (one,) = [one for one in recognised(text, words) if one.value == "conventional-tillage"]
    assert {"no-till", "minimal-soil-disturbance"} <= set(one.behind)
    assert "mulching" not in one.behind


@pytest.mark.parametrize("text", ["labour ou semis direct", "mulching", "maize", "rotation"])
def test_nothing_stands_behind_what_has_no_opposite_or_is_named_beside_it(words, text):
    assert not any(one.behind for one in recognised(text, words))


def test_a_typing_error_is_forgiven_only_where_that_is_asked(words):
    assert named("pailage", words) == set()
    assert ("practice", "mulching") in named("pailage", words, forgiving=True)


@pytest.mark.parametrize("text", ["", "?", "de la", "no", "sans", "zero", "a" * 400, "no no no"])
def test_text_that_names_nothing_names_nothing(words, text):
    assert recognised(text, words) == ()
