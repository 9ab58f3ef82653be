"""The page that stands where a sheet was."""

import pytest
from django.utils import timezone

from practices.importers.base.restoring import REASON
from practices.models import Tombstone

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The import that brought it"), ("fr", "L’import"), ("es", "Se deshizo la importación")],
)
def test_a_removed_sheet_says_why_in_the_readers_language(client, language, said):
    Tombstone.objects.create(pk=900_001, title="Zaï", reason=REASON, removed_at=timezone.now())
    page = client.get(f"/{language}/sheets/900001-zai/")
    assert page.status_code == 410
    assert said in page.content.decode()
