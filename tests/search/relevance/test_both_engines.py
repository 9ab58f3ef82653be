"""People find what they hoped for, whichever engine answers."""

import pytest

from search import engines
from search.delivery import indexing
from search.elasticsearch import ElasticsearchEngine
from tests.search.relevance.judgements import LANGUAGES
from tests.search.relevance.trial import outcomes, success

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]

ENOUGH = 0.9
"""Share of the first set of queries with a sheet they hoped for among the first three."""


@pytest.fixture(scope="module")
def site(corpus, elasticsearch_url, index_prefix, tmp_path_factory, django_db_blocker):
    """Settings by which the bundled records are searched on both engines."""
    from django.test import override_settings

    cluster = {"hosts": (elasticsearch_url,), "index": index_prefix, "read_seconds": 5.0}
    folder = tmp_path_factory.mktemp("index")
    with django_db_blocker.unblock(), override_settings(SEARCH_INDEX_DIR=folder):
        from django.conf import settings

        with override_settings(ELASTICSEARCH=settings.ELASTICSEARCH | cluster):
            for engine in engines.every():
                indexing.rebuild(engine)
            yield


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_engines_find_the_same_and_enough(site, corpus, language, settings):
    by_cluster = outcomes(language, corpus)
    assert isinstance(engines.cluster(), ElasticsearchEngine)
    assert not engines.current().stands_in
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"hosts": ()}
    by_own = outcomes(language, corpus)
    assert success(by_cluster) >= ENOUGH
    assert success(by_own) >= ENOUGH
    differing = [
        one.judged.query.text
        for one, other in zip(by_cluster, by_own, strict=True)
        if bool(one.found) != bool(other.found)
    ]
    assert not differing
