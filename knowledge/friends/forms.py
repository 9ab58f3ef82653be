"""The short form: what one does, and whatever else one wishes to say. All but the first may stay
empty. A position is rounded here, before it is shown again, kept until one signs in, or stored.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from knowledge.contributing.fields import Number, line
from knowledge.contributing.sheets.measuring import UNITS, outcome_choices
from knowledge.contributing.sheets.places import country_choices
from practices.actions.field_reporting import Result, Said
from practices.models import FieldReport, Term

from .placing import Choice, Degrees, choices_for, country_named, degrees_in, written
from .showing import FIRST_PERSON

EARLIEST = 1900
NOWHERE = "none"
"""Sent for `place`: none of those that were offered, and no position is kept."""
WHEN = (
    re.compile(r"(?P<y>[0-9]{4})(?:[-/.](?P<m>[0-9]{1,2}))?"),
    re.compile(r"(?P<m>[0-9]{1,2})[-/.](?P<y>[0-9]{4})"),
)
RESULT = ("before", "after")


class When(forms.CharField):
    """A year, or a month of one: "2019", "5/2019", "2019-05". None without; not in the future."""

    widget = forms.TextInput(attrs={"class": "input", "autocomplete": "off", "maxlength": 7})

    def clean(self, value: Any) -> tuple[int, int | None] | None:
        text = super().clean(value).replace(" ", "")
        if not text:
            return None
        found = next((one for shape in WHEN if (one := shape.fullmatch(text))), None)
        if found is None:
            raise forms.ValidationError(_("Write a year, such as 2019, or a month: 5/2019."))
        year, month = int(found["y"]), int(found["m"]) if found["m"] else None
        self._check(year, month)
        return year, month

    def _check(self, year: int, month: int | None) -> None:
        today = timezone.localdate()
        if month is not None and not 1 <= month <= 12:
            raise forms.ValidationError(_("There is no such month."))
        if year < EARLIEST or (year, month or 1) > (today.year, today.month):
            said = _("The year is between %(first)s and now.") % {"first": EARLIEST}
            raise forms.ValidationError(said)


def when(label: Any) -> When:
    return When(label=label, required=False)


class ReportForm(forms.Form):
    """`website` is a field that people do not see, and programs fill in. `place`: which of the
    `places` of the name in `near` is meant; they are there once a name has to be made sure of."""

    use_required_attribute = False
    places: Sequence[Choice] = ()
    doing = forms.ChoiceField(
        label=gettext_lazy("What do you say?"),
        choices=list(FIRST_PERSON.items()),
        widget=forms.RadioSelect,
    )
    since = when(gettext_lazy("Since (year, or month and year)"))
    until = when(gettext_lazy("Until, if you stopped"))
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), choices=country_choices, required=False
    )
    region = line(gettext_lazy("Region or district"), most=80)
    near = line(
        gettext_lazy("Nearest village or town, or a position"),
        hint=gettext_lazy("Such as Sapone, or 13.2, -5.9. We keep it to about 10 km."),
        most=60,
    )
    place = forms.CharField(required=False)
    crop = line(gettext_lazy("Crop or animal"), most=80)
    why = line(gettext_lazy("Why, or what happened, in one line"), most=280)
    photo = forms.FileField(label=gettext_lazy("A photo"), required=False)
    no_photo = forms.BooleanField(label=gettext_lazy("Send it without this photo"), required=False)
    outcome = forms.ChoiceField(
        label=gettext_lazy("What you measured"), choices=outcome_choices, required=False
    )
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), choices=UNITS, required=False)
    before = Number(label=gettext_lazy("Before or without"), lowest=0)
    after = Number(label=gettext_lazy("With"), lowest=0)
    year = when(gettext_lazy("Year of it"))
    website = forms.CharField(required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **more: Any) -> None:
        super().__init__(_with_rounded(data), *args, **more)
        for name, field in self.fields.items():
            if name != "doing":
                field.widget.attrs["class"] = "input"
        self.fields["photo"].widget.attrs["accept"] = "image/*"
        self.fields["crop"].widget.attrs["list"] = "crops"

    def clean_region(self) -> str:
        region: str = self.cleaned_data["region"]
        if any(sign.isdigit() for sign in region):
            raise forms.ValidationError(_("A region only: no numbers, no address."))
        return region

    def clean_place(self) -> str:
        """The position of `near`, which is cleaned before; a name must be made sure of once."""
        text, chosen = self.cleaned_data.get("near", ""), self.cleaned_data["place"]
        self.cleaned_data["near"] = degrees_in(text)
        if text and self.cleaned_data["near"] is None:
            self._named(text, chosen)
        return str(chosen)

    def _named(self, text: str, chosen: str) -> None:
        if code := country_named(text):
            self.cleaned_data["country"] = self.cleaned_data.get("country") or code
            return
        self.places = choices_for(text, country=self.cleaned_data.get("country", ""))
        meant = next((one for one in self.places if one.value == chosen), None)
        if meant:
            self.cleaned_data["near"] = meant.degrees
        elif chosen != NOWHERE:
            self.add_error("near", self._question())

    def _question(self) -> str:
        if not self.places:
            return _(
                "No sheet here has a place of that name. Write two numbers in degrees, such as "
                "13.2, -5.9, or leave this empty and say the region above."
            )
        if len(self.places) == 1:
            return _("Is this the place? Then send once more.")
        return _("Which of these places is it? Choose, and send once more.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and _is_before(until, since):
            self.add_error("until", _("It ended before it began."))
        numbers = [data.get(name) for name in RESULT]
        if numbers.count(None) == 1:
            missing = RESULT[numbers.index(None)]
            if missing not in self.errors:
                self.add_error(missing, _("Both numbers are needed to compare."))
        return data


def _is_before(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    """Months count only where both are known."""
    if one[0] == other[0] and one[1] and other[1]:
        return one[1] < other[1]
    return one[0] < other[0]


def _with_rounded(data: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The data with no position finer than what is kept: a form that is shown again has none."""
    if data is None:
        return None
    found = degrees_in(str(data.get("near", "")))
    if found is None:
        return data
    copied: dict[str, Any] = {name: data[name] for name in data}
    return copied | {"near": written(found)}


