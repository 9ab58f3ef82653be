"""The page that stands where a sheet was."""

import pytest
from django.utils import timezone

from practices.importers.base.restoring import REASON
from practices.models import PracticeSheet, Tombstone
from tests.factories import SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The import that brought it"), ("fr", "L’import"), ("es", "Se deshizo la importación")],
)
def test_a_removed_sheet_says_why_in_the_readers_language(client, language, said):
    Tombstone.objects.create(pk=900_001, title="Zaï", reason=REASON, removed_at=timezone.now())
    page = client.get(f"/{language}/sheets/900001-zai/")
    assert page.status_code == 410
    assert said in page.content.decode()


def answers(client, sheet):
    """Of its page and of the API."""
    page, data = client.get(f"/fr/sheets/{sheet.pk}-zai/"), client.get(f"/api/v1/sheets/{sheet.pk}")
    return page, data


def test_page_and_api_agree_on_a_sheet_taken_back(client):
    sheet = SheetFactory(live=False, first_published_at=timezone.now())
    page, data = answers(client, sheet)
    assert (page.status_code, data.status_code) == (410, 410)
    assert "plus publique" in page.text and "not public any more" in data.json()["detail"]
    assert 'value="zai"' in page.text and "Toutes les pratiques" in page.text
    assert sheet.title not in page.text


def test_page_and_api_agree_on_a_draft_that_was_never_public(client):
    page, data = answers(client, SheetFactory(live=False))
    assert (page.status_code, data.status_code) == (404, 404)


def test_page_and_api_agree_on_a_deleted_sheet(client):
    sheet = SheetFactory(first_published_at=timezone.now())
    title = sheet.title
    PracticeSheet.objects.get(pk=sheet.pk).delete()
    page, data = answers(client, sheet)
    assert (page.status_code, data.status_code) == (410, 410)
    assert title in page.text and f'value="{title}"' in page.text


def test_a_sheet_that_comes_back_is_read_again(client):
    sheet = SheetFactory(live=False, first_published_at=timezone.now())
    assert answers(client, sheet)[0].status_code == 410
    PracticeSheet.objects.filter(pk=sheet.pk).update(live=True)
    assert client.get(sheet.get_absolute_url()).status_code == 200
