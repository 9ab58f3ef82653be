"""Sets of sheet numbers in a column."""

from collections.abc import Iterable

from pyroaring import BitMap64


def packed(numbers: Iterable[int]) -> bytes:
    return BitMap64(list(numbers)).serialize()


def unpacked(column: bytes | memoryview | None) -> set[int]:
    """PostgreSQL gives a memoryview; nothing is the empty set."""
    return set(BitMap64.deserialize(bytes(column))) if column else set()
