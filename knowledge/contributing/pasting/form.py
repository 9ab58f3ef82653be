"""The field that takes rows of a spreadsheet, and says what of them cannot be read."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..fields import prose
from .reading import Pasted

PASTE = "paste"
"""The name of the field, behind that of its section."""
MOST_SIGNS = 100_000
"""Of the field; a longer text is kept, and not read."""
MOST_SAID = 12
"""Complaints that are shown at once."""


class PasteForm(forms.Form):
    """`read` takes the text apart; rows that it could become are waited for too."""

    use_required_attribute = False
    paste = prose(gettext_lazy("Paste rows from a spreadsheet"), rows=4, most=MOST_SIGNS)

    def __init__(self, data: Any, section: str, read: Callable[[str], Pasted]) -> None:
        super().__init__(data, prefix=section, label_suffix="")
        self.read = read

    def clean_paste(self) -> str:
        text = self.cleaned_data["paste"]
        if text.strip():
            said = self.read(text).problems or [
                _("These lines are not rows yet: press “Read the rows”.")
            ]
            raise forms.ValidationError("\n".join(said[:MOST_SAID]))
        return text
