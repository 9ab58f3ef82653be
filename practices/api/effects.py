"""The soil-carbon effects of many sheets, in numbers; `practices.evidence` has the words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from practices.evidence import OUTCOME, RATED_INDICATOR, mean_percent, percent_of
from practices.models import Evidence, Impact

Effect = dict[str, Any]
NOTHING: Effect = {
    "state": "unknown",
    "percent": None,
    "low_percent": None,
    "high_percent": None,
    "comparisons": 0,
}


def soil_carbon(sheet_ids: Sequence[int]) -> Mapping[int, Effect]:
    """By sheet, in two queries. `comparisons` are those that a percentage can be made of."""
    ratios: dict[int, list[float | None]] = defaultdict(list)
    measured = Evidence.objects.published().filter(sheet_id__in=sheet_ids)
    measured = measured.filter(outcome__parent__code=OUTCOME).order_by()
    for pk, ratio in measured.values_list("sheet_id", "log_ratio"):
        ratios[pk].append(ratio)
    effects = {pk: {**NOTHING, "state": "rated"} for pk in _rated(sheet_ids)}
    effects |= {pk: _effect([r for r in found if r is not None]) for pk, found in ratios.items()}
    return defaultdict(lambda: NOTHING, effects)


def _rated(sheet_ids: Sequence[int]) -> set[int]:
    """The sheets whose soil organic matter people judged."""
    judged = Impact.objects.filter(sheet_id__in=sheet_ids, value__isnull=False).order_by()
    codes = judged.filter(indicator__code__contains="organic")
    found = codes.values_list("sheet_id", "indicator__code")
    return {pk for pk, code in found if RATED_INDICATOR in code.replace("_", "")}


def _effect(ratios: Sequence[float]) -> Effect:
    if not ratios:
        return {**NOTHING, "state": "measured"}
    return {
        "state": "measured",
        "percent": round(mean_percent(ratios), 4),
        "low_percent": round(percent_of(min(ratios)), 4),
        "high_percent": round(percent_of(max(ratios)), 4),
        "comparisons": len(ratios),
    }
