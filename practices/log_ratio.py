"""The log response ratio of Hedges, Gurevitch and Curtis 1999 (Ecology 80, 1150)."""

import math


def log_ratio(control: float | None, treatment: float | None) -> tuple[float | None, str]:
    """ln(treatment / control) and "", or None and the reason, a code of models.Evidence.NoRatio.

    Both means are levels in one unit.
    """
    if control is None or treatment is None:
        return None, "missing"
    if control <= 0 or treatment <= 0:
        return None, "not_positive"
    return math.log(treatment / control), ""
