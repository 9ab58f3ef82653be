"""The bundled records, imported once for all tests of this folder, and forgotten after them."""

import pytest
from django.core.management import call_command
from django.db import transaction

from practices.actions import import_bundled
from search.words import lexicon
from tests.search.relevance.facts import Corpus


@pytest.fixture(scope="package")
def corpus(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_vocabularies", verbosity=0)  # a test before may have emptied every table
        import_bundled()
        lexicon.note_edit()
        yield Corpus()
        transaction.set_rollback(True)
