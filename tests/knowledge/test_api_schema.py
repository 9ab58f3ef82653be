"""Schemathesis asks whatever the API's own description allows, and what it does not."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import Case

from knowledge.wsgi import application
from tests.factories import SheetFactory
from tests.search.factories import from_source, site, soil_carbon, term, zone

pytestmark = pytest.mark.any_database

EXAMPLES = 15
"""Of each kind, for each operation."""

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture(autouse=True)
def one_connection():
    """The end of a request would close the connection whose transaction the test is in."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def some_sheets(db, tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    for _ in range(3):
        sheet = SheetFactory()
    site(sheet, (zone("koppen", "Aw"), "modelled"), country=term("country", "MLI"), latitude=1.0)
    soil_carbon(sheet, 0.1, None)
    from_source(sheet)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_the_api_keeps_its_word(case: Case):
    case.call_and_validate(headers={"Accept-Encoding": "identity"})  # WSGI calls unpack nothing
