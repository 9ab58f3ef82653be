"""The form of a Friend's page, and the filters of the list. A position only serves to look up the
climate: it is rounded, and kept nowhere.
"""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from knowledge.contributing.fields import line
from knowledge.contributing.sheets.places import climate_choices, country_choices, soil_choices
from practices.importers.base.zoning import zones_at
from practices.models import Term, Zone

from .actions import LAND_USES, Told
from .languages import spoken_choices
from .models import MOST_SAID, SWITCHES, Profile
from .placing import degrees_in

SHOW = gettext_lazy("Show this to everybody")
LISTED = gettext_lazy("Put me in the list of Friends")
NEAR = gettext_lazy("Or look the climate up from a position, in degrees")
FOUND = "✓"
"""What stands in the field instead of the position, once its climate is chosen."""
NUMBERS = re.compile(r"[0-9]")


def land_use_choices() -> list[tuple[str, str]]:
    found = Term.objects.filter(vocabulary__code=LAND_USES).order_by("order", "code")
    return [(one.code, str(one.label)) for one in found]


def several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    box = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, widget=box, required=False)


def one_of(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


def switch(label: Any = SHOW) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class ProfileForm(forms.Form):
    """Every field may stay empty."""

    use_required_attribute = False
    about = forms.CharField(
        label=gettext_lazy("A few words about you"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": MOST_SAID}),
        max_length=MOST_SAID,
        required=False,
    )
    shows_about = switch()
    doing = line(gettext_lazy("What you grow or do"), most=200)
    land_uses = several(gettext_lazy("On which land"), land_use_choices)
    shows_doing = switch()
    country = one_of(gettext_lazy("Country"), country_choices)
    region = line(gettext_lazy("Region or district"), most=80)
    shows_place = switch()
    climate = one_of(gettext_lazy("Climate"), climate_choices)
    near = line(
        NEAR, hint=gettext_lazy("Such as 13.2, -5.9. It is looked up, and not kept."), most=60
    )
    soil = one_of(gettext_lazy("Soil, if you know its group"), soil_choices)
    shows_zones = switch()
    speaks = several(gettext_lazy("Languages you speak"), spoken_choices)
    shows_speech = switch()
    is_listed = switch(LISTED)

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **more: Any) -> None:
        super().__init__(_with_climate(data), *args, **more)

    def clean_about(self) -> str:
        return _plain(self.cleaned_data["about"])

    def clean_region(self) -> str:
        region: str = self.cleaned_data["region"]
        if NUMBERS.search(region):
            raise forms.ValidationError(_("A region only: no numbers, no address."))
        return region

    def clean_near(self) -> str:
        """No position by now, but what was found there."""
        if self.cleaned_data["near"] not in ("", FOUND):
            raise forms.ValidationError(_("No climate is known there. Choose it from the list."))
        return ""


def _plain(text: str) -> str:
    """Lines as they were written, without the empty ones at the ends."""
    return text.replace("\r\n", "\n").strip()


def _with_climate(data: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The data with the climate of the position instead of the position."""
    if data is None or data.get("near", "") in ("", FOUND):
        return data
    copied: Any = data.copy() if hasattr(data, "copy") else dict(data)
    climate = climate_near(str(data["near"]))
    copied["near"] = FOUND if climate else "?"
    if climate:
        copied["climate"] = climate
    return copied


def climate_near(text: str) -> str:
    """The code of the climate at a position, rounded to 0.1 degree; empty if there is none."""
    found = degrees_in(text)
    if found is None:
        return ""
    codes = (code for scheme, code, _km in zones_at(*found) if scheme == Zone.Scheme.KOPPEN)
    return next(codes, "")


def told_of(data: Mapping[str, Any]) -> Told:
    """What a valid form says."""
    names = ("about", "doing", "land_uses", "country", "region", "climate", "soil", "speaks")
    shows = [name for name in SWITCHES if data[name]]
    said = {name: data[name] for name in names}
    return Told(**said, shows=shows, language=(get_language() or "en")[:2])


def initial_of_page(page: Profile | None) -> dict[str, Any]:
    """What the form shows of what was said before."""
    if page is None:
        return {}
    zones = {zone.scheme: zone.code for zone in page.zones.all()}
    return {
        **{name: getattr(page, name) for name in ("about", "doing", "region", *SWITCHES)},
        "land_uses": [one.code for one in page.land_uses.all()],
        "country": page.country.code if page.country else "",
        "climate": zones.get(Zone.Scheme.KOPPEN, ""),
        "soil": zones.get(Zone.Scheme.WRB, ""),
        "speaks": [one.code for one in page.languages.all()],
    }
