"""The elements of a JSON list one by one, however long the list: memory is that of the longest."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

CHUNK = 1 << 20
# Letters at the end of what was read that may be the first of a longer number, word or escape.
_TAIL = 16


class _Window:
    """The part of a text that was read and is not done with; `place` is where to go on."""

    def __init__(self, text: TextIO, start: str, longest: int) -> None:
        self.text, self.buffer, self.longest = text, start, longest
        self.place = 0

    def grow(self) -> bool:
        """Read as much again; whether there was more. Raises OSError beyond the longest."""
        kept = self.buffer[self.place :]
        if len(kept) > self.longest:
            raise OSError(0, f"one item has more than {self.longest // 1_000_000} MB")
        more = self.text.read(max(CHUNK, len(kept)))
        self.buffer, self.place = kept + more, 0
        return bool(more)

    def sign(self) -> str:
        """The next sign that is neither space nor comma. Raises EOFError where there is none."""
        while True:
            while self.place < len(self.buffer) and self.buffer[self.place] in " \t\r\n,":
                self.place += 1
            if self.place < len(self.buffer):
                return self.buffer[self.place]
            if not self.grow():
                raise EOFError

    def element(self) -> tuple[Any, int]:
        decoder = json.JSONDecoder()
        while True:
            try:
                found, end = decoder.raw_decode(self.buffer, self.place)
            except json.JSONDecodeError as error:
                if not (_is_cut(error) and self.grow()):
                    raise
            else:
                length = end - self.place
                if end + _TAIL < len(self.buffer) or not self.grow():
                    self.place += length
                    return found, length


def _is_cut(error: json.JSONDecodeError) -> bool:
    """Whether more text might mend it: it ran to the end of what was read."""
    return error.msg.startswith("Unterminated") or error.pos > len(error.doc) - _TAIL


def elements_of(text: TextIO, start: str, longest: int) -> Iterator[tuple[Any, int]]:
    """Each element and its length in letters. `start` was read from `text` already: from the "[".

    Raises ValueError where an element is no JSON, EOFError where the list breaks off between two,
    OSError for an element of more than `longest` letters.
    """
    window = _Window(text, start, longest)
    window.place = 1
    while window.sign() != "]":
        yield window.element()
