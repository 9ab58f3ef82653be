"""The migration that noted what translations were made from, where nobody had."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.models import RowTranslation, Step
from tests.factories import SheetFactory, SheetTextFactory

pytestmark = pytest.mark.django_db
NAME = "practices.migrations.0007_note_the_originals_of_translations"
migration = import_module(NAME)


def translated(number):
    """A sheet of two steps, with that many languages."""
    sheet = SheetFactory()
    for text in ("Cut.", "Leave it."):
        Step.objects.create(sheet=sheet, text=text, sort_order=len(text))
    for language in range(number):
        SheetTextFactory(sheet=sheet, language=f"l{language}", is_original=False, summary="Dit.")
        for place in range(3):
            values = {"rows": "steps", "number": place, "field": "text", "text": "Dit."}
            RowTranslation.objects.create(sheet=sheet, language=f"l{language}", **values)
    return sheet


def asked(do):
    with CaptureQueriesContext(connection) as captured:
        do(apps, None)
    return len(captured)


def test_each_row_is_noted_and_one_that_is_gone_is_not():
    sheet = translated(1)
    migration.note_rows(apps, None)
    noted = sheet.row_translations.order_by("number").values_list("original", flat=True)
    assert list(noted) == ["Cut.", "Leave it.", ""]


def test_each_text_is_noted_once():
    sheet = translated(1)
    migration.note_texts(apps, None)
    text = sheet.texts.get(language="l0")
    assert text.translated_from["summary"] == [sheet.original.summary]
    text.translated_from = {"summary": ["It was something else."]}
    text.save()
    migration.note_texts(apps, None)
    assert sheet.texts.get(language="l0").translated_from == text.translated_from


def test_many_rows_take_as_many_queries_as_few():
    sheet = translated(1)
    few = [asked(migration.note_texts), asked(migration.note_rows)]
    sheet.delete()
    translated(9)
    assert [asked(migration.note_texts), asked(migration.note_rows)] == few


def test_no_code_of_today_is_asked():
    source = Path(migration.__file__).read_text()
    assert "from practices" not in source and not migration.Migration.atomic
