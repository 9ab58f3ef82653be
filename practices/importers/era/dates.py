"""When a figure was measured: "2003", "2003.1" (year.season), "1999.2004" (span) and worse."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from .columns import Row
from .values import MISSING, Notes, number

_CELLS = ("M.Year", "M.Year.Start", "M.Year.End", "Season.Start", "Season.End")
_SEASON = re.compile(r"[1-9]")
_YEARS = range(1850, 2100)
# Day 0 of a spreadsheet's calendar. 41456 is 1 July 2013, once typed "7.2013".
_SPREADSHEET_EPOCH = date(1899, 12, 30)
# Livestock trials of this version give their length in days.
_IN_DAYS = "skinny_cow_2022"
_DAYS_A_YEAR = 365.25
_LONGEST_YR = 200


class Period(NamedTuple):
    start: int | None = None
    end: int | None = None
    season: str = ""


def period_of(row: Row, notes: Notes) -> Period:
    """First and last year and the season: of `M.Year`, completed from the columns beside it."""
    period, complaint = _period(*(row.get(name, "").strip() for name in _CELLS))
    if complaint:
        notes.add("M.Year", complaint)
    return period


@lru_cache(maxsize=4096)
def _period(written: str, start: str, end: str, *seasons: str) -> tuple[Period, str]:
    """The period, and what was wrong with it."""
    years, complaint = _years(written)
    if not years:
        years = [year for cell in (start, end) for year in _years(cell)[0]]
    marks = [mark for mark in written.split(".") if _SEASON.fullmatch(mark)] or seasons
    ends = sorted(mark for mark in marks if _SEASON.fullmatch(mark))
    season = "–".join(dict.fromkeys((ends[0], ends[-1]))) if ends else ""
    return Period(min(years, default=None), max(years, default=None), season), complaint


def _years(written: str) -> tuple[list[int], str]:
    """The years in a cell, and a complaint if part of it is neither year nor season."""
    if written in MISSING:
        return [], ""
    if re.fullmatch(r"[2-5]\d{4}", written):
        found = _SPREADSHEET_EPOCH + timedelta(days=int(written))
        return [found.year], f"{written} is a spreadsheet's day, read as {found.year}"
    marks = written.split(".")
    years = [int(mark) for mark in marks if re.fullmatch(r"\d{4}", mark)]
    years = [year for year in years if year in _YEARS]
    if not years:
        return [], f"{written[:40]!r} holds no year"
    is_clear = all(re.fullmatch(r"\d|\d{4}", mark) for mark in marks)
    return years, "" if is_clear else f"{written[:40]!r} is unclear"


def duration_of(row: Row, notes: Notes) -> float | None:
    """How long the trial had run, in years; livestock trials in ERA have it in days."""
    value = number(row.get("Duration", ""), "Duration", notes)
    if value is None:
        return None
    if row.get("Version") == _IN_DAYS:
        notes.add("Duration", "given in days, converted to years")
        value = round(value / _DAYS_A_YEAR, 4)
    if 0 < value <= _LONGEST_YR:
        return value
    notes.add("Duration", f"{value:g} years cannot be; left out")
    return None
