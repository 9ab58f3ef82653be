"""The one queue of those who review: all that waits for a decision, from wherever it comes.

Each source (waiting.py) reads its part in a fixed number of queries, the MOST oldest of it. What
waits longest comes first, or what is riskiest (risk.py). Sheets whose yearly review is due are a
list of their own (due.py), so that they never hide what somebody waits for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from practices.models import SiteZone, Zone

from .items import Item, Zones
from .rights import Anybody
from .waiting import sources_of


@dataclass(frozen=True)
class Filters:
    """What a reviewer asked to see; empty is all. `zone` is "scheme:code"."""

    kind: str = ""
    zone: str = ""
    language: str = ""
    is_by_risk: bool = False

    @property
    def is_set(self) -> bool:
        return bool(self.kind or self.zone or self.language or self.is_by_risk)

    def fits(self, item: Item) -> bool:
        scheme, _colon, code = self.zone.partition(":")
        return (
            self.kind in ("", item.kind)
            and self.language in ("", item.language)
            and (not self.zone or (scheme, code) in item.zones)
        )


def waiting(user: Anybody) -> list[Item]:
    """All that waits for this user, with its zones, the oldest first."""
    items = [item for source in sources_of(user) for item in source.items()]
    zones = _zones({item.sheet_id for item in items if item.sheet_id})
    with_zones = (
        replace(item, zones=item.zones | zones.get(item.sheet_id, frozenset())) for item in items
    )
    return sorted(with_zones, key=lambda item: item.since)


def chosen(items: Iterable[Item], filters: Filters) -> list[Item]:
    found = [item for item in items if filters.fits(item)]
    return sorted(found, key=lambda item: -item.risk) if filters.is_by_risk else found


def zone_choices(items: Iterable[Item]) -> list[tuple[str, str]]:
    """Those that some item has, as "scheme:code" with their labels."""
    wanted = {zone for item in items for zone in item.zones}
    zones = Zone.objects.filter(code__in={code for _scheme, code in wanted})
    return [
        (f"{zone.scheme}:{zone.code}", f"{zone.get_scheme_display()}: {zone.label}")
        for zone in zones
        if (zone.scheme, zone.code) in wanted
    ]


def _zones(sheets: set[int]) -> dict[int | None, Zones]:
    found: dict[int | None, set[tuple[str, str]]] = {}
    rows = SiteZone.objects.filter(site__sheet__in=sheets)
    for sheet, scheme, code in rows.values_list("site__sheet", "zone__scheme", "zone__code"):
        found.setdefault(sheet, set()).add((scheme, code))
    return {sheet: frozenset(zones) for sheet, zones in found.items()}


def how_many(user: Anybody) -> int:
    """For a link to the queue; a few counts, no item is built."""
    return sum(source.count() for source in sources_of(user))
