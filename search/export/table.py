"""CSV: a line of column names, then one line a sheet, and nothing else.

Every program that reads tables reads this one without being told to skip lines. Query, date and
count stand in the last columns of each row, licence and source in their own, so that rows that
are sorted, cut or put together with others still say whence they come and on which terms.
A byte order mark makes Excel read the accents.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from practices.api.records import Record
from search.export.listing import Listing

BYTE_ORDER_MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings of a cell that a spreadsheet takes for a formula (OWASP, CSV injection)."""

Cell = str | int | float | bool | None


def _codes(terms: Iterable[Mapping[str, str]]) -> str:
    return "; ".join(term["code"] for term in terms)


def _labels(terms: Iterable[Mapping[str, str]]) -> str:
    return "; ".join(term["label"] for term in terms)


def _site(record: Record) -> Mapping[str, Any]:
    """The first site with a position, else the first."""
    sites = record["sites"] or [{}]
    return next((site for site in sites if site.get("latitude") is not None), sites[0])


def _country(key: str) -> Callable[[Record], Cell]:
    return lambda record: (_site(record).get("country") or {}).get(key)


def _place(key: str) -> Callable[[Record], Cell]:
    return lambda record: _site(record).get(key)


def _of(part: str, key: str) -> Callable[[Record], Cell]:
    return lambda record: (record[part] or {}).get(key)


def credited(record: Record) -> list[str]:
    """The names and institutions that the licence asks to name, with what each did."""
    named = (
        (credit["label"], ", ".join(filter(None, (credit["name"], credit["institution"]))))
        for credit in record["credits"]
    )
    return [f"{role}: {name}" for role, name in named]


COLUMNS: Mapping[str, Callable[[Record], Cell]] = {
    "id": lambda r: r["id"],
    "url": lambda r: r["url"],
    "title": lambda r: r["title"],
    "language": lambda r: r["language"],
    "summary": lambda r: r["summary"],
    "summary_language": lambda r: r["summary_language"],
    "practice_codes": lambda r: _codes(r["practices"]),
    "practices": lambda r: _labels(r["practices"]),
    "country_code": _country("code"),
    "country": _country("label"),
    "place": _place("name"),
    "latitude": _place("latitude"),
    "longitude": _place("longitude"),
    "uncertainty_m": _place("uncertainty_m"),
    "sites": lambda r: len(r["sites"]),
    "land_use_codes": lambda r: _codes(r["land_use"]),
    "land_use": lambda r: _labels(r["land_use"]),
    "climate_reported": lambda r: _codes(r["climate"]["reported"]),
    "climate_modelled": lambda r: _codes(r["climate"]["modelled"]),
    "soil_reported": lambda r: _codes(r["soil"]["reported"]),
    "soil_modelled": lambda r: _codes(r["soil"]["modelled"]),
    "basis": _of("basis", "code"),
    "soil_carbon": _of("soil_carbon", "state"),
    "soil_carbon_percent": _of("soil_carbon", "percent"),
    "soil_carbon_low_percent": _of("soil_carbon", "low_percent"),
    "soil_carbon_high_percent": _of("soil_carbon", "high_percent"),
    "comparisons": _of("soil_carbon", "comparisons"),
    "field_does": _of("field_reports", "does"),
    "field_tried": _of("field_reports", "tried"),
    "field_stopped": _of("field_reports", "stopped"),
    "field_verified": _of("field_reports", "verified"),
    "source": _of("source", "name"),
    "source_record": _of("source", "record"),
    "source_url": _of("source", "url"),
    "licence": _of("licence", "code"),
    "licence_url": _of("licence", "url"),
    "non_commercial": _of("licence", "non_commercial"),
    "share_alike": _of("licence", "share_alike"),
    "credits": lambda r: "; ".join(credited(r)),
    "updated": lambda r: r["updated"],
}
ABOUT = ("search", "exported_at", "count")
"""Columns that are the same in each row: the address of the search, the date, the sheets."""


def lines(listing: Listing) -> Iterator[str]:
    about = listing.about()
    same = [harmless(about[name]) for name in ABOUT]
    yield BYTE_ORDER_MARK + written([[*COLUMNS, *ABOUT]])
    for batch in listing.batches():
        yield written([*_row(record), *same] for record in batch)


def _row(record: Record) -> list[Cell]:
    return [harmless(value(record)) for value in COLUMNS.values()]


def harmless(cell: Cell) -> Cell:
    """Text that begins as a formula gets an apostrophe before it; a number is never text."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str):
        cell = cell.replace("\0", "")
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    return cell


def written(rows: Iterable[list[Cell]]) -> str:
    """Lines of CSV."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
