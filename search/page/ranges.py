"""The numbers that a reader may bound: two fields, and a picture of what the list holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from search.address import LEAST, MOST, TOO
from search.answering import Answer
from search.page.addresses import Addresses
from search.query import Query, Range
from search.scales import SCALES, Scale

LABELS: Mapping[str, Promise] = {
    "soc_change": gettext_lazy("Change of soil carbon"),
    "rainfall_mm": gettext_lazy("Rainfall a year"),
    "altitude_m": gettext_lazy("Altitude"),
    "slope_percent": gettext_lazy("Slope in percent"),
    "year": gettext_lazy("Year"),
    "duration_years": gettext_lazy("Duration of the trial"),
    "cost_usd_ha": gettext_lazy("Cost to establish"),
}
UNITS: Mapping[str, Promise] = {
    "soc_change": gettext_lazy("% against the control"),
    "rainfall_mm": gettext_lazy("mm"),
    "altitude_m": gettext_lazy("m"),
    "slope_percent": gettext_lazy("%"),
    "duration_years": gettext_lazy("years"),
    "cost_usd_ha": gettext_lazy("USD per hectare"),
}
HELP: Mapping[str, Promise] = {
    "soc_change": gettext_lazy("The mean of a sheet’s comparisons. Below zero is a loss."),
    "year": gettext_lazy("When it was documented, else the last year of the trial."),
    "cost_usd_ha": gettext_lazy(
        "At the prices of the sheet’s own year, only where it says for how many hectares."
    ),
}
WIDTH, HEIGHT, GAP = 20, 48, 2
"""Of a bar and of the picture, in its own units."""


@dataclass(frozen=True)
class Bar:
    """One step of the scale that some sheets of the list are in; `url` leads to only those."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class RangeFilter:
    """low, high: as the reader would type them. unknown: sheets of the list without the number.

    inside, outside: SVG paths of the bars that are chosen, and of the others; empty where no
    sheet of the list has the number.
    """

    name: str
    label: str
    unit: str
    help: str
    low: str
    high: str
    is_signed: bool
    is_chosen: bool
    is_unknown_too: bool
    unknown: int
    bars: list[Bar]
    inside: str
    outside: str
    first: str
    last: str

    least_name = property(lambda self: self.name + LEAST)
    most_name = property(lambda self: self.name + MOST)
    too_name = property(lambda self: self.name + TOO)
    width = property(lambda self: SCALES[self.name].bars * WIDTH)
    height = HEIGHT


def ranges(answer: Answer, addresses: Addresses) -> list[RangeFilter]:
    """Those that some sheet has the number of."""
    return [_range(answer, name, addresses) for name in SCALES if name in answer.result.histograms]


def _range(answer: Answer, name: str, addresses: Addresses) -> RangeFilter:
    scale, bounds = SCALES[name], answer.query.ranges.get(name)
    low, high = bounds or (None, None)
    counts = scale.pooled(answer.result.histograms[name])
    chosen = [_is_within(scale.bounds(bar), low, high) for bar in range(scale.bars)]
    return RangeFilter(
        name=name,
        label=str(LABELS[name]),
        unit=str(UNITS.get(name, "")),
        help=str(HELP.get(name, "")),
        low="" if low is None else in_words(name, low),
        high="" if high is None else in_words(name, high),
        is_signed=scale.low < 0,
        is_chosen=bounds is not None,
        is_unknown_too=name in answer.query.unknown_too,
        unknown=answer.result.unknown[name],
        bars=list(_bars(scale, counts, addresses)),
        inside=_path(counts, chosen),
        outside=_path(counts, [not one for one in chosen]),
        first=in_words(name, scale.low),
        last=in_words(name, scale.high),
    )


def _is_within(bar: Range, low: float | None, high: float | None) -> bool:
    """Whether some of the bar lies between the bounds."""
    least, most = bar
    is_above = low is None or most is None or most >= low
    return is_above and (high is None or least is None or least <= high)


def _bars(scale: Scale, counts: Sequence[int], addresses: Addresses) -> Iterator[Bar]:
    language, within = get_language(), addresses.within(scale.field)
    for bar, count in enumerate(counts):
        if count:
            yield Bar(_step(scale, bar, language), count, within(scale.bounds(bar)))


@lru_cache(maxsize=1 << 10)
def _step(scale: Scale, bar: int, _language: str | None) -> str:
    """The step in words, of the active language; years are whole, all else goes on to the next."""
    low, high = scale.low + bar * scale.width, scale.low + (bar + 1) * scale.width
    if bar == 0:
        return _("under %(high)s") % {"high": in_words(scale.field, high)}
    if bar == scale.bars - 1:
        return _("%(low)s and more") % {"low": in_words(scale.field, low)}
    last = high - 1 if scale.field == "year" else high
    return _("%(low)s to %(high)s") % {
        "low": in_words(scale.field, low),
        "high": in_words(scale.field, last),
    }


def _path(counts: Sequence[int], drawn: Iterable[bool]) -> str:
    """As high as the most; one sheet is still to be seen."""
    most = max(counts, default=0)
    return "".join(
        f"M{bar * WIDTH + GAP / 2:g} {HEIGHT}v-{max(2, round(HEIGHT * count / most))}"
        f"h{WIDTH - GAP}V{HEIGHT}z"
        for bar, (count, is_drawn) in enumerate(zip(counts, drawn, strict=True))
        if count and is_drawn
    )


def in_words(name: str, number: float) -> str:
    """In the reader's language, with a real minus sign."""
    if name == "year":
        return f"{number:g}"
    return number_format(number).replace("-", "−")


def range_words(query: Query, name: str) -> str:
    """What is chosen of a number: "500 to 1,500 mm, or not known"."""
    low, high = (None if bound is None else in_words(name, bound) for bound in query.ranges[name])
    if low is None:
        words = _("up to %(high)s") % {"high": high}
    elif high is None:
        words = _("from %(low)s") % {"low": low}
    else:
        words = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
    words = f"{words} {UNITS[name]}" if name in UNITS else words
    return _("%(range)s, or not known") % {"range": words} if name in query.unknown_too else words
