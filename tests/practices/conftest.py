"""Fixtures of the practices: a small source whose every word a test can choose."""

import pytest

from practices.models import Practice, PracticeCode
from tests.factories import SourceFactory
from tests.practices.lines import Import


@pytest.fixture
def lines(db, tmp_path):
    """Imports records of the small source; see `tests/practices/lines.py`."""
    SourceFactory(code="lines", name="Lines", licence="")
    practice = Practice.objects.create(code="test-bunds", label_en="Bunds of the test")
    PracticeCode.objects.create(
        practice=practice, scheme="lines", code="bunds", match="exact", confidence="high"
    )
    return Import(tmp_path)
