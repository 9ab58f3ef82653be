from hypothesis import given
from hypothesis import strategies as st

from search.documents import Texts
from search.query import Concept
from search.words.highlight import FRAGMENT, Highlighter
from search.words.plan import plan
from search.words.stemming import ANALYZERS
from search.words.typos import is_one_slip
from tests.search.reference import is_near


def highlighter(text, *concepts, forgiving=False):
    planned = plan(text, concepts, ANALYZERS)
    return Highlighter(planned, ANALYZERS, forgiven=planned.units if forgiving else ())


def marked(spans):
    return [span.text for span in spans if span.marked]


def test_other_forms_of_the_words_are_marked():
    spans = highlighter("degradation mulch").whole("Degraded soils, mulched (MULCH)", "en")
    assert marked(spans) == ["Degraded", "mulched", "MULCH"]


def test_each_form_of_a_word_is_marked_without_accents_or_with():
    for typed in ("degradees", "dégradée", "DÉGRADÉES"):
        assert marked(highlighter(typed).whole("Terres dégradées", "fr")) == ["dégradées"]


def test_a_negated_word_is_marked_with_its_negation_and_only_so():
    text = "Labour, puis sans aucun outil, et sans le labour"
    assert marked(highlighter("sans labour").whole(text, "fr")) == ["sans le labour"]
    assert marked(highlighter("labour").whole(text, "fr")) == ["Labour", "labour"]


def test_what_was_misspelt_is_marked():
    typed = highlighter("sechersse sans labuor", forgiving=True)
    text = "Sécheresse : sans labour ni labour"
    assert marked(typed.whole(text, "fr")) == ["Sécheresse", "sans labour"]


def test_the_language_of_the_reader_comes_first():
    texts = {"fr": Texts("Compost"), "en": Texts("Compost")}
    assert highlighter("compost").texts(texts, "en")[0] == "en"
    assert highlighter("compost").texts(texts, "es")[0] == "fr"
    assert highlighter("terrasse").texts(texts, "en") == (None, {})


def test_a_language_of_its_own_is_marked_as_typed():
    code, found = highlighter("الكربون").texts({"ar": Texts("الكربون في التربة")}, "en")
    assert (code, marked(found["title"])) == ("ar", ["الكربون"])


def test_a_text_without_spaces_is_cut():
    spans = highlighter("mulch").fragment("mulch/" + "x" * 9_000, "en")
    assert marked(spans) == ["mulch"]
    assert sum(len(span.text) for span in spans) < FRAGMENT + 10


words = st.sampled_from(["mulch", "sol", "sans", "L’eau", "dégradée,", "<b>", "(soil)", "no-till"])


@given(st.lists(words, max_size=80).map(" ".join), st.sampled_from(["en", "fr", "ar"]))
def test_spans_put_together_are_the_text(text, code):
    spans = highlighter("mulch eau no-till dégradées", Concept("crop", "x", 0, 1)).whole(text, code)
    assert not spans or "".join(span.text for span in spans) == text
    assert all(span.text for span in spans)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_slip_is_a_distance_of_one(one, other):
    assert is_one_slip("abcd" + one, "abcd" + other) == is_near("abcd" + one, "abcd" + other)
    assert is_one_slip(one, other) == is_one_slip(other, one)


def test_only_the_names_that_match_are_given_of_the_names_of_a_document():
    texts = {"en": Texts("Ridges", "", "", "Maize\nWater harvesting\nKenya")}
    language, found = highlighter("water").texts(texts, "en")
    assert (language, "".join(span.text for span in found["names"])) == ("en", "Water harvesting")
    assert marked(found["names"]) == ["Water"]


def test_another_name_of_a_concept_is_marked_where_all_its_words_are():
    concept = Concept("practice", "cover", 0, 1, names=(("en", "cover crops"),))
    marks = highlighter("couverts", concept)
    assert marked(marks.whole("Crops under cover", "en", is_title=True)) == ["Crops", "cover"]
    assert marked(marks.whole("Crops in rows", "en", is_title=True)) == []


def test_a_begun_word_is_marked_in_a_title_only():
    planned = plan("agrofor", (), ANALYZERS)
    marks = Highlighter(planned, ANALYZERS, begun=planned.units)
    assert marked(marks.whole("Agroforestry", "en", is_title=True)) == ["Agroforestry"]
    assert marked(marks.whole("Agroforestry", "en")) == []
