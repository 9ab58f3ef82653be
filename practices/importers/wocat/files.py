"""Reads records from a file or a folder: JSON, lines of JSON or CSV, plain or gzip."""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from ..source import BadSource, RawRecord
from .elements import CHUNK, elements_of
from .records import bad, of_row, records_of

KINDS = (".json", ".jsonl", ".ndjson", ".csv")
# A record has a few hundred kilobytes at most, a list page less.
LARGEST_FILE = 100_000_000
LARGEST_RECORD = 5_000_000
# What reading raises on a file that is cut off, damaged, or not what its name says.
DAMAGES = (EOFError, OSError, UnicodeDecodeError, ValueError, csv.Error, zlib.error, RecursionError)


def read_path(location: str) -> Iterator[RawRecord]:
    """The records of a file, or of the files of a folder in the order of their names.

    Raises BadSource where there is none. What is damaged comes as a record with an error.
    """
    path = Path(location)
    if not path.exists():
        raise BadSource(f"{location}: there is no such file or folder")
    files = sorted(_files(path)) if path.is_dir() else [path]
    if not files:
        raise BadSource(f"{location}: no file in it ends in {', '.join(KINDS)}, or that with .gz")
    for file in files:
        yield from _read(file)


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.is_file() and _kind(file) in KINDS)


def _kind(file: Path) -> str:
    """ ".json" of "a.json" and of "a.json.gz"."""
    return Path(file.name.removesuffix(".gz")).suffix.lower()


def _read(file: Path) -> Iterator[RawRecord]:
    read = {".csv": _table, ".jsonl": _lines, ".ndjson": _lines}.get(_kind(file), _document)
    try:
        yield from read(file)
    except DAMAGES as error:
        yield bad(file.name, f"the file cannot be read to its end: {_reason(error)}")


def _reason(error: BaseException) -> str:
    """What went wrong, without words of the file."""
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON at line {error.lineno}, column {error.colno}; is it cut off?"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, (EOFError, OSError, zlib.error)):
        return "the data are cut off or damaged"
    return f"it is damaged ({type(error).__name__})"


def _open(file: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(file)) if file.suffix == ".gz" else file.open("rb")


def _document(file: Path) -> Iterator[RawRecord]:
    """A list is read as a stream; a record, or a page of records, whole."""
    with _open(file) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8-sig")
        start = text.read(CHUNK).lstrip()
        if start.startswith("["):
            yield from _elements(elements_of(text, start, LARGEST_FILE), file.name)
            return
        content = start + text.read(LARGEST_FILE)
    if len(content) >= LARGEST_FILE:
        raise OSError(0, f"it has more than {LARGEST_FILE // 1_000_000} MB; split it")
    document = json.loads(content)
    is_page = isinstance(document, dict) and isinstance(document.get("results"), list)
    if len(content) > LARGEST_RECORD and not is_page:
        yield _too_large(file.name, len(content))
    else:
        yield from records_of(document, file.name)


def _too_large(name: str, size: int) -> RawRecord:
    return bad(name, f"it has {size / 1e6:.0f} MB; a record has {LARGEST_RECORD / 1e6:.0f} at most")


def _elements(found: Iterator[tuple[Any, int]], name: str) -> Iterator[RawRecord]:
    """Those before a damage are read."""
    number = 0
    try:
        for number, (document, length) in enumerate(found, 1):
            label = f"{name}, item {number}"
            if length > LARGEST_RECORD:
                yield _too_large(label, length)
            else:
                yield from records_of(document, label)
    except DAMAGES as error:
        what = "no JSON follows; is it cut off?" if _is_json(error) else _reason(error)
        yield bad(name, f"the list cannot be read beyond item {number}: {what}")


def _is_json(error: BaseException) -> bool:
    """Whether JSON was at fault: the line it names is not one of the file, but of a part of it."""
    return isinstance(error, json.JSONDecodeError)


def _lines(file: Path) -> Iterator[RawRecord]:
    with _open(file) as stream:
        for number, line in enumerate(iter(lambda: stream.readline(LARGEST_RECORD + 1), b""), 1):
            label = f"{file.name}, line {number}"
            if len(line) > LARGEST_RECORD:
                raise OSError(0, f"line {number} is longer than a record can be")
            if line.strip():
                yield from _line(line, label)


def _line(line: bytes, label: str) -> Iterator[RawRecord]:
    try:
        document: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield bad(label, f"it cannot be read: {_reason(error)}")
    else:
        yield from records_of(document, label)


def _table(file: Path) -> Iterator[RawRecord]:
    with _open(file) as stream:
        text = (line.decode("utf-8") for line in stream)
        first = next(text, "").removeprefix("\ufeff")
        rows = csv.DictReader(_chain(first, text))
        if not {"technology_id", "id"} & set(rows.fieldnames or ()):
            yield bad(file.name, "it is no table of technologies: no column technology_id")
            return
        for number, row in enumerate(islice(rows, None), 2):
            yield of_row(row, f"{file.name}, row {number}")


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
