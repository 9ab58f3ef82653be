"""What it costs: totals, and items."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.models import CostItem, PracticeSheet
from practices.models.rows import Phase

from ..fields import Number, Year, line, prose
from ..sections import Row, Rows, Section
from .columns import COSTS
from .words import words, write_words

FACTS = (
    *("cost_currency", "cost_year", "currency_per_usd", "cost_area_ha"),
    *("establishment_cost", "maintenance_cost_yr"),
)
ITEM = (
    *("phase", "group", "name", "unit", "quantity", "unit_cost", "total_cost"),
    "borne_by_land_users_percent",
)


class Costs(Section):
    id = "cost"
    heading = _("What it costs")
    hint = _("Rough figures help too. Say for which area and in which year.")
    cost_currency = line(_("Currency"), hint=_("For instance XOF, kwacha, USD."), most=40)
    cost_year = Year(label=_("Year of the costs"))
    currency_per_usd = Number(label=_("How much of it was one US dollar"), lowest=0.000_001)
    cost_area_ha = Number(label=_("For an area of"), lowest=0.0001, unit="ha")
    establishment_cost = Number(label=_("To begin, in all"), lowest=0)
    maintenance_cost_yr = Number(label=_("To keep it up, a year"), lowest=0)
    cost_comments = prose(_("What the costs depend on"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        totals = (data.get("establishment_cost"), data.get("maintenance_cost_yr"))
        has_total = any(total is not None for total in totals)
        if has_total and data.get("cost_currency") == "":
            self.add_error("cost_currency", _("A cost needs its currency."))
        return data

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> dict[str, Any]:
        return {name: getattr(obj, name) for name in FACTS} | words(
            obj, language, ["cost_comments"]
        )

    def write(self, obj: PracticeSheet, language: str) -> None:
        """In dollars too, where the rate is known."""
        data = self.cleaned_data
        changed = any(getattr(obj, name) != data[name] for name in FACTS)
        for name in FACTS:
            setattr(obj, name, data[name])
        rate = data["currency_per_usd"]
        if changed:
            for total in ("establishment_cost", "maintenance_cost_yr"):
                usd = total.replace("cost", "cost_usd")
                cost = data[total]
                setattr(obj, usd, cost / rate if rate and cost is not None else None)
        write_words(obj, language, {"cost_comments": data["cost_comments"]})


class CostItemRow(Row):
    name = line(_("What is paid for"), most=1000)
    phase = forms.ChoiceField(label=_("When"), choices=Phase)
    group = forms.ChoiceField(label=_("Kind"), choices=CostItem.Group)
    unit = line(_("Unit"), hint=_("For instance day, kg, seedling."), most=255)
    quantity = Number(label=_("How many"), lowest=0)
    unit_cost = Number(label=_("Cost of one"), lowest=0)
    total_cost = Number(label=_("In all"), lowest=0)
    borne_by_land_users_percent = Number(
        label=_("Borne by who works the land"), lowest=0, highest=100, unit="%"
    )
    ready = ("phase", "group")


class CostItems(Rows):
    id = "item"
    heading = _("Costs, one by one")
    more = _("Another cost")
    row = CostItemRow
    pasting = COSTS
    example = _(
        "What is paid for; When; Unit; How many; Cost of one\n"
        "Seedlings; establishment; piece; 400; 25"
    )

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for item in obj.cost_items.all():
            yield str(item.pk), {name: getattr(item, name) for name in ITEM}

    def write(self, obj: PracticeSheet, language: str) -> None:
        known = {item.pk: item for item in obj.cost_items.all()}
        items = []
        for place, row in enumerate(self.live):
            item = known.get(row.pk) or CostItem()
            item.sort_order = place
            for name in ITEM:
                setattr(item, name, row.cleaned_data[name])
            items.append(item)
        obj.cost_items.set(items)