def said_of(data: Mapping[str, Any], *, photo: Any = None) -> Said:
    """What a valid form says. photo: in the library already."""
    latitude, longitude = data.get("near") or (None, None)
    crop = _crop(data["crop"])
    since, until = data["since"] or (None, None), data["until"] or (None, None)
    return Said(
        doing=data["doing"],
        since_year=since[0],
        since_month=since[1],
        until_year=until[0],
        until_month=until[1],
        why=data["why"],
        latitude=latitude,
        longitude=longitude,
        country=data["country"],
        region=data["region"],
        crop=crop,
        crop_said="" if crop else data["crop"],
        photo=photo,
        language=get_language() or "en",
        result=_result(data),
    )


def _result(data: Mapping[str, Any]) -> Result | None:
    if data["before"] is None or not data["outcome"]:
        return None
    year = data["year"][0] if data["year"] else None
    return Result(data["outcome"], data["unit"], data["before"], data["after"], year)


def crop_labels() -> list[str]:
    """In the reader's language, for the list that the field offers."""
    return sorted({str(term.label) for term in Term.objects.filter(vocabulary__code="crop")})


def _crop(text: str) -> str:
    """The code of the crop of this name, in whatever language it is said."""
    if not text:
        return ""
    terms = Term.objects.filter(vocabulary__code="crop")
    for name in ("label_en", "label_fr", "label_es"):
        found = terms.filter(**{f"{name}__iexact": text}).first()
        if found:
            return str(found.code)
    return ""


def initial_of(report: FieldReport) -> dict[str, Any]:
    """What the form shows of a report that stands."""
    place = position_of(report)
    values = {
        "doing": report.doing,
        "since": _written(report.since_year, report.since_month),
        "until": _written(report.until_year, report.until_month),
        "country": report.country.code if report.country else "",
        "region": report.region,
        "near": written(place) if place else "",
        "crop": str(report.crop.label) if report.crop else report.crop_said,
        "why": report.why,
    }
    row = getattr(report, "result", None)
    if row is not None and row.state != "withdrawn":
        values |= {"outcome": row.outcome.code, "unit": row.unit, "before": row.control_mean}
        values |= {"after": row.treatment_mean, "year": _written(row.end_year, None)}
    return values


def position_of(report: FieldReport) -> Degrees | None:
    if report.latitude is None or report.longitude is None:
        return None
    return float(report.latitude), float(report.longitude)


def _written(year: int | None, month: int | None) -> str:
    if year is None:
        return ""
    return f"{month}/{year}" if month else str(year)
