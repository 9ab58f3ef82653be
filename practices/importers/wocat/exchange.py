"""Is a reported exchange rate plausible? It is never changed, only flagged.

Rule: where a total is stated both in the currency and in USD, their quotient is the rate; a
reported one that differs by more than half is flagged. Otherwise it is held against the range
in which the currency has been since about 1990 (`rates.csv`): outside it by more than a factor
of two it is flagged, and as "off by 100" if a hundredth or the hundredfold would be in it.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from practices.vocabularies import read_table

from .words import fold

HERE = Path(__file__).parent


class Range(NamedTuple):
    """Units of a currency for one USD, from its lowest to its highest since about 1990."""

    currency: str
    low: float
    high: float

    def holds(self, rate: float, slack: float = 2) -> bool:
        return self.low / slack <= rate <= self.high * slack


@cache
def _ranges() -> dict[str, Range]:
    """By code, by name and by country; a country's is that of its own currency."""
    found: dict[str, Range] = {}
    for row in read_table(HERE / "rates.csv"):
        entry = Range(row["currency"], float(row["low"]), float(row["high"]))
        for name in (row["currency"], *row["names"].split("|"), *row["countries"].split()):
            found.setdefault(fold(name), entry)
    return found


def range_of(currency: str, country: str | None) -> Range | None:
    """The range of a currency by its code or name; of a nameless one by the country's."""
    ranges, name = _ranges(), fold(currency)
    if not name:
        return ranges.get(fold(country or ""))
    return ranges.get(name) or ranges.get(name.removesuffix("s"))


def check_rate(facts: Mapping[str, object], country: str | None) -> list[str]:
    """What is odd about the rate among the facts of a sheet: one sentence or none."""
    rate = facts.get("currency_per_usd")
    if not isinstance(rate, float):
        return []
    if implied := _implied(facts):
        return _against(rate, implied)
    currency = str(facts.get("cost_currency") or "")
    known = range_of(currency, country)
    if known is None or known.holds(rate):
        return []
    return [f"{rate:g} for one USD is not plausible for {known.currency}{_off(rate, known)}; kept"]


def _implied(facts: Mapping[str, object]) -> float | None:
    """The rate that the totals imply."""
    for local, dollars in (
        ("establishment_cost", "establishment_cost_usd"),
        ("maintenance_cost_yr", "maintenance_cost_usd_yr"),
    ):
        total, usd = facts.get(local), facts.get(dollars)
        if isinstance(total, float) and isinstance(usd, float) and total > 0 and usd > 0:
            return total / usd
    return None


def _against(rate: float, implied: float) -> list[str]:
    ratio = max(rate / implied, implied / rate)
    if ratio <= 1.5:
        return []
    hundred = "; it looks off by a factor of 100" if 50 <= ratio <= 200 else ""
    return [f"{rate:g} for one USD does not agree with the totals ({implied:.4g}){hundred}; kept"]


def _off(rate: float, known: Range) -> str:
    if known.holds(rate * 100, 1.2) or known.holds(rate / 100, 1.2):
        return "; it looks off by a factor of 100"
    return f" ({known.low:g} to {known.high:g})"
