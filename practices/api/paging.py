"""Pages that stay right while sheets come and go: each says after which place the next begins.

A place is (time of the last change, id). A cursor is a place in hexadecimal; every string of its
form is a place, so a cursor never goes out of date.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from ninja.errors import HttpError
from pydantic import AwareDatetime, BeforeValidator

from practices.api.records import absolute

FORM = "^[0-9a-f]{28}$"
MOMENT_DIGITS = 14
"""Microseconds since 1970, to the year 4253."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
END = EPOCH + timedelta(microseconds=16**MOMENT_DIGITS - 1)
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


@dataclass(frozen=True)
class Place:
    """Behind this lies the rest: what changed later, or at the same time under a higher id."""

    changed_at: datetime = EPOCH
    id: int = 0

    def cursor(self) -> str:
        """Opaque to whoever gets it; letters and digits."""
        passed = (self.changed_at - EPOCH) // timedelta(microseconds=1)
        return f"{passed:0{MOMENT_DIGITS}x}{self.id:014x}"


def place_of(cursor: str) -> Place:
    """Raises HttpError (400) for what is no cursor."""
    if not re.fullmatch(FORM[1:-1], cursor):
        raise HttpError(400, "`cursor` is not one of ours: give back that of `next`, or none.")
    passed = timedelta(microseconds=int(cursor[:MOMENT_DIGITS], 16))
    return Place(EPOCH + passed, int(cursor[MOMENT_DIGITS:], 16))


def _written_out(value: Any) -> Any:
    """Numbers would pass as seconds, and a date alone has no zone."""
    if isinstance(value, str) and not RFC_3339.fullmatch(value):
        raise ValueError("write date, time and zone, such as 2026-01-31T00:00:00Z (+ as %2B)")
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_written_out)]
"""A date and time with its zone, as RFC 3339 has it."""


def within(moment: datetime) -> datetime:
    """The moment, or the nearest that a cursor can tell."""
    return max(EPOCH, min(moment, END))


def following(path: str, parameters: Mapping[str, Any], place: Place) -> str:
    """The address of the next page."""
    given = {name: value for name, value in parameters.items() if value is not None}
    return absolute(f"{path}?{urlencode({**given, 'cursor': place.cursor()})}")
