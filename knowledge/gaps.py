"""Where a practice was described and where measured, by climate and soil; and where neither.

The search counts, so that each number is that of the list it leads to.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from practices.reading.practice import search_url
from search import engines
from search.answering import Answer, answer
from search.fields import UNKNOWN
from search.page.facets import label
from search.query import Query
from search.words.lexicon import Label

MEASURED = frozenset({"measured"})


@dataclass(frozen=True)
class Count:
    """Sheets, how many of them measured soil carbon, and the list of them."""

    sheets: int
    measured: int
    url: str

    @property
    def measured_url(self) -> str:
        return f"{self.url}&carbon=measured"


@dataclass(frozen=True)
class ZoneRow:
    """A climate or a soil group with its sheets.

    `is_group`: it has finer zones, of which a sheet names none; it counts with all of them.
    """

    value: str
    label: Label
    count: Count
    is_group: bool = False


@dataclass(frozen=True)
class SoilRow:
    """A line of the map: a soil group, and what there is under each climate (None: nothing)."""

    zone: ZoneRow
    cells: tuple[Count | None, ...]


@dataclass(frozen=True)
class GapMap:
    """`no_climates` and `no_soils` are the zones of the lists that no sheet names."""

    measured: Count
    climates: list[ZoneRow]
    soils: list[ZoneRow]
    rows: list[SoilRow]
    no_climates: list[Label]
    no_soils: list[Label]
    known_climates: int
    climate_total: int


class _Counter:
    """Asks the engine about the sheets of one practice."""

    def __init__(self, practice: str, language: str) -> None:
        self.url, self.language = search_url(practice=practice), language
        self.found: Answer = answer({"practice": [practice]}, language=language)
        self.engine = engines.current()
        self.measured = self.facets("climate", "soil", carbon=MEASURED)

    def facets(self, *facets: str, **filters: frozenset[str]) -> Mapping[str, Mapping[str, int]]:
        """How many sheets each value has under these filters beside the practice."""
        return self.engine.search(self._question(facets, filters)).facets

    def _question(self, facets: Sequence[str], filters: Mapping[str, frozenset[str]]) -> Query:
        """No sheet is listed, all are counted."""
        asked = {**self.found.query.filters, **filters}
        return replace(self.found.query, filters=asked, facets=tuple(facets), limit=0)

    def zones(self, facet: str) -> list[ZoneRow]:
        """Those with a sheet, most first, then by label, the unknown last: each sheet is in one."""
        counts = {value: n for value, n in self.found.result.facets[facet].items() if n}
        shown, groups = self._shown(facet, counts), self._groups(facet, self._listed(facet))
        rows = [
            ZoneRow(
                value,
                label(self.found, facet, value, self.language),
                self.count(counts[value], self.measured[facet].get(value, 0), **{facet: value}),
                is_group=value in groups,
            )
            for value in shown
        ]
        return sorted(rows, key=lambda row: (row.value == UNKNOWN, -row.count.sheets, row.label))

    def _shown(self, facet: str, counts: Mapping[str, int]) -> set[str]:
        """Of a tree the finest zones, and any above them of which a sheet names no finer one."""
        groups = self._groups(facet, counts)
        shown = counts.keys() - groups
        if self._total(facet, shown) == self.found.result.total:
            return shown
        for value in sorted(groups, key=lambda value: -len(self._above(facet, value))):
            below = {one for one in shown if value in self._above(facet, one)}
            if self._total(facet, below) < counts.get(value, 0):
                shown.add(value)
        return shown

    def _total(self, facet: str, values: Set[str]) -> int:
        """How many sheets are in any of these zones."""
        return self.engine.search(self._question((), {facet: frozenset(values)})).total

    def count(self, sheets: int, measured: int, **filters: str) -> Count:
        return Count(sheets, measured, f"{self.url}&{urlencode(filters)}" if filters else self.url)

    def missing(self, facet: str, zones: Iterable[ZoneRow]) -> list[Label]:
        """The finest zones of the list that none of these is."""
        listed = self._listed(facet)
        left_out = self._groups(facet, listed) | {zone.value for zone in zones}
        return [
            label(self.found, facet, value, self.language)
            for value in listed
            if value not in left_out
        ]

    def _listed(self, facet: str) -> Iterable[str]:
        return self.found.words.facets[facet]

    def _groups(self, facet: str, values: Iterable[str]) -> set[str]:
        """What stands above any of these in the tree."""
        return {above for value in values for above in self._above(facet, value)}

    def _above(self, facet: str, value: str) -> set[str]:
        entry = self.found.words.facets[facet].get(value)
        return {above.value for above in entry.lineage()} - {value} if entry else set()


def gap_map(practice: str, *, language: str) -> GapMap:
    """Of the sheets that the search finds for a practice. Raises EngineError."""
    counter = _Counter(practice, language)
    climates, soils = counter.zones("climate"), counter.zones("soil")
    found = counter.found.result
    no_climates = counter.missing("climate", climates)
    known = sum(climate.value != UNKNOWN and not climate.is_group for climate in climates)
    return GapMap(
        measured=counter.count(found.total, found.facets["carbon"].get("measured", 0)),
        climates=climates,
        soils=soils,
        rows=_rows(counter, climates, soils),
        no_climates=no_climates,
        no_soils=counter.missing("soil", soils),
        known_climates=known,
        climate_total=known + len(no_climates),
    )


def _rows(counter: _Counter, climates: list[ZoneRow], soils: list[ZoneRow]) -> list[SoilRow]:
    columns = [_column(counter, climate) for climate in climates]
    return [SoilRow(soil, tuple(column.get(soil.value) for column in columns)) for soil in soils]


def _column(counter: _Counter, climate: ZoneRow) -> dict[str, Count]:
    """Soil -> its sheets in one climate."""
    chosen = frozenset({climate.value})
    described = counter.facets("soil", climate=chosen)["soil"]
    measured = _measured(counter, climate, described)
    return {
        soil: counter.count(sheets, measured.get(soil, 0), climate=climate.value, soil=soil)
        for soil, sheets in described.items()
        if sheets
    }


def _measured(
    counter: _Counter, climate: ZoneRow, described: Mapping[str, int]
) -> Mapping[str, int]:
    """Of the sheets in one climate; no question where all of them measured, or none."""
    if climate.count.measured in (0, climate.count.sheets):
        return described if climate.count.measured else {}
    chosen = frozenset({climate.value})
    return counter.facets("soil", climate=chosen, carbon=MEASURED)["soil"]
