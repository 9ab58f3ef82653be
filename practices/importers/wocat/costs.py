"""Activities, inputs and what they cost."""

import re
from typing import Any, NamedTuple

from ..draft import ActivityDraft, CostDraft
from .answers import Row
from .exchange import check_rate
from .values import Values

_AREA = re.compile(
    r"(?P<size>\d+(?:[.,]\d+)?)\s*(?P<unit>ha\b|hectares?|hectáreas?|km2|km²|m2|m²|acres?)", re.I
)
# Hectares in one.
_HECTARES = {"h": 1.0, "k": 100.0, "m": 0.0001, "a": 0.40468564}
# The dollar, and what may stand with it: "US Dollars", "dollars US", "dólares americanos".
_DOLLAR = frozenset(["usd", "$", "dollar", "dollars", "dólar", "dólares", "usdollar", "usdollars"])
_AMERICAN = frozenset(["us", "u", "s", "américain", "américains", "americano", "americanos"])
_OTHER = ("other", "autre", "otro", "otra")


class Cells(NamedTuple):
    """What an API calls the cells of a row of costs."""

    name: str
    unit: str
    quantity: str
    unit_cost: str
    total: str
    percent: str


def add_activities(
    values: Values, rows: list[Row], phase: str, names: tuple[str, str, str], where: str
) -> None:
    """`names` are what the API calls the activity, its timing and its kind of measure."""
    activity, timing, kind = names
    for row in rows:
        text = values.words(row.get(activity), f"{where}.{activity}")
        measure = values.code(("tech_measures",), row.get(kind), f"{where}.{kind}")
        when = values.words(row.get(timing), f"{where}.{timing}")
        if text or when:
            values.draft.activities.append(ActivityDraft(phase, text or when, when, measure))


def add_costs(
    values: Values, rows: list[Row], phase: str, group: str, cells: Cells, where: str
) -> None:
    for row in rows:
        item = CostDraft(
            phase,
            group,
            name=values.words(row.get(cells.name), f"{where}.{cells.name}"),
            unit=values.words(row.get(cells.unit), f"{where}.{cells.unit}"),
            quantity=values.amount(row.get(cells.quantity), f"{where}.{cells.quantity}"),
            unit_cost=values.amount(row.get(cells.unit_cost), f"{where}.{cells.unit_cost}"),
            total_cost=values.amount(row.get(cells.total), f"{where}.{cells.total}"),
            borne_by_land_users_percent=values.percent(
                row.get(cells.percent), f"{where}.{cells.percent}"
            ),
        )
        if item != CostDraft(phase, group):
            values.draft.cost_items.append(item)


def add_totals(values: Values, totals: dict[str, tuple[Any, str]]) -> None:
    """Column -> (what the record states, where). A total that nobody states is summed."""
    facts = values.draft.facts
    for column, (value, where) in totals.items():
        if facts.get(column) is None:
            facts[column] = values.amount(value, where)
    for column, phase in (
        ("establishment_cost", "establishment"),
        ("maintenance_cost_yr", "maintenance"),
    ):
        if facts.get(column) is None:
            facts[column] = _sum(values.draft.cost_items, phase)


def _sum(items: list[CostDraft], phase: str) -> float | None:
    """What the inputs of a phase cost together; None if the cost of one is not known."""
    costs = [_cost(item) for item in items if item.phase == phase]
    known = [cost for cost in costs if cost is not None]
    return round(sum(known), 2) if known and len(known) == len(costs) else None


def _cost(item: CostDraft) -> float | None:
    if item.total_cost is not None or item.quantity is None or item.unit_cost is None:
        return item.total_cost
    return item.quantity * item.unit_cost


def add_currency(values: Values, answers: tuple[Any, Any, Any], where: str) -> None:
    """Answers: dollars or other; which other; how much of it for one USD."""
    base, other, rate = answers
    facts = values.draft.facts
    said = values.text(base, where)
    dollars = is_dollars(said)
    named = values.text(other, where)
    currency = "USD" if is_dollars(named) or (dollars and not named) else named
    facts["cost_currency"] = currency or None
    if said and not currency and said.casefold() not in _OTHER:
        values.say(where, f"{said[:40]!r} is no currency that we know; left out")
    facts["currency_per_usd"] = values.amount(rate, f"{where} (exchange rate)") or None
    countries = [site.country for site in values.draft.sites if site.country]
    for complaint in check_rate(facts, countries[0] if countries else None):
        values.say(f"{where} (exchange rate)", complaint)


def is_dollars(text: str) -> bool:
    """Whether a label or a code in any of our languages means dollars of the United States."""
    words = set(re.findall(r"[^\W\d_]+|\$", text.casefold().replace("tech_input_", "")))
    return bool(words & _DOLLAR) and words <= _DOLLAR | _AMERICAN


def add_base(values: Values, answers: tuple[Any, Any, Any], where: str) -> None:
    """Answers: whether costs are for an area or a unit; which area; which unit."""
    base, area, unit = answers
    facts = values.draft.facts
    said = values.text(base, where).casefold()
    size, thing = values.text(area, where), values.text(unit, where)
    is_unit = re.search(r"unit|entit|unidad", said) or (not said and thing and not size)
    if said or size or thing:
        facts["cost_base"] = "unit" if is_unit else "area"
    facts["cost_unit"] = (thing or size if is_unit else size or thing) or None
    if not is_unit:
        facts["cost_area_ha"] = hectares(size)


def hectares(text: str) -> float | None:
    """0.46 of "0.46 ha" and 100 of "1 km2"; None of what is no area."""
    match = _AREA.search(text)
    if not match:
        return None
    size = float(match["size"].replace(",", ".")) * _HECTARES[match["unit"][0].lower()]
    return size or None
