"""The numbers that a reader may bound, and the picture of each: a scale of equal steps.

A bar at an end also holds what lies beyond, so that a few odd values do not flatten all others.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from search.fields import NUMBERS, scaled
from search.query import Histogram, Range


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high` in steps of `width`, all in the unit of the field."""

    field: str
    low: int
    high: int
    width: int

    @property
    def bars(self) -> int:
        return (self.high - self.low) // self.width

    @property
    def histogram(self) -> Histogram:
        return Histogram(self.field, self.width)

    def pooled(self, buckets: Mapping[float, int]) -> list[int]:
        """Documents of each bar, of the buckets that an engine counted."""
        counts = [0] * self.bars
        for lowest, count in buckets.items():
            place = int((lowest - self.low) // self.width)
            counts[min(max(place, 0), self.bars - 1)] += count
        return counts

    def bounds(self, bar: int) -> Range:
        """Those of a bar; both are in it, so the highest is just below the next one."""
        low = self.low + bar * self.width
        high = low + self.width - 1 / NUMBERS[self.field].scale
        return None if bar == 0 else low, None if bar == self.bars - 1 else high


SCALES: Mapping[str, Scale] = {
    scale.field: scale
    for scale in (
        Scale("soc_change", -60, 60, 10),
        Scale("rainfall_mm", 0, 3000, 250),
        Scale("altitude_m", 0, 3000, 250),
        Scale("slope_percent", 0, 60, 5),
        Scale("year", 1970, 2030, 5),
        Scale("duration_years", 0, 12, 1),
        Scale("cost_usd_ha", 0, 6000, 500),
    )
}
"""In the order of the page."""


def as_indexed(name: str, value: float) -> float:
    """The number that an engine compares with: in whole steps of the field's scale."""
    scale = NUMBERS[name].scale
    number = scaled(name, value)
    return number // scale if number % scale == 0 else number / scale
