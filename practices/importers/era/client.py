"""ERA's compiled table, from a file, a folder or an address, as one raw record a contrast.

A record is a study x site x contrast (see `contrasts.py`); its payload is in `payload.py`.
"""

from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from practices.importers.source import BadSource, RawRecord

from . import bibliography
from .columns import ARMS, CONTRAST, KEPT, PAPER, REQUIRED, SHORT, SITE, STUDY
from .contrasts import external_id
from .download import download
from .files import Damaged, header_of, lines_of, tables_in
from .payload import COLUMNS, FULL, PARTIAL, pack, shape_of
from .spool import Spool, SpooledRow

Papers = dict[str, bibliography.Paper]

_STUDY = COLUMNS.index(STUDY)


class _BrokenOff(BadSource):
    """A table broke off among the rows of `studies`, so how many they have is not known."""

    def __init__(self, damage: Damaged, studies: set[str]) -> None:
        self.studies = studies
        super().__init__(
            f"{damage} What was read so far is imported, but not {', '.join(sorted(studies))}, the "
            "last read: rows of it may be lost. Others may lack rows too; what is here of them "
            "already is kept."
            if studies
            else str(damage)
        )


def read(location: str, token: str = "") -> Iterator[RawRecord]:
    """Raises BadSource at once if nothing can be read, at the end if not all could be."""
    if not location.startswith(("http://", "https://")):
        yield from _read(Path(location))
        return
    with TemporaryDirectory(prefix="era-") as folder:
        path = Path(folder) / "table.csv"
        download(location, path, token)
        yield from _read(path)


def _read(location: Path) -> Iterator[RawRecord]:
    comparisons, papers = _sources(location)
    broken: list[_BrokenOff] = []
    with Spool() as spool:
        for path in comparisons:
            try:
                spool.add(_rows(path))
            except _BrokenOff as error:
                broken.append(error)
        withheld = set().union(*(error.studies for error in broken))
        for key, rows in spool.records():
            if _study_of(rows[0]) not in withheld:
                yield _record(key, rows, papers, is_whole=not broken)
    if broken:
        raise BadSource(" ".join(map(str, broken)))


def _sources(location: Path) -> tuple[list[Path], Papers]:
    """The tables of comparisons, and the papers beside them or, failing that, the bundled ones."""
    paths = tables_in(location)
    comparisons = [path for path in paths if set(REQUIRED) <= set(header_of(path))]
    if not comparisons:
        raise BadSource(_not_ours(location, paths))
    nearby = paths if location.is_dir() else tables_in(location.parent)
    found = [path for path in nearby if bibliography.is_bibliography(path)]
    return comparisons, bibliography.papers_in(found[0] if found else bibliography.BUNDLED)


def _not_ours(location: Path, paths: list[Path]) -> str:
    if paths != [location]:
        return f"{location}: no CSV file in it has the columns {', '.join(REQUIRED)}."
    header = header_of(location)
    lacks = ", ".join(name for name in REQUIRED if name not in header)
    return (
        f"{location} is not ERA's table of comparisons: it lacks the columns {lacks}. "
        "Give the compiled table as CSV in UTF-8, plain or gzip."
    )


def _rows(path: Path) -> Iterator[SpooledRow]:
    """The rows of a table. Raises _BrokenOff with the studies that it broke off in.

    They are that of the last whole row and, if its code is whole, that of the line cut in two:
    what is imported replaces what was there, so a study of half its rows would take some away.
    """
    header = header_of(path)
    last = ""
    try:
        for row in _keyed(header, lines_of(path)):
            last = _study_of(row) or last
            yield row
    except Damaged as error:
        place = header.index(STUDY)
        found = (last, *error.values[:-1][place : place + 1])
        raise _BrokenOff(error, {study.strip() for study in found} - {""}) from error


def _keyed(header: list[str], lines: Iterator[tuple[int, list[str]]]) -> Iterator[SpooledRow]:
    """The kept columns of each row, with the key of its record."""
    pick = _picker(header)
    keys = itemgetter(*(COLUMNS.index(name) for name in (STUDY, SITE, CONTRAST)))
    for line, values in lines:
        if len(values) != len(header):
            yield f"line {line}", [], f"{len(values)} values for {len(header)} columns"
            continue
        kept = pick(values)
        study, site, contrast = keys(kept)
        if study.strip():
            yield external_id(study.strip(), site, contrast), kept, ""
        else:
            yield f"line {line}", [], "there is no study code"


def _study_of(row: SpooledRow) -> str:
    """The code of its study; "" for a row that has none."""
    return row[1][_STUDY].strip() if row[1] else ""


def _picker(header: list[str]) -> Callable[[list[str]], list[str]]:
    """From the values of a line to those of `COLUMNS`; "" for a column the table lacks."""
    place = {name: position for position, name in enumerate(header)}
    singles = itemgetter(*(place.get(name, len(header)) for name in (*KEPT, *PAPER.values())))
    arms = [[place[name] for name in names if name in place] for names in ARMS.values()]
    limits = [(KEPT.index(name), limit) for name, limit in SHORT.items()]

    def pick(values: list[str]) -> list[str]:
        kept = list(singles([*values, ""]))
        for position, limit in limits:
            if len(kept[position]) >= limit:
                kept[position] = ""
        practices = ["-".join(filter(None, map(values.__getitem__, arm))) for arm in arms]
        return [*kept[: len(KEPT)], *practices, *kept[len(KEPT) :]]

    return pick


def _record(key: str, rows: list[SpooledRow], papers: Papers, *, is_whole: bool) -> RawRecord:
    """Of a broken table any record may lack rows: its shape never replaces what is here."""
    error = rows[0][2]
    if error:
        return RawRecord(key, FULL, None, error=f"{key}: {error}")
    values = [values for _, values, _ in rows]
    return RawRecord(key, shape_of(values) if is_whole else PARTIAL, pack(values, papers))
