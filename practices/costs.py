"""What a cost comes to in US dollars, only where the record itself says enough to compute it."""

DOLLARS = ("USD", "US$", "$", "DOLLARS")


def in_dollars(
    total: float | None, usd: float | None, currency: str, per_usd: float | None
) -> float | None:
    """As reported in USD, else the total at the record's own exchange rate, else not known.

    total: in `currency`. per_usd: how much of the currency is one USD.
    """
    if usd is not None or total is None:
        return usd
    if currency.upper() in DOLLARS:
        return total
    return total / per_usd if per_usd else None


def per_hectare(cost: float | None, area_ha: float | None) -> float | None:
    """Of a cost for so many hectares; not known where the record does not say for how many."""
    return cost / area_ha if cost is not None and area_ha else None
