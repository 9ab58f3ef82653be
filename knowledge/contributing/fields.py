"""Fields that take what people type, and say what they cannot take."""

import math
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .answers import AMBIGUOUS

LONGEST = 40
"""Signs of a number; a longer one would be no finite number to calculate with."""
NUMBER = re.compile(r"[-−+]?\d+(?:[.,]\d+)?")
SPACES = re.compile(r"[\s\u00a0\u202f']")


class Number(forms.CharField):
    """A number with a point or a comma, the same in each language. Its value is a float or None.

    lowest, highest: what it can be at all. unit: shown behind the field.
    """

    def __init__(
        self,
        *,
        lowest: float | None = None,
        highest: float | None = None,
        unit: Any = "",
        **options: Any,
    ) -> None:
        super().__init__(required=False, max_length=LONGEST, **options)
        self.lowest, self.highest, self.unit = lowest, highest, unit
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "class": "num"}

    def to_python(self, value: Any) -> Any:
        text = SPACES.sub("", super().to_python(value) or "").replace("−", "-")
        if not text:
            return None
        if len(text) > LONGEST or not NUMBER.fullmatch(text):
            raise ValidationError(
                _("Write a number, such as 0.9, or leave it empty. Your text is kept.")
            )
        if AMBIGUOUS.fullmatch(text) and not self._is_outside(float(re.sub("[.,]", "", text))):
            raise ValidationError(
                _("This can be read in two ways. Write 1500 without a sign, or 1.5 without zeros.")
            )
        return float(text.replace(",", "."))

    def validate(self, value: Any) -> None:
        if value is None:
            return
        if not math.isfinite(value) or self._is_outside(value):
            raise ValidationError(self._bounds())

    def run_validators(self, value: Any) -> None:
        """Those of a text do not fit."""

    def _is_outside(self, value: float) -> bool:
        is_below = self.lowest is not None and value < self.lowest
        return is_below or (self.highest is not None and value > self.highest)

    def _bounds(self) -> str:
        if self.highest is None:
            return _("It cannot be below %(low)s.") % {"low": f"{self.lowest:g}"}
        low = f"{self.lowest:g}" if self.lowest is not None else "−∞"
        return _("It must be between %(low)s and %(high)s.") % {
            "low": low,
            "high": f"{self.highest:g}",
        }


class Year(Number):
    """A calendar year; its value is a whole number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(lowest=1700, highest=2100, **options)

    def to_python(self, value: Any) -> Any:
        year = super().to_python(value)
        if year is not None and year != int(year):
            raise ValidationError(_("Write a year, such as 2019."))
        return None if year is None else int(year)


class Order(forms.IntegerField):
    """Where a row stands among the others; kept by the page."""

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0, max_value=99_999, widget=forms.HiddenInput)

    def clean(self, value: Any) -> Any:
        """Never a complaint: nobody sees the field."""
        try:
            return super().clean(value)
        except ValidationError:
            return None


def line(label: Any, *, hint: Any = "", required: bool = False, most: int = 500) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=most, strip=True
    )


def slim() -> forms.Select:
    """A list of short words: it stands beside numbers."""
    return forms.Select(attrs={"class": "slim"})


def prose(
    label: Any, *, hint: Any = "", rows: int = 4, required: bool = False, most: int = 20_000
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
    )
