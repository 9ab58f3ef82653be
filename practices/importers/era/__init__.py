"""ERA, Evidence for Resilient Agriculture: field trials of farming practices in Africa."""

from collections.abc import Iterator
from typing import Any

from practices.importers.draft import SheetDraft
from practices.importers.source import RawRecord

from .client import read
from .mapping import map_record
from .payload import FULL, PARTIAL, SOIL_CARBON


class EraImporter:
    """See `practices.importers.source.Importer`."""

    code = "era"
    shapes: tuple[str, ...] = (FULL, SOIL_CARBON, PARTIAL)

    def read(self, location: str, *, token: str = "") -> Iterator[RawRecord]:
        return read(location, token)

    def map(self, shape: str, data: Any) -> SheetDraft:
        return map_record(shape, data)


IMPORTER = EraImporter()
