"""The zones of a place that stands in answers only, not in the database yet."""

import math

from practices.importers.base.zoning import zones_at

from ..answers import Answers
from .places import SCHEMES, Places

Zones = frozenset[tuple[str, str]]


def zones_said(answers: Answers) -> Zones:
    """Scheme and code, as said in the form or as looked up from the position; no query."""
    found: set[tuple[str, str]] = set()
    for key in Places.keys(answers):
        row = {name: answers.get(f"{Places.id}-{key}-{name}", "") for name in _NAMES}
        found |= {(SCHEMES[name], row[name]) for name in SCHEMES if row[name]}
        position = _number(row["latitude"]), _number(row["longitude"])
        if None not in position:
            found |= {(scheme, code) for scheme, code, _km in zones_at(*position)}
    return frozenset(found)


_NAMES = (*SCHEMES, "latitude", "longitude")


def _number(text: str) -> float | None:
    """Of a half-written answer, which may be anything."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) <= 180 else None
