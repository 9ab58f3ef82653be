"""Which word a misspelt one meant."""

from itertools import product

import pytest

from practices.models import PracticeSheet, SheetText
from practices.signals import sheets_changed
from search.words import lexicon
from search.words.spelling import known_words, respelt, spellings
from search.words.typos import is_one_slip, slips
from tests.factories import SheetFactory
from tests.search.factories import practice

KNOWN = spellings(
    ["Agroforestry", "CAFÉ", "mulch", "mulching Mulching", "mulcting", "zaï", "no-till"]
)


def by_definition(left, right):
    """The textbook's table: optimal string alignment."""
    rows = {(-1, j): j + 1 for j in range(-1, len(right))}
    rows |= {(i, -1): i + 1 for i in range(-1, len(left))}
    for i, j in product(range(len(left)), range(len(right))):
        is_same = left[i] == right[j]
        ways = [rows[i - 1, j] + 1, rows[i, j - 1] + 1, rows[i - 1, j - 1] + (not is_same)]
        if i and j and left[i] == right[j - 1] and left[i - 1] == right[j]:
            ways.append(rows[i - 2, j - 2] + 1)
        rows[i, j] = min(ways)
    return rows[len(left) - 1, len(right) - 1]


def test_slips_are_counted_as_the_textbook_does():
    some = ["".join(letters) for length in range(5) for letters in product("abc", repeat=length)]
    for left, right in product(some[::2], some[::3]):
        off = by_definition(left, right)
        assert slips(left, right, 2) == (off if off <= 2 else None), (left, right)
        assert is_one_slip(left, right) == (slips(left, right, 1) is not None), (left, right)


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("agroforrestery", "agroforestry"),
        ("cafee bajo sombra", "café bajo sombra"),
        ("mulchin", "mulching"),
        ("Mulchign, straw", "mulching, straw"),
        ("mulchting", "mulching"),  # "mulcting" is as near, and rarer
        ("mulch", "mulch"),
        ("cafe", "cafe"),
        ("zai zau", "zai zau"),  # too short to tell
        ("xyzzy", "xyzzy"),
        ("mulch2ng", "mulch2ng"),
        ("", ""),
        ("agroforestri " * 9, "agroforestri " * 9),
        ("m" * 5000, "m" * 5000),
    ],
)
def test_the_nearest_word_that_is_written_most_is_meant(typed, meant):
    assert respelt(typed, KNOWN) == meant


@pytest.mark.django_db
def test_names_in_any_language_and_titles_are_known_at_once():
    practice("t-quipu", fr=("xylobandes", "exact"))
    before = known_words(lexicon.current())
    assert {"quipu", "xylobandes", "paillage"} <= before.keys() and "yaravi" not in before
    sheet = SheetFactory(text__title="A yaraví")
    sheets_changed.send(sender=None, ids=[sheet.pk])
    assert known_words(lexicon.current())["yaravi"].written == "yaraví"
    PracticeSheet.objects.get(pk=sheet.pk).unpublish()
    assert "yaravi" not in known_words(lexicon.current())
    assert SheetText.objects.filter(title="A yaraví").exists(), "or this shows nothing"


@pytest.mark.django_db
def test_it_is_read_once_and_not_at_every_question(django_assert_num_queries):
    words = lexicon.current()
    first = known_words(words)
    with django_assert_num_queries(1):  # how far the change log is
        assert known_words(words) is first
