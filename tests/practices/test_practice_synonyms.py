"""Everyday words for practices, as they stand in their file: no database."""

from collections import Counter, defaultdict

import pytest

from tests.practices.practice_files import LANGUAGES, LEAVES, SYNONYMS, TREE, folded

OPPOSITES = [
    ("no-till", "conventional-tillage"),
    ("reduced-tillage", "conventional-tillage"),
    ("minimal-soil-disturbance", "conventional-tillage"),
    ("conservation-agriculture", "conventional-tillage"),
    ("crop-residue-retention", "crop-residue-removal"),
    ("crop-residue-incorporation", "crop-residue-removal"),
    ("mulching", "plastic-mulch"),
    ("rotational-grazing", "continuous-grazing"),
    ("organic-farming", "mineral-fertiliser"),
    ("peatland-rewetting", "water-diversion-and-drainage"),
]
NOT_PLOUGHED = {"minimal-soil-disturbance", "no-till", "reduced-tillage"}


def words(practice, *kinds):
    """(language, folded text) of a practice; its names count as exact."""
    names = {(k, folded(TREE[practice][f"name_{k}"])) for k in LANGUAGES if "exact" in kinds}
    return names | {
        (row["language"], folded(row["text"]))
        for row in SYNONYMS
        if row["practice"] == practice and row["kind"] in kinds
    }


def test_synonyms_are_of_known_practices_languages_and_kinds():
    assert {row["practice"] for row in SYNONYMS} == TREE.keys()
    assert {row["language"] for row in SYNONYMS} == set(LANGUAGES)
    assert {row["kind"] for row in SYNONYMS} == {"exact", "broader", "narrower", "related"}
    assert all(0 < len(row["text"]) <= 120 for row in SYNONYMS)


def test_a_word_is_given_once_for_a_practice_and_never_repeats_its_name():
    given = Counter((r["practice"], r["language"], folded(r["text"])) for r in SYNONYMS)
    names = {(c, k, folded(r[f"name_{k}"])) for c, r in TREE.items() for k in LANGUAGES}
    assert [word for word, number in given.items() if number > 1 or word in names] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_leaf_has_three_words_or_more(language):
    number = Counter(row["practice"] for row in SYNONYMS if row["language"] == language)
    assert {code: number[code] for code in LEAVES if number[code] < 3} == {}


def test_an_exact_word_means_one_practice_in_all_languages():
    meant = defaultdict(set)
    for practice in TREE:
        for _, text in words(practice, "exact"):
            meant[text].add(practice)
    assert {text: found for text, found in meant.items() if len(found) > 1} == {}


@pytest.mark.parametrize(("practice", "opposite"), OPPOSITES)
def test_opposites_share_no_word(practice, opposite):
    kinds = ("exact", "broader", "narrower")
    assert words(practice, *kinds) & words(opposite, *kinds) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "no tillage"),
        ("en", "no ploughing"),
        ("en", "without ploughing"),
        ("fr", "sans labour"),
        ("fr", "sans labourer"),
        ("fr", "non labour"),
        ("fr", "labour minimum"),
        ("es", "sin labranza"),
        ("es", "sin arar"),
        ("es", "no arar"),
        ("es", "cero labranza"),
    ],
)
def test_words_that_deny_ploughing_never_mean_ploughing(language, text):
    meant = {p for p in TREE if (language, folded(text)) in words(p, "exact")}
    assert meant
    assert meant <= NOT_PLOUGHED


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "direct seeding"),
        ("en", "direct seeded rice"),
        ("en", "direct seeding of trees"),
        ("fr", "semis direct du riz"),
        ("fr", "semis direct forestier"),
        ("es", "siembra directa de arroz"),
        ("es", "siembra directa forestal"),
    ],
)
def test_direct_seeding_in_rice_or_forestry_is_not_no_till(language, text):
    assert (language, folded(text)) not in words("no-till", "exact", "broader", "narrower")
    assert any(r["language"] == language and r["text"] == text for r in SYNONYMS)
