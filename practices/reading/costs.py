"""What it costs: as reported, in the sheet's own currency and year, and in USD where computable."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from practices.models import CostItem, PracticeSheet
from practices.models.rows import Phase

from .words import Phrase, Words


@dataclass(frozen=True)
class CostRow:
    group: str
    name: Phrase
    unit: Phrase
    quantity: float | None
    unit_cost: float | None
    total: float | None
    borne_percent: float | None


@dataclass(frozen=True)
class PhaseCosts:
    title: str
    rows: list[CostRow]
    total: float | None
    total_usd: float | None


@dataclass(frozen=True)
class Costs:
    currency: str
    year: int | None
    per: str
    wage: str
    phases: list[PhaseCosts] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.phases)


def costs(sheet: PracticeSheet, words: Words) -> Costs:
    phases = [_phase(sheet, words, phase) for phase in Phase]
    return Costs(
        currency=sheet.cost_currency,
        year=sheet.cost_year or (sheet.documented_on.year if sheet.documented_on else None),
        per=_per(sheet),
        wage=sheet.labour_day_cost,
        phases=[p for p in phases if p.rows or p.total is not None or p.total_usd is not None],
    )


def _per(sheet: PracticeSheet) -> str:
    if sheet.cost_area_ha == 1:
        return _("per hectare")
    if sheet.cost_area_ha:
        return _("for %(area)s ha") % {"area": f"{sheet.cost_area_ha:g}"}
    return sheet.cost_unit


def _phase(sheet: PracticeSheet, words: Words, phase: Phase) -> PhaseCosts:
    if phase is Phase.ESTABLISHMENT:
        title, total, usd = (
            _("To establish"),
            sheet.establishment_cost,
            sheet.establishment_cost_usd,
        )
    else:
        title, total, usd = (
            _("To maintain, a year"),
            sheet.maintenance_cost_yr,
            sheet.maintenance_cost_usd_yr,
        )
    items = enumerate(sheet.cost_items.all())
    rows = [_row(item, number, words) for number, item in items if item.phase == phase]
    return PhaseCosts(title, rows, total, _in_usd(sheet, total, usd))


def _in_usd(sheet: PracticeSheet, total: float | None, usd: float | None) -> float | None:
    """As reported in USD, else computed from the reported exchange rate, else not known."""
    if usd is not None or total is None:
        return usd
    if sheet.cost_currency.upper() in ("USD", "US$", "$"):
        return total
    return total / sheet.currency_per_usd if sheet.currency_per_usd else None


def _row(item: CostItem, number: int, words: Words) -> CostRow:
    return CostRow(
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
