"""A piece of a page that is drawn once for the same values."""

import pytest
from django.template import Context, Template
from django.utils import translation

from practices.reading.facts import Label
from practices.reading.places import Chip

TEMPLATE = '{% load remembered %}{% remembered "practices/_chip.html" zone=zone %}'


def label(text: str, is_fallback: bool) -> Label:
    made = Label(text)
    made.is_fallback = is_fallback
    return made


@pytest.mark.parametrize("first", [False, True])
def test_the_same_letters_in_another_language_are_another_piece(first):
    def drawn(is_fallback: bool) -> str:
        chip = Chip("land", label("Irrigation", is_fallback))
        with translation.override("fr"):
            return Template(TEMPLATE).render(Context({"zone": chip}))

    assert drawn(first) != drawn(not first)
    assert 'lang="en"' in drawn(True) and 'lang="en"' not in drawn(False)
