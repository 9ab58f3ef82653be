"""The file of everyday words: each row names what there is, in three languages."""

import re

import pytest

from search.query import WORD
from search.words import lexicon
from search.words.analysis import fold
from search.words.everyday import DATA, FILES, everyday_words, rows
from search.words.fillers import FILLERS
from tests.factories import SheetFactory


@pytest.mark.django_db
def test_each_row_names_a_value_that_there_is():
    words = lexicon.load()
    for facet, value in everyday_words():
        assert facet == WORD or value in words.facets[facet], (facet, value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_row_has_names_in_each_language_and_none_twice(path):
    assert rows(path)
    for row in rows(path):
        for language in ("en", "fr", "es"):
            names = row[language].split("|")
            assert all(names) and len(set(names)) == len(names), row


def test_no_name_is_only_what_a_question_is_put_in():
    names = (name for found in everyday_words().values() for _language, name in found)
    assert not [name for name in names if {fold(word) for word in name.split()} <= FILLERS]


def test_each_concept_of_agrovoc_stands_once_under_its_address():
    addresses = [row["uri"] for row in rows(DATA / "agrovoc.csv")]
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        assert re.fullmatch(r"http://aims\.fao\.org/aos/agrovoc/c_[0-9a-f]+", address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "language", "title"),
    [
        ("lombriz de tierra", "en", "Feeding earthworms with kitchen waste"),
        ("fourmi blanche", "en", "Keeping termites off stored straw"),
        ("hail", "fr", "Filets contre la grêle au-dessus des vergers"),
    ],
)
def test_a_label_of_agrovoc_finds_a_title_of_another_language(
    client, settings, tmp_path, asked, language, title
):
    settings.SEARCH_INDEX_DIR = tmp_path
    SheetFactory(text__title=title, text__language=language)
    SheetFactory(text__title="Compost heaps")
    found = client.get("/api/v1/search", {"q": asked}).json()
    assert [one["title"] for one in found["hits"]] == [title]
