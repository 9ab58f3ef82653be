"""The file of everyday words: each row names what there is, in three languages."""

import csv

import pytest

from search.query import WORD
from search.words import lexicon
from search.words.analysis import fold
from search.words.everyday import WORDS, everyday_words
from search.words.fillers import FILLERS


def rows():
    with WORDS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.django_db
def test_each_row_names_a_value_that_there_is():
    words = lexicon.load()
    for facet, value in everyday_words():
        assert facet == WORD or value in words.facets[facet], (facet, value)


def test_each_row_has_names_in_each_language_and_none_twice():
    for row in rows():
        for language in ("en", "fr", "es"):
            names = row[language].split("|")
            assert all(names) and len(set(names)) == len(names), row


def test_no_name_is_only_what_a_question_is_put_in():
    names = (name for found in everyday_words().values() for _language, name in found)
    assert not [name for name in names if {fold(word) for word in name.split()} <= FILLERS]
