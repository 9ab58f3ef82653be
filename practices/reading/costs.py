"""What it costs: as reported, in the sheet's own currency and year, and in USD if computable."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from practices.models import CostItem, PracticeSheet
from practices.models.rows import Phase

from .facts import Fact, Facts
from .words import Phrase, Words

DOLLARS = ("USD", "US$", "$", "DOLLARS")


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
    label: str
    total: float | None
    usd: float | None


@dataclass(frozen=True)
class Costs:
    """`base` says per what, in words; `year` is that of the prices, as text."""

    currency: str
    year: str
    base: str
    rows: list[CostRow]
    totals: list[CostTotal]
    facts: list[Fact]
    comments: list[Phrase]


def costs(sheet: PracticeSheet, words: Words, facts: Facts) -> Costs | None:
    """None where nobody reported a cost."""
    rows = [_row(item, number, words) for number, item in enumerate(sheet.cost_items.all())]
    totals = [total for total in _totals(sheet) if (total.total, total.usd) != (None, None)]
    if not (rows or totals or facts.cost):
        return None
    year = sheet.cost_year or (sheet.documented_on.year if sheet.documented_on else "")
    comments = words.sections(
        "cost_comments", "establishment_comments", "maintenance_comments", "cost_benefit_comments"
    )
    return Costs(
        sheet.cost_currency, str(year), _base(sheet), rows, totals, _facts(sheet, facts), comments
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


def _totals(sheet: PracticeSheet) -> list[CostTotal]:
    return [
        CostTotal(
            _("To establish"),
            sheet.establishment_cost,
            _in_usd(sheet, sheet.establishment_cost, sheet.establishment_cost_usd),
        ),
        CostTotal(
            _("To maintain, a year"),
            sheet.maintenance_cost_yr,
            _in_usd(sheet, sheet.maintenance_cost_yr, sheet.maintenance_cost_usd_yr),
        ),
    ]


def _in_usd(sheet: PracticeSheet, total: float | None, usd: float | None) -> float | None:
    """As reported in USD, else from the reported exchange rate, else not known."""
    if usd is not None or total is None:
        return usd
    if sheet.cost_currency.upper() in DOLLARS:
        return total
    return total / sheet.currency_per_usd if sheet.currency_per_usd else None


def _row(item: CostItem, number: int, words: Words) -> CostRow:
    return CostRow(
        phase=str(Phase(item.phase).label),
        group=item.get_group_display(),
        name=words.row("cost_items", number, "name", item.name),
        unit=words.row("cost_items", number, "unit", item.unit),
        quantity=item.quantity,
        unit_cost=item.unit_cost,
        total=_total(item),
        borne_percent=item.borne_by_land_users_percent,
    )


def _total(item: CostItem) -> float | None:
    if item.total_cost is not None or item.quantity is None or item.unit_cost is None:
        return item.total_cost
    return item.quantity * item.unit_cost
