"""Records as they come in: cleaned for storing, hashed, and known again if they come twice."""

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ..source import RawRecord

# What neither database can store in a text: NUL, and halves of surrogate pairs.
_UNSTORABLE = {0: None, **dict.fromkeys(range(0xD800, 0xE000), "�")}


@dataclass(slots=True)
class Received:
    """A raw record with the hash and the length of its content as JSON.

    `is_repeat`: its number came before in this reading, in the same shape.
    """

    raw: RawRecord
    content_hash: str
    letters: int
    is_repeat: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.raw.external_id, self.raw.shape


def receive(raws: Iterable[RawRecord]) -> Iterator[Received]:
    """Each record with its hash. Keeps one number a record in memory, to know repeats."""
    seen: set[int] = set()
    for raw in raws:
        received = _received(raw)
        key = hash(received.key)
        received.is_repeat = key in seen
        seen.add(key)
        yield received


def _received(raw: RawRecord) -> Received:
    try:
        text = _canonical(raw)
    except RecursionError:
        raw.data, raw.error = None, "it is nested too deeply to be read"
        text = ""
    return Received(raw, sha256(text.encode()).hexdigest(), len(text))


def _canonical(raw: RawRecord) -> str:
    """The content as JSON in one order, whatever order it came in.

    Where it holds something that cannot be stored, `raw` is cleaned of it first.
    """
    try:
        text = _dumps(raw.data)
        text.encode()
    except ValueError:  # NaN, infinity, or a text that is no Unicode
        text = "\\u0000"
    if "\\u0000" not in text:
        return text
    raw.data = storable(raw.data)
    return _dumps(raw.data)


def _dumps(data: Any) -> str:
    return json.dumps(
        data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def storable(value: Any) -> Any:
    """The same JSON without NUL characters, broken surrogates, NaN and infinities."""
    if isinstance(value, str):
        return value.translate(_UNSTORABLE)
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [storable(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
