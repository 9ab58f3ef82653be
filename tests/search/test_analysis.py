import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.words.analysis import LANGUAGES, Analyzer, fold, words


def french(text):
    """With a toy stemmer that, like Snowball, minds accents."""
    analyzer = Analyzer(LANGUAGES["fr"], lambda word: word.removesuffix("s").removesuffix("ée"))
    return [token.forms for token in analyzer.tokens(text)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Dégradée", "degradee"), ("bœuf", "boeuf"), ("Straße", "strasse"), ("أرض", "ارض")],
)
def test_folding_takes_accents_off(text, folded):
    assert fold(text) == folded


def test_words_know_where_they_stand():
    found = words("L’érosion, CO2 2.5 t/ha a_b")
    assert [word.text for word in found] == ["L", "érosion", "CO2", "2", "5", "t", "ha", "a", "b"]
    assert "L’érosion"[found[1].start : found[1].end] == "érosion"


def test_letters_with_marks_apart_stay_one_word():
    assert len(words("e\u0301rosion كَرْبون")) == 2


def test_stop_words_and_elisions_go_with_or_without_accents():
    assert french("l’érosion et à la a même meme") == [("erosion",)]


def test_a_word_has_two_forms_where_folding_before_stemming_differs():
    assert french("dégradées degradees") == [("degrad", "degradee"), ("degradee",)]


def test_maize_typed_without_its_accent_is_asked_for_but_a_but_is_not_indexed():
    analyzer = Analyzer(LANGUAGES["fr"], lambda word: word.replace("ï", "i"))
    (asked,) = analyzer.tokens("MAIS")
    assert set(asked.forms) & set(analyzer.bag("le maïs").bound)
    assert analyzer.bag("mais").bound == []


def test_a_negation_binds_the_next_word_that_means_something():
    found = french("semis sans labour, pas de labour, sans")
    assert found == [("semi",), ("no·labour",), ("no·labour",), ("sans",)]


def test_tokens_know_their_words():
    analyzer = Analyzer(LANGUAGES["fr"], str)
    spans = [(token.start, token.stop) for token in analyzer.tokens("le semis sans le labour sec")]
    assert spans == [(1, 2), (2, 5), (5, 6)]


def test_negations_are_no_stop_words():
    for language in LANGUAGES.values():
        assert not language.stops & {"no", "not", "without", "sans", "pas", "sin"}
        assert not language.negations & language.stops


def test_a_bag_holds_negated_words_bound_and_loose():
    analyzer = Analyzer(LANGUAGES["en"], str)
    bag = analyzer.bag("Mulch, not the plough, no")
    assert bag.bound == ["mulch", "no·plough", "no"]
    assert bag.loose == ["not", "plough"]


def test_runs_too_long_for_a_word_are_left_out():
    assert french("a" * 41) == []
    assert french("x" * 40) == [("x" * 40,)]


@given(st.lists(st.sampled_from(["no", "NOT", "the", "till,", "l'été", "dégradées", "x-y", "."])))
def test_a_bag_holds_the_forms_of_the_tokens(parts):
    analyzer = Analyzer(LANGUAGES["en"], lambda word: word.removesuffix("s"))
    text = " ".join(parts)
    forms = [form for token in analyzer.tokens(text) for form in token.forms]
    assert analyzer.bag(text).bound == forms
