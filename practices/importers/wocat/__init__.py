"""WOCAT, the Global Database on Sustainable Land Management."""

from collections.abc import Iterator
from typing import Any

from ..draft import SheetDraft
from ..source import RawRecord
from .client import read_address
from .files import read_path
from .mapping import SHAPES, map_record


class Wocat:
    """Reads both APIs, files of either, and the CSV of technologies."""

    code = "wocat"
    shapes = SHAPES

    def read(self, location: str, *, token: str = "") -> Iterator[RawRecord]:
        if location.startswith(("http://", "https://")):
            return read_address(location, token)
        return read_path(location)

    def map(self, shape: str, data: Any) -> SheetDraft:
        return map_record(shape, data)


IMPORTER = Wocat()
