"""Fixtures that every test may use."""

import pytest
from django.core.management import call_command


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The vocabularies, zones, practices and sources are there before any test, as on the site."""
    with django_db_blocker.unblock():
        call_command("load_vocabularies", verbosity=0)
