"""The soil-carbon effect of one sheet, in numbers and in words, or that it is not known.

The effect of a comparison is ln(treatment / control), the log response ratio (Hedges, Gurevitch
and Curtis 1999, Ecology 80, 1150). A sheet's effect is the plain mean of its comparisons turned
back into a percentage, 100 (exp(mean) - 1); the range is its lowest and highest comparison. No
interval is given: the comparisons of one sheet share a site, so they are not independent.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from django.db.models import prefetch_related_objects
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.models import Evidence, Impact, PracticeSheet

# Up to here from zero, in percent, a comparison and a mean count as no clear change, everywhere.
UNCHANGED_PERCENT = 0.5
# A tenth or ten times the control: seldom real, often a unit that the source mixed up.
IMPLAUSIBLE_PERCENT = (-90, 900)
OUTCOME = "soil_carbon"
# WOCAT's indicator "soil organic matter / below ground C"; its code differs between its APIs.
RATED_INDICATOR = "soilorganic"

State = Literal["measured", "rated", "unknown"]
Verdict = Literal["up", "maybe", "flat", "down", "rated", "none"]


class Comparison(NamedTuple):
    """Of one treatment with one control; a code says why there is no ratio."""

    log_ratio: float | None
    no_ratio_reason: str


@dataclass(frozen=True)
class CarbonEffect:
    """`percent`, `low` and `high` are changes in percent of the control; None where not known.

    `verdict` follows the mean, "maybe" if some comparisons are gains and others losses (see
    `direction`). `text` is a sentence for a reader, `note` what it stands on. `is_pooled` is for
    effects of many studies.
    """

    state: State
    verdict: Verdict
    text: str
    note: str
    percent: float | None = None
    low: float | None = None
    high: float | None = None
    is_pooled: bool = False


def carbon_effects(sheets: Collection[int]) -> dict[int, CarbonEffect]:
    """The effect of each of these sheets, by primary key, as `carbon_effect`; two queries."""
    comparisons, ratings = defaultdict(list), defaultdict(list)
    evidence = Evidence.objects.published().of_soil_carbon().filter(sheet__in=sheets)
    for pk, ratio, reason in evidence.values_list("sheet", "log_ratio", "no_ratio_reason"):
        comparisons[pk].append(Comparison(ratio, reason))
    impacts = Impact.objects.filter(sheet__in=sheets, value__isnull=False)
    # A narrower question than _is_soil_carbon, in a way that every database understands.
    impacts = impacts.filter(indicator__code__contains="organic")
    for pk, value, code in impacts.values_list("sheet", "value", "indicator__code"):
        if _is_soil_carbon(code):
            ratings[pk].append(value)
    return {pk: _effect(comparisons[pk], ratings[pk]) for pk in sheets}


def carbon_effect(sheet: PracticeSheet) -> CarbonEffect:
    """The effect of the sheet, in the reader's language; see `carbon_effects` for lists."""
    prefetch_related_objects([sheet], "evidence__outcome__parent", "impacts__indicator")
    return _effect(_comparisons(sheet), _ratings(sheet))


def _effect(comparisons: Sequence[Comparison], ratings: Sequence[int]) -> CarbonEffect:
    """Of its published comparisons, of any depth and unit, else of how people judged it."""
    if comparisons:
        ratios = [row.log_ratio for row in comparisons if row.log_ratio is not None]
        return _measured(ratios) if ratios else _not_computable(comparisons)
    if ratings:
        return _rated(ratings[0])
    text, note = _("Soil carbon: not known"), _("Nobody has measured it, as far as we know")
    return CarbonEffect("unknown", "none", text, note)


def _comparisons(sheet: PracticeSheet) -> list[Comparison]:
    return [
        Comparison(row.log_ratio, row.no_ratio_reason)
        for row in sheet.evidence.all()
        if row.state == Evidence.State.PUBLISHED
        and row.outcome.parent is not None
        and row.outcome.parent.code == OUTCOME
    ]


def _ratings(sheet: PracticeSheet) -> list[int]:
    """How people judged the change of soil organic matter, -3 to 3."""
    return [
        row.value
        for row in sheet.impacts.all()
        if row.value is not None
        and row.indicator is not None
        and _is_soil_carbon(row.indicator.code)
    ]


