"""Text of a spreadsheet as lines of cells, and cells as text again."""

import csv
import io
from dataclasses import dataclass


class NoTableError(ValueError):
    """The text cannot be taken apart."""


@dataclass(frozen=True)
class Line:
    """Cells without space around them. number: of its first line in the text, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """sign: between two cells, a tab or a semicolon. The first line names the columns."""

    sign: str
    lines: tuple[Line, ...]


def table_of(text: str) -> Table:
    """Lines without any word are left out. Raises NoTableError."""
    sign = "\t" if "\t" in text else ";"
    # Inches and other lone marks are no quotation: with one, all that follows would be one cell.
    is_plain = bool(text.count('"') % 2)
    source = io.StringIO(text, newline="")
    reader = csv.reader(source, delimiter=sign, quotechar=None if is_plain else '"')
    lines, number = [], 1
    try:
        for cells in reader:
            lines.append(Line(number, tuple(cell.strip() for cell in cells)))
            number = reader.line_num + 1
    except csv.Error as error:
        raise NoTableError(str(error)) from error
    return Table(sign, tuple(line for line in lines if any(line.cells)))


def text_of(sign: str, lines: list[tuple[str, ...]]) -> str:
    """Such that `table_of` reads the same cells."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, lineterminator="\n")
    writer.writerows(lines)
    return out.getvalue().rstrip("\n")
