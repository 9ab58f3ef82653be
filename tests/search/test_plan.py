import pytest

from search.query import Concept
from search.words.analysis import LANGUAGES, OTHER, Analyzer
from search.words.plan import plan

ANALYZERS = {code: Analyzer(language, str) for code, language in LANGUAGES.items()}


def units(text, *concepts, language="en"):
    """Each unit as its first forms in a language, and its values."""
    found = [(dict(unit.ways), unit) for unit in plan(text, concepts, ANALYZERS).units]
    return [
        ([token.forms[0] for token in ways.get(language, ())], tuple(v for v, _ in unit.values))
        for ways, unit in found
    ]


@pytest.mark.parametrize("text", ["", "?!", "de la", "the", "le los of", "a" * 41])
def test_text_of_stop_words_asks_for_nothing(text):
    assert not plan(text, (), ANALYZERS)


@pytest.mark.parametrize("text", ["thé", "té", "no", "sans", "the tea", "soil"])
def test_text_with_a_word_asks_for_something(text):
    assert plan(text, (), ANALYZERS)


def test_a_word_that_a_language_stops_at_is_not_looked_for_in_it():
    (unit,) = plan("pour", (), {**ANALYZERS}).units or (None,)
    assert unit is None or "fr" not in dict(unit.ways)
    (unit,) = plan("sin", (), ANALYZERS).units
    assert set(dict(unit.ways)) == {"en", "fr", "es", OTHER}


def test_words_that_a_question_is_put_in_are_left_aside():
    assert units("how can I stop erosion") == [(["erosion"], ())]
    assert units("comment faire", language="fr") == [(["comment"], ()), (["faire"], ())]
    concept = Concept("practice", "ipm", 0, 2)
    assert units("protect plants", concept) == [(["protect", "plants"], (("practice", "ipm"),))]


def test_a_value_that_the_words_say_they_are_without_is_an_opposite():
    opposite = Concept("practice", "tillage", 0, 2, is_opposite=True)
    found = plan("no tillage", [opposite], ANALYZERS)
    assert found.opposites == (("practice", "tillage"),)
    assert [unit.values for unit in found.units] == [()]


def test_opposites_of_a_value_stand_behind_it():
    tillage = Concept("practice", "tillage", 0, 1, behind=("no-till",))
    found = plan("tillage", [tillage], ANALYZERS)
    assert found.behind == ((("practice", "tillage"), (("practice", "no-till"),)),)
    assert found.opposites == ()


def test_a_concept_takes_in_its_words_and_leaves_the_others():
    concept = Concept("practice", "cover-crops", 1, 3)
    assert units("dense cover crops maize", concept) == [
        (["dense"], ()),
        (["cover", "crops"], (("practice", "cover-crops"),)),
        (["maize"], ()),
    ]


def test_words_can_name_two_values():
    two = Concept("crop", "tea", 0, 1), Concept("practice", "tea-garden", 0, 1)
    assert units("tea", *two) == [(["tea"], (("crop", "tea"), ("practice", "tea-garden")))]


def test_of_concepts_that_overlap_the_first_and_longest_counts():
    long, short = Concept("practice", "long", 0, 2), Concept("practice", "short", 1, 2)
    assert units("cover crops", short, long) == [(["cover", "crops"], (("practice", "long"),))]


def test_a_negated_word_is_not_taken_for_the_concept():
    tillage = Concept("practice", "tillage", 1, 2)
    assert units("no tillage", tillage) == [(["no·tillage"], ())]
    no_till = Concept("practice", "no-till", 0, 2)
    assert units("no tillage", no_till) == [(["no·tillage"], (("practice", "no-till"),))]


@pytest.mark.parametrize("span", [(-1, 0), (5, 9), (3, 2), (0, 10**9)])
def test_a_concept_beside_the_words_does_no_harm(span):
    assert [forms for forms, _ in units("cover", Concept("crop", "x", *span))] == [["cover"]]
