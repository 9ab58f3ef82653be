"""CSV tables, plain or gzip, alone or in a folder, read as a stream."""

import csv
import gzip
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from practices.importers.source import BadSource

_GZIP = b"\x1f\x8b"
_DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile, UnicodeDecodeError, csv.Error, OSError)


class Damaged(BadSource):
    """The file breaks off; `values` are those of the line it was cut in, the last one in part."""

    def __init__(self, message: str, values: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.values = values


def tables_in(location: Path) -> list[Path]:
    """The file itself, or the CSV files of a folder by name. Raises BadSource for neither."""
    if location.is_file():
        return [location]
    if not location.is_dir():
        raise BadSource(f"{location}: there is no such file or folder. Check the path.")
    return sorted(path for path in location.iterdir() if path.name.endswith((".csv", ".csv.gz")))


def header_of(path: Path) -> list[str]:
    """The names of the columns; none if the file is empty or no text."""
    try:
        with _open(path) as file:
            return next(csv.reader(file), [])
    except _DAMAGE:
        return []


def lines_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number and values of each row below the header.

    Raises Damaged where the file ends before its end or cannot be read on. A line with too few
    values is given if others follow; as the last one it is what is left of a line cut in two.
    """
    line = 0
    short: list[tuple[int, list[str]]] = []
    try:
        with _open(path) as file:
            rows = csv.reader(file)
            width = len(next(rows, []))
            for values in rows:
                yield from short
                short = [(rows.line_num, values)] if 0 < len(values) < width else []
                if not short:
                    line = rows.line_num
                    yield line, values
    except _DAMAGE as error:
        raise Damaged(_damage(path, line, _what(error))) from error
    if short:
        what = "ends in the middle of a line: it is truncated"
        raise Damaged(_damage(path, line, what), short[0][1])


def _open(path: Path) -> IO[str]:
    with path.open("rb") as file:
        is_gzip = file.read(2) == _GZIP
    opener = gzip.open if is_gzip else open
    return opener(path, "rt", encoding="utf-8-sig", newline="")


def _what(error: Exception) -> str:
    if isinstance(error, EOFError):
        return "ends before its end: it is truncated"
    if isinstance(error, UnicodeDecodeError):
        return "is not UTF-8 text"
    return f"cannot be read on ({error})"


def _damage(path: Path, line: int, what: str) -> str:
    return f"{path.name} {what}, after line {line}. Get a whole copy and import it again."
