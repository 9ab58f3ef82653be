"""Labels and trees of the facets, fresh in every process."""

import pytest

from practices.loading import load_vocabularies
from practices.models import Practice, Source, Term
from search.fields import FACETS
from search.words import lexicon
from tests.search.factories import practice, term

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_every_facet_has_its_values():
    words = lexicon.load()
    assert set(words.facets) == set(FACETS)
    for name, entries in words.facets.items():
        assert entries, name
        assert all(value == entry.value for value, entry in entries.items()), name


def test_no_value_of_a_facet_has_two_meanings():
    """A value is a code without its list, so the lists of a facet must not share one."""
    entries = lexicon.load().terms.values()
    for name, lists in lexicon.TERM_LISTS.items():
        values = [entry.value for entry in entries if entry.group in lists]
        assert len(values) == len(set(values)), name


def test_a_label_is_in_the_language_or_marked_as_english():
    term("crop", "t-fonio", label_fr="fonio blanc")
    words = lexicon.load()
    french, spanish = (words.label("crop", "t-fonio", code) for code in ("fr", "es"))
    assert (french, french.is_fallback) == ("fonio blanc", False)
    assert (spanish, spanish.is_fallback) == ("t-fonio", True)


def test_not_known_and_the_languages_are_said_in_each_language():
    words = lexicon.load()
    assert words.label("soil", "unknown", "en") == "not known"
    assert [words.label("language", "ar", code) for code in ("en", "fr", "es")] == [
        "Arabic",
        "arabe",
        "árabe",
    ]


def test_a_value_of_no_list_is_its_own_label():
    assert lexicon.load().label("crop", "t-nothing", "fr") == "t-nothing"


def test_a_tree_that_bites_its_tail_has_a_root():
    upper = practice("t-upper")
    lower = practice("t-lower", parent=upper)
    Practice.objects.filter(pk=upper.pk).update(parent=lower)
    lineage = [entry.value for entry in lexicon.load().practices[lower.pk].lineage()]
    assert sorted(lineage) == ["t-lower", "t-upper"]


@pytest.mark.parametrize("model", [Term, Source])
def test_an_edit_is_seen_at_once(model, django_assert_num_queries):
    before = lexicon.current()
    with django_assert_num_queries(1):
        assert lexicon.current() is before
    if model is Term:
        term("crop", "t-teff")
    else:
        Source.objects.create(code="t-new", name="New")
    after = lexicon.current()
    assert ("t-teff" in after.facets["crop"]) == (model is Term)
    assert ("t-new" in after.facets["source"]) == (model is Source)


def test_what_a_load_did_is_seen_at_once():
    label = lexicon.current().label("country", "KEN", "fr")
    Term.objects.filter(vocabulary__code="country", code="KEN").update(label_fr="Le Kenya")
    lexicon.note_edit()
    assert lexicon.current().label("country", "KEN", "fr") == "Le Kenya"
    load_vocabularies()
    assert lexicon.current().label("country", "KEN", "fr") == label


def test_a_load_that_changes_nothing_lets_every_copy_stand():
    before = lexicon.current()
    load_vocabularies()
    assert lexicon.current() is before
