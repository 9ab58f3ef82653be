"""One value of the table: text made whole, a number or nothing, and values of several sites.

ERA aggregates some trials over sites and joins what each had by two dots ("630..NA..NA").
"""

import math
import re
from collections import Counter
from functools import lru_cache
from typing import Any

from practices.importers.draft import SheetDraft

MISSING = frozenset(("", "NA", "N/A", "nan", "NaN", "None", "NULL"))
# UTF-8 read as cp1252: a letter such as "Ã" and one or more signs of 0x80 to 0xBF.
_HIGH = "".join(bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xC0))
_DOUBLE = re.compile(f"[À-ô][{re.escape(_HIGH)}]+")


class Notes:
    """What was mended or left out in one record: each complaint once, with its count of rows."""

    def __init__(self) -> None:
        self._count: Counter[tuple[str, str]] = Counter()

    def add(self, field: str, message: str) -> None:
        self._count[field, message] += 1

    def into(self, draft: SheetDraft) -> None:
        for (field, message), count in self._count.items():
            draft.say(field, message if count == 1 else f"{message} ({count} times)")


def plain(value: Any) -> str:
    """A value of the payload as text; what is neither text nor number is none."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) else ""


@lru_cache(maxsize=4096)
def text(value: str) -> str:
    """Trimmed, one space between words, double encoding undone ("SangouÃ©" is "Sangoué")."""
    if not value.isascii():
        value = _DOUBLE.sub(_decoded, value)
    value = " ".join(value.split())
    return "" if value in MISSING else value


def _decoded(found: re.Match[str]) -> str:
    try:
        return found[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return found[0]


def parts(value: str) -> tuple[str, ...]:
    """The values of the sites that are joined in one, each once; "" and "NA" are none."""
    found = (text(part) for part in value.split(".."))
    return tuple(dict.fromkeys(part for part in found if part))


def number(value: str, field: str, notes: Notes) -> float | None:
    """A finite number, or None: for nothing without a word, for anything else with one."""
    found = _number(value)
    if found is None or math.isfinite(found):
        return found
    notes.add(field, f"{value[:40]!r} is not a number; left out")
    return None


@lru_cache(maxsize=16384)
def _number(value: str) -> float | None:
    """None for nothing, NaN for what is no number."""
    if value.strip() in MISSING:
        return None
    try:
        return float(value)
    except ValueError:
        return math.nan


def site_number(value: str, field: str, notes: Notes) -> float | None:
    """A number that is true of the whole place; of joined sites only if all have the same."""
    if ".." not in value:
        return number(value, field, notes)
    values = {part.strip() for part in value.split("..")}
    if len(values) == 1:
        return number(values.pop(), field, notes)
    notes.add(field, f"{value[:60]!r} is of several sites; left out")
    return None


def positive(value: float | None, field: str, notes: Notes) -> float | None:
    """A number above zero; ERA writes 0 for what a paper does not give."""
    if value is None or value > 0:
        return value
    notes.add(field, f"{value:g} cannot be; left out")
    return None


def short(value: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where it was cut."""
    return value if len(value) <= limit else value[: limit - 1].rstrip() + "…"
