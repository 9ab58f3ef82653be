"""An item of a list, of either API: a number, a name, a country perhaps."""

from typing import Any

from ..draft import SheetDraft
from .places import add_sites, country_code
from .values import Values

COUNTRY_CELLS = ("alpha3", "alpha2", "code", "name")


def map_listing(draft: SheetDraft, item: dict[str, Any]) -> None:
    values = Values(draft, draft.original_language)
    values.add_words("title", [item.get("name") or item.get("title")], "name")
    values.add_words("summary", [item.get("definition")], "definition")
    updated = item.get("updated") or item.get("updated_at")
    draft.changed_at_source = values.moment(updated, "updated")
    add_sites(values, item.get("location_geometry"), _country(values, item), "", "country")


def _country(values: Values, item: dict[str, Any]) -> str | None:
    """Of a code, a name, an object with either, or a list of one of these."""
    value = item.get("country") or item.get("countries")
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = next((value[cell] for cell in COUNTRY_CELLS if value.get(cell)), None)
    return country_code(values, value, "country")
