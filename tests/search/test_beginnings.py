import pytest

from search.words.beginnings import words_beginning_as
from search.words.stemming import ANALYZERS
from tests.search.generate import WORDS

IRREGULAR = {
    "en": [
        "dying",
        "die",
        "lying",
        "skies",
        "sky",
        "idly",
        "gently",
        "ugly",
        "early",
        "only",
        "by",
    ],
    "fr": ["bœufs", "phœnix", "yeux", "œuvre", "été", "Île", "aïeul", "ç", "ÉTÉ", "naïve"],
    "es": ["caña", "Ñandú", "agüe", "él", "úes"],
    "other": ["Straße", "Ærø", "þing", "łąka", "أرض", "почвой", "π", "e\u0301rosion", "CO2", "2"],
}


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (code, word)
        for code, some in [*IRREGULAR.items(), *WORDS.items()]
        for word in some
        if word.isalnum() or "\u0301" in word
    ],
)
def test_a_word_is_found_by_each_of_its_forms_in_any_case(code, word):
    for form in ANALYZERS.get(code, ANALYZERS["other"]).forms(word):
        for written in (word, word.upper(), word.capitalize()):
            found = words_beginning_as([form]).search(f"x {written}, y")
            assert found, (form, written)
            assert found.group() == written


def test_only_whole_words_that_begin_alike_are_found():
    pattern = words_beginning_as(["mulch", "erosion"])
    text = "mulching remulch l'Érosion_mulch corrosion mul eros"
    assert pattern.findall(text) == ["mulching", "Érosion", "mulch", "eros"]


def test_no_form_finds_nothing():
    assert not words_beginning_as([]).search("anything")
