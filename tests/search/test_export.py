"""An export is the list: the same sheets in the same order, however many, in each format."""

from dataclasses import replace

import pytest

from search.embedded import EmbeddedEngine
from tests.search.generate import documents
from tests.search.questions import questions


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = EmbeddedEngine(tmp_path_factory.mktemp("index"))
    engine.promote(engine.build(documents(500)))
    return engine


def test_an_engine_gives_all_that_match_in_the_order_of_the_pages(engine):
    for question in questions(60):
        pages = [
            engine.search(replace(question, offset=offset, limit=100, facets=()))
            for offset in range(0, 500, 100)
        ]
        assert list(engine.ids(question)) == [hit.id for page in pages for hit in page.hits]
