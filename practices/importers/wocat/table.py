"""A row of the CSV of technologies."""

from typing import Any

from ..draft import SheetDraft
from .answers import of_columns
from .costs import add_currency, add_totals
from .fields import fill, say_unasked
from .places import add_sites, country_code
from .values import Values

TOTALS = {
    "establishment_cost_usd": "establishment_total_usd",
    "maintenance_cost_usd_yr": "maintenance_total_usd",
}


def map_table(draft: SheetDraft, row: dict[str, Any]) -> None:
    values, answers = Values(draft, draft.original_language), of_columns(row)
    fill(values, answers, "table")
    add_sites(values, None, country_code(values, answers.one("country"), "country"), "", "country")
    add_totals(values, {ours: (answers.one(name), name) for ours, name in TOTALS.items()})
    names = ("currency_base", "currency_other", "exchange_rate_per_usd")
    base, other, rate = (answers.one(name) for name in names)
    add_currency(values, (base, other, rate), "currency")
    say_unasked(values, answers, "table")
