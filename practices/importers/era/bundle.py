"""Cut ERA's compiled table to what the project ships: the soil-carbon comparisons, as facts.

    python -m practices.importers.era.bundle FULL.csv.gz BIBLIOGRAPHY.csv.gz FOLDER

writes FOLDER/soil_carbon.csv.gz and FOLDER/bibliography.csv.gz under ERA's column names, so that
the same importer reads the full table and the cut. The same input gives the same bytes.
"""

import csv
import gzip
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path

from practices.importers.source import BadSource

from .columns import ARMS, BIBLIOGRAPHY_KEY, KEPT, PAPER, SHORT, STUDY, Row
from .files import header_of, lines_of
from .tables import outcomes


def bundle(full: Path, bibliography: Path, folder: Path) -> tuple[int, int]:
    """The number of comparisons and of papers written."""
    comparisons = [row for row in _rows(full) if _is_soil_carbon(row)]
    studies = {row[STUDY] for row in comparisons}
    wanted = studies | {study.split(".")[0] for study in studies}
    papers = [row for row in _rows(bibliography) if row[BIBLIOGRAPHY_KEY] in wanted]
    known = {row[BIBLIOGRAPHY_KEY] for row in papers}
    cut = [_cut(row, is_known=bool(known & _codes(row))) for row in comparisons]
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "soil_carbon.csv.gz", cut)
    _write(folder / "bibliography.csv.gz", papers)
    return len(cut), len(papers)


def _rows(path: Path) -> Iterable[Row]:
    header = header_of(path)
    for _, values in lines_of(path):
        yield dict(zip(header, values, strict=True))


def _is_soil_carbon(row: Row) -> bool:
    outcome = outcomes().get(row["Outcode"].removesuffix(".0"))
    return outcome is not None and outcome.is_soil_carbon


def _codes(row: Row) -> set[str]:
    return {row[STUDY], row[STUDY].split(".")[0]}


def _cut(row: Row, *, is_known: bool) -> Row:
    """The columns that a mapping reads; those of the paper only where the bibliography lacks it."""
    names = [*KEPT, *(name for arm in ARMS.values() for name in arm)]
    cut = {name: row.get(name, "") for name in names}
    for name, limit in SHORT.items():
        cut[name] = cut[name] if len(cut[name]) < limit else ""
    return cut | {name: "" if is_known else row.get(name, "") for name in PAPER.values()}


def _write(path: Path, rows: list[Row]) -> None:
    """As gzip without date or name, and without columns that are empty throughout."""
    columns = [name for name in rows[0] if any(row[name] for row in rows)]
    with (
        path.open("wb") as file,
        gzip.GzipFile("", "wb", compresslevel=9, fileobj=file, mtime=0) as packed,
        TextIOWrapper(packed, encoding="utf-8", newline="") as text,
    ):
        table = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def main() -> None:
    if len(sys.argv) != 4:
        sys.exit("Usage: python -m practices.importers.era.bundle FULL BIBLIOGRAPHY FOLDER")
    full, bibliography, folder = map(Path, sys.argv[1:])
    try:
        comparisons, papers = bundle(full, bibliography, folder)
    except BadSource as error:
        sys.exit(str(error))
    sys.stdout.write(f"{comparisons} comparisons and {papers} papers in {folder}\n")


if __name__ == "__main__":
    main()
