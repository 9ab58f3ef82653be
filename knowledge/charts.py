"""Where a mark stands on a chart: pure arithmetic, no markup.

x is a percentage of the chart's width, so that a chart fits any screen and its strokes never scale.
"""

from dataclasses import dataclass

from practices.evidence import direction

# The one effect scale of the site, in percent of the control (see the method page).
SCALE_FROM, SCALE_TO = -50.0, 100.0
# Impacts are scored from -3 to +3; a step takes this much of the width, the middle is zero.
IMPACT_STEP = 15.6


def position(percent: float) -> str:
    """The x of an effect, held inside the scale: 12.0 -> "41.3%"."""
    inside = min(max(percent, SCALE_FROM), SCALE_TO)
    return f"{(inside - SCALE_FROM) / (SCALE_TO - SCALE_FROM) * 100:.1f}%"


def mark_of(verdict: str, percent: float | None) -> str:
    """The icon of a verdict: a mixed result points where its mean does ("maybe" or "doubt")."""
    return "doubt" if verdict == "maybe" and percent is not None and percent < 0 else verdict


@dataclass(frozen=True)
class EffectMark:
    """An effect, ready to draw; `tone` and `shape` say the same, so colour is never alone."""

    x: str
    tone: str  # pos, neg, und
    shape: str  # dot, diamond, triangle, ring, left, right
    range_from: str = ""
    range_to: str = ""
    is_low_beyond: bool = False
    is_high_beyond: bool = False


def tone_of(percent: float, low: float | None, high: float | None, *, is_pooled: bool) -> str:
    """A pooled mean is certain once its interval leaves zero; a study's own once it leaves ±0.5."""
    if is_pooled and low is not None and high is not None:
        return "pos" if low > 0 else "neg" if high < 0 else "und"
    return {1: "pos", 0: "und", -1: "neg"}[direction(percent)]


def shape_of(percent: float, tone: str, *, is_pooled: bool) -> str:
    if percent > SCALE_TO:
        return "right"
    if percent < SCALE_FROM:
        return "left"
    if is_pooled:
        return "diamond"
    return {"pos": "dot", "neg": "triangle", "und": "ring"}[tone]


def effect_mark(
    percent: float | None, low: float | None, high: float | None, *, is_pooled: bool
) -> EffectMark | None:
    """Geometry of an effect given in percent; None when there is no number to draw."""
    if percent is None:
        return None
    tone = tone_of(percent, low, high, is_pooled=is_pooled)
    has_range = low is not None and high is not None and low != high
    return EffectMark(
        x=position(percent),
        tone=tone,
        shape=shape_of(percent, tone, is_pooled=is_pooled),
        range_from=position(low) if has_range and low is not None else "",
        range_to=position(high) if has_range and high is not None else "",
        is_low_beyond=low is not None and low < SCALE_FROM,
        is_high_beyond=high is not None and high > SCALE_TO,
    )


@dataclass(frozen=True)
class ImpactBar:
    """A score as a bar from the middle."""

    x: str
    width: str
    tone: str


def impact_bar(value: float | None) -> ImpactBar | None:
    """The bar of a score from -3 to +3; None when nobody scored it."""
    if value is None:
        return None
    width = min(abs(value), 3) * IMPACT_STEP
    start = 50 if value >= 0 else 50 - width
    return ImpactBar(f"{start:.4g}%", f"{width:.4g}%", "pos" if value >= 0 else "neg")
