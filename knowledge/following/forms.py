"""How often to be told, and what a saved search is called."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Rhythm

DEFAULT = ("", _("As for all that I follow"))


class FollowForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("Mails about it"), choices=[DEFAULT, *Rhythm.choices], required=False
    )


class SearchForm(FollowForm):
    name = forms.CharField(label=_("Name of the search"), max_length=120, required=False)
    field_order = ("name", "rhythm")

    def clean_name(self) -> Any:
        return " ".join(self.cleaned_data["name"].split())
