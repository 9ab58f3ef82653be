"""Pasted lines as answers. What cannot be read is said by line and column, and stays as text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .columns import PAIR, Column, Pasting, columns_of, folded, words_of
from .table import Line, NoTableError, Table, table_of, text_of

MOST = 40
"""Lines that are tried at once: each becomes a row of a dozen fields on a phone."""
Row = dict[str, str]


@dataclass(frozen=True)
class Pasted:
    """rows: answers by name of the field. left: the text that stays. problems: why, in words."""

    rows: list[Row] = field(default_factory=list)
    left: str = ""
    problems: list[str] = field(default_factory=list)


class _CellError(ValueError):
    """column: from 0, or None for the line as a whole."""

    def __init__(self, column: int | None, message: str) -> None:
        super().__init__(message)
        self.column, self.message = column, message


def pasted(
    text: str, row: type[Any], pasting: Pasting, known: Iterable[Row] = (), most: int = MOST
) -> Pasted:
    """known: rows that are there already; a line that says the same as one is left."""
    if not text.strip():
        return Pasted()
    try:
        table = table_of(text)
    except NoTableError:
        return Pasted(left=text, problems=[_("This is no table that we can read.")])
    columns = columns_of(table.lines[0].cells, row, pasting) if table.lines else []
    if not any(column.name for column in columns):
        return Pasted(left=text, problems=[_no_header()])
    return _Reader(table, columns, row, pasting, list(known)).read(most)


def _no_header() -> str:
    return _("The first line has to name the columns, as in the example.")


def _waiting(most: int, count: int) -> str:
    said = ngettext(
        "%(most)s lines are read at once; %(count)s more line waits here.",
        "%(most)s lines are read at once; %(count)s more lines wait here.",
        count,
    )
    return said % {"most": most, "count": count}


class _Reader:
    """One table that is read line by line."""

    def __init__(
        self,
        table: Table,
        columns: list[Column],
        row: type[Any],
        pasting: Pasting,
        known: list[Row],
    ) -> None:
        self.table, self.columns, self.pasting = table, columns, pasting
        self.fields: Mapping[str, Any] = row.base_fields
        self.ready = {"order", "gone", *row.ready}
        self.known = known
        self.problems: list[str] = []
        self.words: dict[str, dict[str, str]] = {}

    def read(self, most: int) -> Pasted:
        header, *lines = self.table.lines
        if not lines:
            nothing = _("There is no row below the names of the columns.")
            return Pasted(left=text_of(self.table.sign, [header.cells]), problems=[nothing])
        rows: list[Row] = []
        left: list[tuple[str, ...]] = []
        self._check_header(header)
        for line in lines[:most]:
            rest = self._take(line, rows)
            left += [rest] if any(rest) else []
        if waiting := lines[most:]:
            self.problems.insert(0, _waiting(most, len(waiting)))
            left += [line.cells for line in waiting]
        text = text_of(self.table.sign, [header.cells, *left]) if left else ""
        return Pasted(rows, text, self.problems)

    def _check_header(self, header: Line) -> None:
        for place, (cell, column) in enumerate(zip(header.cells, self.columns, strict=True)):
            if cell and not column.name:
                self._complain(
                    header, place, _("no such column is known, or it comes twice; it stays here")
                )

    def _take(self, line: Line, rows: list[Row]) -> tuple[str, ...]:
        """The cells of the line that are not read."""
        try:
            row = self._row(line)
        except _CellError as error:
            self._complain(line, error.column, error.message)
            return line.cells
        if row is not None:
            rows.append(row)
            self.known.append(row)
        return tuple(
            "" if place < len(self.columns) and self.columns[place].name else cell
            for place, cell in enumerate(line.cells)
        )

    def _row(self, line: Line) -> Row | None:
        """Raises _CellError; None for a line that says nothing in the columns that are known."""
        if any(line.cells[len(self.columns) :]):
            raise _CellError(None, _("it has more cells than the first line has columns"))
        row: Row = {}
        for place, (column, cell) in enumerate(zip(self.columns, line.cells, strict=False)):
            if column.name and cell:
                told = dict(self._cells(place, column, cell))
                if told.get("unit", "") != row.get("unit", told.get("unit", "")) and "unit" in told:
                    raise _CellError(place, _("another column says another unit"))
                row |= told
        if not row:
            return None
        row = self.pasting.refined({**self.pasting.defaults, **row})
        self._check(row)
        return row

    def _cells(self, place: int, column: Column, cell: str) -> Iterator[tuple[str, str]]:
        if unit := self._unit(place, column):
            yield "unit", unit
        if column.name in self.pasting.pairs:
            yield from self._pair(place, column, cell)
            return
        yield column.name, self._value(place, column.name, cell)

    def _pair(self, place: int, column: Column, cell: str) -> Iterator[tuple[str, str]]:
        """Two ends; one number alone is the second."""
        first, last = self.pasting.pairs[column.name]
        match = PAIR.fullmatch(cell)
        ends = (match[1], match[2]) if match else ("", cell)
        for name, text in zip((first, last), ends, strict=True):
            if text:
                yield name, self._value(place, name, text)

    def _unit(self, place: int, column: Column) -> str:
        """Behind the name of a column; one that is none is no guess of ours."""
        if not column.unit:
            return ""
        fixed = self.pasting.fixed.get(column.name, ())
        if column.name in self.pasting.measured:
            if unit := self.pasting.unit_of(column.unit):
                return unit
            raise _CellError(place, _("the unit %(unit)s is not known") % {"unit": column.unit})
        if fixed and column.unit.casefold() not in fixed:
            raise _CellError(place, _("it has to be in %(unit)s") % {"unit": fixed[0]})
        return ""

    def _value(self, place: int, name: str, cell: str) -> str:
        """As text of an answer. Raises _CellError."""
        form_field = self.fields[name]
        if isinstance(form_field, forms.ChoiceField):
            return self._choice(place, name, cell)
        try:
            form_field.clean(cell)
        except ValidationError as error:
            raise _CellError(place, " ".join(error.messages).rstrip(".")) from error
        return cell

    def _choice(self, place: int, name: str, cell: str) -> str:
        if name not in self.words:
            self.words[name] = words_of(self.fields[name], self.pasting.values.get(name, {}))
        found = self.pasting.unit_of(cell) if name == "unit" else ""
        found = found or self.words[name].get(folded(cell), "")
        if not found:
            raise _CellError(place, _("“%(word)s” is none of the choices") % {"word": cell[:40]})
        return found

    def _check(self, row: Row) -> None:
        """Raises _CellError for the line."""
        for name in self.pasting.needs:
            if not row.get(name):
                label = self.fields[name].label
                raise _CellError(None, _("say it in a column: %(name)s") % {"name": label})
        if not any(text for name, text in row.items() if name not in self.ready):
            raise _CellError(None, _("there is no number in it"))
        if any(_same(row, other) for other in self.known):
            raise _CellError(None, _("there is a row that says the same"))

    def _complain(self, line: Line, place: int | None, message: str) -> None:
        values: dict[str, Any] = {"line": line.number, "what": message}
        if place is None:
            self.problems.append(_("Line %(line)s: %(what)s.") % values)
            return
        header = self.table.lines[0].cells[place]
        values |= {"column": place + 1, "name": header[:40]}
        self.problems.append(_("Line %(line)s, column %(column)s (%(name)s): %(what)s.") % values)


def _same(one: Row, other: Row) -> bool:
    return {k: v for k, v in one.items() if v} == {k: v for k, v in other.items() if v}
