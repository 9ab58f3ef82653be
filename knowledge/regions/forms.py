"""The forms of regions: to ask somebody, to say that one would, to choose what is shown."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.members import roles
from practices.models.labels import reader_language
from practices.zones.countries import countries
from practices.zones.regions import regions
from search.words.analysis import fold

from .models import MOST_WORDS

ROLES = [(code, roles.LABELS[code]) for code in roles.OF_A_REGION]


def place_choices() -> list[tuple[str, Any]]:
    language = reader_language()
    named = [
        (_("Regions"), [(one.code, one.name(language)) for one in regions()]),
        (_("Countries"), [(one.code, one.name(language)) for one in countries()]),
    ]
    return [
        ("", ""),
        *((title, sorted(rows, key=lambda row: fold(row[1]))) for title, rows in named),
    ]


class GiveForm(forms.Form):
    """Asks a person to look after a region. Whoever has left, or is blocked, is not found."""

    person = forms.CharField(
        label=gettext_lazy("Who"),
        help_text=gettext_lazy("The number of their page, or their whole e-mail address."),
        max_length=254,
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=ROLES, widget=forms.RadioSelect)
    place = forms.ChoiceField(label=gettext_lazy("Region or country"), choices=place_choices)

    def clean_person(self) -> User:
        said: str = self.cleaned_data["person"].strip()
        people = User.objects.filter(is_active=True).exclude(member__is_former=True)
        if said.isdecimal() and len(said) < 19:
            found = people.filter(pk=int(said)).first()
        else:
            mine = EmailAddress.objects.filter(email__iexact=said, verified=True)
            found = people.filter(pk__in=mine.values("user")).first()
        if found is None:
            raise forms.ValidationError(_("Nobody here has this number or address."))
        return found


class OfferForm(forms.Form):
    """`website` is a field that people do not see, and programs fill in."""

    words = forms.CharField(
        label=gettext_lazy("Who are you, and what do you know of this region?"),
        help_text=gettext_lazy("A few lines are enough. Only the secretariat reads them."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MOST_WORDS,
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)
