"""What it costs: as reported, in the sheet's own currency and year, and in USD if computable."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from practices.costs import DOLLARS, in_dollars, per_hectare
from practices.models import CostItem, PracticeSheet
from practices.models.rows import Phase

from .facts import Fact, Facts
from .words import Phrase, Words


@dataclass(frozen=True)
class CostRow:
    phase: str
    group: str
    name: Phrase
    unit: Phrase
    quantity: float | None
    unit_cost: float | None
    total: float | None
    borne_percent: float | None


@dataclass(frozen=True)
class CostTotal:
    """`usd_note` says where the dollars come from, or why there are none.

    usd_ha: per hectare, where the costs are for so many others.
    """

    label: str
    total: float | None
    usd: float | None
    usd_note: str
    usd_ha: float | None


@dataclass(frozen=True)
class Costs:
    """`base` says per what, in words; `year_note` of when the prices are."""

    currency: str
    year_note: str
    base: str
    rows: list[CostRow]
    totals: list[CostTotal]
    facts: list[Fact]
    comments: list[Phrase]


def costs(sheet: PracticeSheet, words: Words, facts: Facts) -> Costs | None:
    """None where nobody reported a cost."""
    rows = [_row(item, words) for item in sheet.cost_items.all()]
    totals = [total for total in _totals(sheet) if (total.total, total.usd) != (None, None)]
    if not (rows or totals or facts.cost):
        return None
    comments = words.sections(
        "cost_comments", "establishment_comments", "maintenance_comments", "cost_benefit_comments"
    )
    return Costs(
        sheet.cost_currency,
        _year_note(sheet),
        _base(sheet),
        rows,
        totals,
        _facts(sheet, facts),
        comments,
    )


def _facts(sheet: PracticeSheet, facts: Facts) -> list[Fact]:
    wage = sheet.labour_day_cost
    return [*([(_("Wage for a day's work"), [wage])] if wage else []), *facts.cost]


def _base(sheet: PracticeSheet) -> str:
    if sheet.cost_area_ha == 1:
        return _("per hectare")
    if sheet.cost_area_ha:
        return _("for %(area)s ha") % {"area": number_format(sheet.cost_area_ha)}
    return sheet.cost_unit


def _year_note(sheet: PracticeSheet) -> str:
    if sheet.cost_year:
        return _("of %(year)s, not adjusted") % {"year": sheet.cost_year}
    if sheet.documented_on:
        return _("year not stated; documented in %(year)s, not adjusted") % {
            "year": sheet.documented_on.year
        }
    return _("of a year not known")


def _totals(sheet: PracticeSheet) -> list[CostTotal]:
    return [
        _total_of(sheet, _("To establish"), sheet.establishment_cost, sheet.establishment_cost_usd),
        _total_of(
            sheet,
            _("To maintain, a year"),
            sheet.maintenance_cost_yr,
            sheet.maintenance_cost_usd_yr,
        ),
    ]


def _total_of(
    sheet: PracticeSheet, label: str, total: float | None, usd: float | None
) -> CostTotal:
    """In USD as reported, else at the exchange rate of the record, else not computable."""
    dollars = in_dollars(total, usd, sheet.cost_currency, sheet.currency_per_usd)
    if usd is not None:
        note = _("as the source gives it in US dollars")
    elif total is None or sheet.cost_currency.upper() in DOLLARS:
        note = ""
    elif dollars is not None:
        note = _rate_note(sheet)
    else:
        note = _("not computable, because the record names no exchange rate")
    is_per_hectare = sheet.cost_area_ha == 1
    usd_ha = None if is_per_hectare else per_hectare(dollars, sheet.cost_area_ha)
    return CostTotal(label, total, dollars, note, usd_ha)


COST_FACTS = (
    *("establishment_cost", "establishment_cost_usd", "cost_currency", "currency_per_usd"),
    *("cost_area_ha", "cost_year"),
)


def in_brief(sheet: Any) -> str:
    """What a hectare costs to establish, in dollars of their year; empty where not computable.

    sheet: one, or a row with its COST_FACTS.
    """
    dollars = in_dollars(
        sheet.establishment_cost,
        sheet.establishment_cost_usd,
        sheet.cost_currency,
        sheet.currency_per_usd,
    )
    cost = per_hectare(dollars, sheet.cost_area_ha)
    if cost is None:
        return ""
    words = {"cost": number_format(cost, 0), "year": sheet.cost_year}
    if sheet.cost_year:
        return _("%(cost)s USD per hectare to establish, prices of %(year)s") % words
    return _("%(cost)s USD per hectare to establish") % words


def _rate_note(sheet: PracticeSheet) -> str:
    """The rate and its year: a record gives one for the year of its prices."""
    rate = {"rate": number_format(sheet.currency_per_usd or 0), "currency": sheet.cost_currency}
    if not sheet.cost_year:
        return (
            _("at %(rate)s %(currency)s for 1 USD, the record’s own rate, of a year not stated")
            % rate
        )
    return _("at %(rate)s %(currency)s for 1 USD, the record’s own rate of %(year)s") % {
        **rate,
        "year": sheet.cost_year,
    }


def _row(item: CostItem, words: Words) -> CostRow:
    return CostRow(
        phase=str(Phase(item.phase).label),
        group=item.get_group_display(),
        name=words.row("cost_items", "name", item.name),
        unit=words.row("cost_items", "unit", item.unit),
        quantity=item.quantity,
        unit_cost=item.unit_cost,
        total=_total(item),
        borne_percent=item.borne_by_land_users_percent,
    )


def _total(item: CostItem) -> float | None:
    if item.total_cost is not None or item.quantity is None or item.unit_cost is None:
        return item.total_cost
    return item.quantity * item.unit_cost
