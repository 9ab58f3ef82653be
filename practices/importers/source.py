"""What each source must offer the framework: two words, read and map."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from .draft import SheetDraft


class BadRecord(ValueError):
    """The record as a whole cannot be a sheet; it is quarantined with its payload."""


class BadSource(Exception):
    """The file, folder or address cannot be read at all; says what to do."""


@dataclass(slots=True)
class RawRecord:
    """A record as received, stripped of personal data.

    `data` is plain JSON. `withdrawn` says that the source itself has taken it back.
    `error` is set instead of data where the record could not even be read.
    """

    external_id: str
    shape: str
    data: Any
    withdrawn: bool = False
    error: str = ""


class Importer(Protocol):
    """One external database. `shapes` lists the shapes of a record, the fullest first."""

    code: str
    shapes: tuple[str, ...]

    def read(self, location: str, *, token: str = "") -> Iterator[RawRecord]:
        """Records of a file (plain or gzip), a folder or an API address, as a stream.

        Raises BadSource where nothing can be read.
        """

    def map(self, shape: str, data: Any) -> SheetDraft:
        """A pure function. Raises BadRecord where there is no sheet in the data."""
