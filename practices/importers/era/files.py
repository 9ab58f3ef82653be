"""CSV tables, plain or gzip, alone or in a folder, read as a stream."""

import csv
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from practices.importers.source import BadSource

_GZIP = b"\x1f\x8b"
_DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile, UnicodeDecodeError, csv.Error, OSError)


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

    Raises BadSource where the file ends before its end or cannot be read on.
    """
    line = 0
    try:
        with _open(path) as file:
            rows = csv.reader(file)
            next(rows, None)
            for values in rows:
                line = rows.line_num
                yield line, values
    except _DAMAGE as error:
        raise BadSource(_damage(path, line, error)) from error


def _open(path: Path) -> IO[str]:
    with path.open("rb") as file:
        is_gzip = file.read(2) == _GZIP
    opener = gzip.open if is_gzip else open
    return opener(path, "rt", encoding="utf-8-sig", newline="")


def _damage(path: Path, line: int, error: Exception) -> str:
    if isinstance(error, EOFError):
        what = "ends before its end: it is truncated"
    elif isinstance(error, UnicodeDecodeError):
        what = "is not UTF-8 text"
    else:
        what = f"cannot be read on ({error})"
    return (
        f"{path.name} {what}, after line {line}. What was read so far is imported, and may lack "
        "rows of the last studies. Get a whole copy and import it again."
    )
