"""What a page says of a place, in the reader's language."""

import pytest
from django.utils import translation

from practices.importers.base.zoning import COUNTRY_NOTE
from practices.models import PracticeSheet, Site
from practices.reading.places import NOTES, site_rows

pytestmark = pytest.mark.django_db


def note_of(text, language):
    sheet = PracticeSheet(sites=[Site(name="Jeldu", position_note=text)])
    with translation.override(language):
        return site_rows(sheet)[0].note


def test_notes_of_our_own_imports_are_translated():
    found = note_of("The middle of several places. Converted from Web-Mercator metres.", "fr")
    assert found == "Le milieu de plusieurs lieux. Converti de mètres Web-Mercator."


def test_the_note_on_the_country_is_one_of_them():
    assert note_of(f"Near the mill. {COUNTRY_NOTE}", "es").startswith("Near the mill. El país")


@pytest.mark.parametrize("language", ["fr", "es"])
def test_each_is_in_each_language(language):
    assert all(note_of(sentence, language) != sentence for sentence in NOTES)
