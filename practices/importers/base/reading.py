"""Records of a source in batches, with a clear word where the source breaks off."""

import csv
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import httpx

from ..source import BadSource, Importer, RawRecord
from .received import Received, receive

# A batch ends at either: few statements for small records, little memory for large ones.
MOST_RECORDS = 200
MOST_LETTERS = 3_000_000

# What reading raises on a damaged or unreachable source.
UNREADABLE = (
    OSError,
    EOFError,
    RecursionError,
    zlib.error,
    csv.Error,
    UnicodeError,
    json.JSONDecodeError,
    httpx.HTTPError,
    httpx.InvalidURL,
)


@dataclass(slots=True)
class Reading:
    """One reading of a source. What comes before it breaks off is read; `error` says why it did."""

    importer: Importer
    location: str
    token: str = ""
    error: str = ""

    def batches(self) -> Iterator[list[Received]]:
        batch: list[Received] = []
        count = letters = 0
        for received in receive(self._records()):
            count += 1
            letters += received.letters
            batch.append(received)
            if len(batch) == MOST_RECORDS or letters > MOST_LETTERS:
                yield batch
                batch, letters = [], 0
        if batch:
            yield batch
        if not count and not self.error:
            self.error = f"{self.location}: there is no record in it."

    def _records(self) -> Iterator[RawRecord]:
        try:
            yield from self.importer.read(self.location, token=self.token)
        except BadSource as error:
            self.error = str(error)
        except UNREADABLE as error:
            said = str(error) or type(error).__name__
            self.error = f"{self.location} breaks off: {said}. What came before it is kept."


def rounds(batch: Iterable[Received]) -> Iterator[list[Received]]:
    """The batch in parts in which no number comes twice, in the order they came."""
    part: dict[str, Received] = {}
    for received in batch:
        number = str(received.raw.external_id)
        if number in part:
            yield list(part.values())
            part = {}
        part[number] = received
    if part:
        yield list(part.values())
