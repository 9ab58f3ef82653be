import pytest

from search.analysis import LANGUAGES, OTHER, Analyzer
from search.plan import Unit, plan
from search.query import Concept

ANALYZERS = {code: Analyzer(language, str) for code, language in LANGUAGES.items()}


def units(text, *concepts, language="en"):
    """Each unit as its first forms and its values."""
    found: tuple[Unit, ...] = plan(text, concepts, ANALYZERS).get(language, ())
    return [([token.forms[0] for token in unit.tokens], unit.values) for unit in found]


@pytest.mark.parametrize("text", ["", "?!", "de la", "the", "le los of", "a" * 41])
def test_text_of_stop_words_asks_for_nothing(text):
    assert plan(text, (), ANALYZERS) == {}


@pytest.mark.parametrize("text", ["thé", "té", "no", "sans", "the tea", "soil"])
def test_text_with_a_word_asks_for_something(text):
    assert plan(text, (), ANALYZERS)


def test_a_language_in_which_all_are_stop_words_is_left_out():
    assert set(plan("sur the sol", (), ANALYZERS)) == {"en", "fr", "es", OTHER}
    assert set(plan("my sin", (), ANALYZERS)) == {"en", "fr", "es", OTHER}
    assert "fr" not in plan("des les", (), ANALYZERS)


def test_a_concept_takes_in_its_words_and_leaves_the_others():
    concept = Concept("practice", "cover-crops", 1, 3)
    assert units("new cover crops maize", concept) == [
        (["new"], ()),
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
