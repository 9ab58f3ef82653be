"""Who asks for a practice or for land without it never sees the other first."""

import pytest
from django.test import override_settings

from practices.models import SheetPractice
from tests.search.relevance.trial import ask

# Before the tests with a browser, whose event loop forbids the database to others.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OPPOSITES = {
    "no-till": "conventional-tillage",
    "zero tillage": "conventional-tillage",
    "sans labour": "conventional-tillage",
    "sin labranza": "conventional-tillage",
    "sans engrais": "mineral-fertiliser",
    "without fertiliser": "mineral-fertiliser",
    "maïs sans engrais chimique": "mineral-fertiliser",
    "sin quema": "crop-residue-removal",
    "ploughing": "no-till",
    "labour": "no-till",
    "labranza convencional": "no-till",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with override_settings(SEARCH_INDEX_DIR=tmp_path_factory.mktemp("index")):
        yield


@pytest.mark.parametrize(("text", "opposite"), OPPOSITES.items())
def test_none_of_the_first_ten_sheets_applies_the_opposite(corpus, index, text, opposite):
    found = ask(text, "en")
    applied = SheetPractice.objects.filter(sheet_id__in=found, role="main")
    assert len(found) == 10
    assert opposite not in applied.values_list("practice__code", flat=True)
