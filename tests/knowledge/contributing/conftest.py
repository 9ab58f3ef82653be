"""One site for all that is written in a browser: it takes half a minute to make."""

import pytest

from tests.knowledge.contributing.writing import WritersSite


@pytest.fixture(scope="session")
def writers(tmp_path_factory):
    site = WritersSite(tmp_path_factory.mktemp("writers"))
    site.start()
    yield site
    site.kill()
