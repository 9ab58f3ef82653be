"""How much of what a sheet can say is told, and what is most useful next.

The points are those of a sheet's completeness (practices/completeness.py); here they are given for
what stands in the fields, checked or not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from practices.completeness import PARTS, Part

from ..answers import Answers

FIELDS: Mapping[str, tuple[str, ...]] = {
    "short": ("start-summary", "doing-description"),
    "how": ("step-", "doing-specifications"),
    "where": ("place-*-latitude",),
    "soil": ("place-*-soil",),
    "people": ("land-land_user_comments", "land-land_use_comments"),
    "cost": ("cost-establishment_cost", "cost-maintenance_cost_yr", "item-*-name"),
    "results": ("measured-*-treatment_mean",),
    "impacts": ("changed-*-value",),
    "pros": ("judged-*-text",),
    "limits": ("limits-",),
    "who": ("who-implementation_comments", "who-adoption_comments"),
    "references": ("reference-*-source",),
}
"""Part of the completeness -> fields that tell it; `*` is the key of any row."""


@dataclass(frozen=True)
class Progress:
    """percent: 0 to 100. wish: the most useful thing to add, and the section to add it in."""

    percent: int
    wish: Any = ""
    section: str = ""


def progress(answers: Answers) -> Progress:
    told = {part.id for part in PARTS if _is_told(part.id, answers)}
    missing = [part for part in PARTS if part.id not in told]
    percent = 100 - sum(part.points for part in missing)
    if not missing:
        return Progress(percent)
    best: Part = max(missing, key=lambda part: part.points)
    return Progress(percent, best.wish, FIELDS[best.id][0].partition("-")[0])


def _is_told(part: str, answers: Answers) -> bool:
    return any(
        _fits(name, pattern) and not name.endswith("-order")
        for name, text in answers.items()
        for pattern in FIELDS[part]
        if text
    )


def _fits(name: str, pattern: str) -> bool:
    first, star, last = pattern.partition("*")
    return name.startswith(first) and name.endswith(last) if star else name.startswith(pattern)
