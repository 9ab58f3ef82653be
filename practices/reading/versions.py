"""The version of a sheet that a printed page names, and whether the one on screen is newer.

A version is the moment of the last change, in UTC: `20261121T035839`. The sheet's address with
`?version=` is what the QR code holds.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby

import segno
from django.conf import settings

from practices.models import PracticeSheet

FORMAT = "%Y%m%dT%H%M%S"


class Version:
    """The version shown, and the one asked for if any."""

    def __init__(self, sheet: PracticeSheet, asked: str = "") -> None:
        self.sheet = sheet
        self.changed_at = sheet.changed_at
        self.asked_at = moment_of(asked)

    @property
    def code(self) -> str:
        return self.changed_at.astimezone(UTC).strftime(FORMAT) if self.changed_at else ""

    @property
    def state(self) -> str:
        """ "" if none was asked for, "same", or "newer" if the sheet has changed since."""
        if self.asked_at is None or not self.changed_at:
            return ""
        is_newer = self.changed_at.astimezone(UTC).replace(microsecond=0) > self.asked_at
        return "newer" if is_newer else "same"

    @property
    def address(self) -> str:
        """The permanent address, to be read."""
        return settings.SITE_URL.rstrip("/") + self.sheet.get_absolute_url()

    @cached_property
    def qr(self) -> "QrCode":
        return QrCode(f"{self.address}?version={self.code}")


class QrCode:
    """A QR code (ISO/IEC 18004, error correction M) as one SVG path of dark runs."""

    def __init__(self, text: str) -> None:
        # The mask is only the look of it: to weigh all eight takes four times as long.
        code = segno.make(text, error="m", micro=False, mask=0)
        self._rows = [bytes(row) for row in code.matrix]
        # A reader needs four light modules on each side.
        self.size = len(self._rows) + 8

    @property
    def path(self) -> str:
        return "".join(self._runs())

    def _runs(self) -> Iterator[str]:
        for number, row in enumerate(self._rows):
            column = 0
            for is_dark, modules in groupby(row):
                length = len(list(modules))
                if is_dark:
                    yield f"M{column + 4} {number + 4}.5h{length}"
                column += length


def moment_of(code: str) -> datetime | None:
    """The moment of a version; None for what is none."""
    try:
        return datetime.strptime(code, FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None
