"""The bundled records, imported once for all tests of this folder, and forgotten after them."""

import pytest
from django.db import transaction

from practices.actions import import_bundled
from tests.search.relevance.facts import Corpus


@pytest.fixture(scope="package")
def corpus(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        import_bundled()
        yield Corpus()
        transaction.set_rollback(True)
