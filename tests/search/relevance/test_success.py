"""What people hope for comes first, on the bundled records."""

import pytest
from django.test import override_settings

from tests.search.relevance.judgements import LANGUAGES
from tests.search.relevance.trial import outcomes, success

# Before the tests with a browser, whose event loop forbids the database to others.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ENOUGH = 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_queries_of_ten_have_a_good_sheet_in_the_first_three(language, corpus, tmp_path):
    with override_settings(SEARCH_INDEX_DIR=tmp_path):
        tried = outcomes(language, corpus)
    failed = [one.judged.query.text for one in tried if not one.succeeds]
    assert success(tried) >= ENOUGH, f"no luck with {failed}"
