"""What a row says, in a sentence, as one writes it: so that a slip is seen at once."""

import math
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from knowledge import wording
from practices.evidence import IMPLAUSIBLE_PERCENT, direction
from practices.log_ratio import log_ratio

from .measuring import MeasurementRow, outcome_choices


def reading(row: MeasurementRow) -> list[str]:
    """The sentence, then each doubt; nothing for a row that is not whole or not valid."""
    if row.is_blank or not row.is_valid():
        return []
    data = row.cleaned_data
    ratio, _why = log_ratio(data["control_mean"], data["treatment_mean"])
    if ratio is None:
        return [_("A change in percent cannot be computed from these two numbers.")]
    percent = 100 * math.expm1(ratio)
    return [_sentence(row, data, percent), *_doubts(data, percent)]


def _sentence(row: MeasurementRow, data: dict[str, Any], percent: float) -> str:
    what = dict(outcome_choices())[data["outcome"]]
    size = wording.percent(abs(percent)).lstrip("+")
    texts = {
        1: _("This row reads: %(what)s %(size)s higher with the practice than without it"),
        0: _("This row reads: %(what)s unchanged by the practice"),
        -1: _("This row reads: %(what)s %(size)s lower with the practice than without it"),
    }
    said = texts[direction(percent)] % {"what": what, "size": size}
    return ", ".join([said, *_conditions(data)]) + "."


def _conditions(data: dict[str, Any]) -> Iterator[str]:
    if data["duration_yr"] is not None:
        yield _("after %(years)s") % {"years": wording.years(data["duration_yr"])}
    if data["depth_to_cm"] is not None:
        ends = (wording.amount(data[name] or 0) for name in ("depth_from_cm", "depth_to_cm"))
        yield _("%(top)s to %(bottom)s cm deep") % dict(zip(("top", "bottom"), ends, strict=True))
    if data["treatment_error"] is None:
        yield _("no error given")


def _doubts(data: dict[str, Any], percent: float) -> Iterator[str]:
    least, most = IMPLAUSIBLE_PERCENT
    if not least < percent < most:
        yield _("A change of ten times is seldom real: are both numbers in one unit?")
    if data["depth_to_cm"] is None and data["outcome"] != "product_yield":
        yield _("Soil carbon without its depth can hardly be compared: add it if you know it.")
    for mean, error in (("control_mean", "control_error"), ("treatment_mean", "treatment_error")):
        if data[error] is not None and data[error] > data[mean]:
            yield _("An error larger than its mean is seldom real: is it in the same unit?")
