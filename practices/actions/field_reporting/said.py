"""What a person says of a sheet, and when it cannot be said."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from practices.zones.position import check_position

TENTH = Decimal("0.1")


class NotPublicError(ValueError):
    """The sheet or the report is not public, or is no more."""


class NotAPeerError(ValueError):
    """Who answers is the author, has no published report of that climate, or answered before."""


class SaidAlreadyError(ValueError):
    """The person has a report of this sheet; it is changed, not said twice."""


@dataclass(frozen=True)
class Result:
    """One number of the person's own, with the practice and before or without it."""

    outcome: str
    unit: str
    before: float
    after: float
    year: int | None = None
    compared: str = ""


@dataclass(frozen=True)
class Said:
    """What a person says. Positions are in degrees and may be as fine as they come: they are
    rounded here before anything is kept. crop: a code, else `crop_said`. photo: None keeps none.
    """

    doing: str
    since_year: int | None = None
    since_month: int | None = None
    until_year: int | None = None
    until_month: int | None = None
    why: str = ""
    latitude: float | None = None
    longitude: float | None = None
    country: str = ""
    region: str = ""
    crop: str = ""
    crop_said: str = ""
    photo: Any = None
    language: str = "en"
    result: Result | None = field(default=None)


def rounded(latitude: float, longitude: float) -> tuple[Decimal, Decimal]:
    """To 0.1 degree, about 10 km. Raises PositionError for what is no position."""
    lat, lon = check_position(latitude, longitude)
    return Decimal(str(lat)).quantize(TENTH) + 0, Decimal(str(lon)).quantize(TENTH) + 0