def _is_soil_carbon(code: str) -> bool:
    return RATED_INDICATOR in code.replace("_", "")


def mean_percent(log_ratios: Sequence[float]) -> float:
    """The change in percent that the mean log response ratio stands for."""
    return percent_of(sum(log_ratios) / len(log_ratios))


def percent_of(log_ratio: float) -> float:
    return 100 * math.expm1(log_ratio)


def _measured(log_ratios: Sequence[float]) -> CarbonEffect:
    mean = mean_percent(log_ratios)
    low, high = percent_of(min(log_ratios)), percent_of(max(log_ratios))
    return CarbonEffect(
        state="measured",
        verdict=_verdict(mean, low, high),
        text=_sentence(mean, log_ratios),
        note=_range(len(log_ratios), low, high) + _doubt(low, high),
        percent=mean,
        low=low,
        high=high,
    )


def direction(percent: float) -> int:
    """1 for a gain, -1 for a loss, 0 for no clear change."""
    return 0 if abs(percent) <= UNCHANGED_PERCENT else 1 if percent > 0 else -1


def _verdict(mean: float, low: float, high: float) -> Verdict:
    if direction(low) < 0 < direction(high):
        return "maybe"
    verdicts: dict[int, Verdict] = {1: "up", 0: "flat", -1: "down"}
    return verdicts[direction(mean)]


def _sentence(mean: float, log_ratios: Sequence[float]) -> str:
    """Counts what agrees with the mean: words before numbers."""
    directions = [direction(percent_of(ratio)) for ratio in log_ratios]
    higher, lower = directions.count(1), directions.count(-1)
    if not (higher and lower) and direction(mean) == 0:
        return _("Soil carbon: no clear change")
    if len(directions) == 1:
        return _("Soil carbon higher") if mean > 0 else _("Soil carbon lower")
    texts = {
        1: _("Soil carbon higher in %(higher)s of %(total)s comparisons"),
        0: _("Soil carbon higher in %(higher)s and lower in %(lower)s of %(total)s comparisons"),
        -1: _("Soil carbon lower in %(lower)s of %(total)s comparisons"),
    }
    counts = {"higher": higher, "lower": lower, "total": len(directions)}
    return texts[direction(mean)] % {name: number_format(n) for name, n in counts.items()}


def _range(count: int, low: float, high: float) -> str:
    if count == 1:
        return _("1 comparison, %(percent)s\u00a0%%") % {"percent": _signed(low)}
    text = ngettext(
        "%(count)s comparison, from %(low)s to %(high)s\u00a0%%",
        "%(count)s comparisons, from %(low)s to %(high)s\u00a0%%",
        count,
    )
    return text % {"count": number_format(count), "low": _signed(low), "high": _signed(high)}


def _doubt(low: float, high: float) -> str:
    """Behind the range: values are shown as received, so that a reader must be warned."""
    least, most = IMPLAUSIBLE_PERCENT
    if least < low and high < most:
        return ""
    return _("; a change of ten times may be an error of the source, such as a wrong unit")


def _signed(percent: float) -> str:
    """With a real minus sign, whole from 1 percent on: "+14", "−0.3", "0"."""
    rounded = round(percent, 0 if abs(percent) >= 1 else 1)
    digits = number_format(abs(rounded), 0 if abs(percent) >= 1 or not rounded else 1)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{digits}"


def _not_computable(comparisons: Sequence[Comparison]) -> CarbonEffect:
    codes = {row.no_ratio_reason for row in comparisons} - {""}
    reasons = sorted(str(Evidence.NoRatio(code).label) for code in codes)
    text = _("Soil carbon was measured, but a change in percent is not computable")
    because = _("because %(reasons)s") % {"reasons": "; ".join(reasons)} if reasons else ""
    return CarbonEffect("measured", "none", text, because)


def _rated(value: int) -> CarbonEffect:
    if value > 0:
        text = _("Judged to raise soil organic matter")
    elif value < 0:
        text = _("Judged to lower soil organic matter")
    else:
        text = _("Judged not to change soil organic matter")
    note = _("%(value)s on a scale from −3 to +3: people’s judgement, not a measurement")
    return CarbonEffect("rated", "rated", text, note % {"value": _signed(value)})
