"""The bundled binary files: a JSON header and a few arrays of integers, compressed.

A file is one zlib stream: a line of JSON, `{"arrays": {name: [type, length]}, ...}`, then
the arrays in that order, little-endian, each stored one byte position at a time (all lowest
bytes first), which halves its compressed size. Arrays with a sign are stored without one:
0, -1, 1, -2, 2 as 0, 1, 2, 3, 4, so that small numbers have empty high bytes.
Types are those of the module `array`.
"""

import json
import sys
import zlib
from array import array
from functools import partial
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

Arrays = dict[str, "array[int]"]


def write_packed(path: Path, header: dict[str, Any], arrays: Arrays) -> None:
    """Write a file that `read_packed` reads back; the same input gives the same bytes."""
    shapes = {name: [column.typecode, len(column)] for name, column in arrays.items()}
    line = json.dumps({**header, "arrays": shapes}, separators=(",", ":")).encode() + b"\n"
    body = b"".join(_by_plane(column) for column in arrays.values())
    path.write_bytes(zlib.compress(line + body, 9))


def read_packed(name: str) -> tuple[dict[str, Any], Arrays]:
    """The header and the arrays of a bundled file."""
    line, _, body = zlib.decompress((DATA / name).read_bytes()).partition(b"\n")
    header = json.loads(line)
    take = partial(_take, memoryview(body))
    arrays, at = {}, 0
    for key, (typecode, length) in header.pop("arrays").items():
        arrays[key] = take(at, typecode, length)
        at += length * arrays[key].itemsize
    return header, arrays


def _by_plane(column: "array[int]") -> bytes:
    if column.typecode == "i":
        column = array("I", (2 * n if n >= 0 else -2 * n - 1 for n in column))
    raw, size = _little_endian(column).tobytes(), column.itemsize
    return b"".join(raw[plane::size] for plane in range(size))


def _take(body: memoryview, at: int, typecode: str, length: int) -> "array[int]":
    column: array[int] = array(typecode.upper())
    size = column.itemsize
    raw = bytearray(length * size)
    for plane in range(size):
        raw[plane::size] = body[at + plane * length : at + (plane + 1) * length]
    column.frombytes(raw)
    column = _little_endian(column)
    return array("i", (n >> 1 ^ -(n & 1) for n in column)) if typecode == "i" else column


def _little_endian(column: "array[int]") -> "array[int]":
    """The column with its bytes turned round on a big-endian machine."""
    if sys.byteorder == "big":
        column = column[:]
        column.byteswap()
    return column
