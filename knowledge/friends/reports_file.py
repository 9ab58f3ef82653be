"""Every public report as a line of a CSV file: open data, under CC BY 4.0.

No position and no name is in it: `report_url` leads to where its author stands as they wish, and
may be credited. The file is written in batches, so that any number of reports needs little memory.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from practices.models import FieldReport
from practices.reading.field import climate_links, grades
from search.export.table import BYTE_ORDER_MARK, Cell, harmless, written

from .showing import report_url

AT_ONCE = 500


@dataclass(frozen=True)
class Told:
    """climate: its Köppen-Geiger code, or empty."""

    report: FieldReport
    climate: str
    is_verified: bool


COLUMNS: Mapping[str, Callable[[Told], Cell]] = {
    "report": lambda r: r.report.pk,
    "report_url": lambda r: settings.SITE_URL.rstrip("/") + report_url(r.report),
    "sheet": lambda r: r.report.sheet_id,
    "doing": lambda r: r.report.doing,
    "since": lambda r: _month(r.report.since_year, r.report.since_month),
    "until": lambda r: _month(r.report.until_year, r.report.until_month),
    "country": lambda r: r.report.country.code if r.report.country else "",
    "region": lambda r: r.report.region,
    "climate_modelled": lambda r: r.climate,
    "crop": lambda r: r.report.crop.code if r.report.crop else "",
    "crop_said": lambda r: r.report.crop_said,
    "why": lambda r: r.report.why,
    "language": lambda r: r.report.language,
    "field_verified": lambda r: r.is_verified,
}
SAME = ("licence", "exported_on")
"""Columns that are alike in each line, so that one that is cut out still says its terms."""


def lines(reports: QuerySet[FieldReport]) -> Iterator[str]:
    """The file, piece by piece."""
    same: list[Cell] = ["CC-BY-4.0", timezone.localdate().isoformat()]
    yield BYTE_ORDER_MARK + written([[*COLUMNS, *SAME]])
    for batch in _batches(reports):
        rows = ([harmless(value(one)) for value in COLUMNS.values()] for one in _told(batch))
        yield written([*row, *same] for row in rows)


def reports_to_tell() -> QuerySet[FieldReport]:
    """Public ones, of sheets that are public."""
    found = FieldReport.objects.published().filter(sheet__live=True)
    return found.select_related("country", "crop").order_by("pk")


def _batches(reports: QuerySet[FieldReport]) -> Iterator[list[FieldReport]]:
    after = 0
    while batch := list(reports.filter(pk__gt=after)[:AT_ONCE]):
        yield batch
        after = batch[-1].pk


def _told(reports: list[FieldReport]) -> Iterator[Told]:
    graded = grades(reports)
    links = climate_links(fieldreport__in=[one.pk for one in reports])
    codes = dict(links.values_list("fieldreport_id", "zone__code"))
    for one in reports:
        yield Told(one, codes.get(one.pk, ""), graded[one.pk].is_verified)


def _month(year: int | None, month: int | None) -> str:
    """ISO 8601, as exact as it is known."""
    if year is None:
        return ""
    return f"{year}-{month:02}" if month else str(year)
