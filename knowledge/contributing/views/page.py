"""The editor as its template reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from ..models import Proposal
from ..pasting.form import PASTE
from ..sections import Row, Rows, Section
from ..sheets.measuring import MeasurementRow
from ..sheets.progress import Progress, progress
from ..sheets.reading import reading
from ..subjects import Beside


@dataclass
class Field:
    """A field to be drawn. others: what other pages wrote in it, not yet settled. beside: what an
    original says. is_naming: below it stand objects of such a name; alike: those found so far.
    """

    bound: Any
    others: tuple[str, ...] = ()
    beside: Beside | None = None
    is_naming: bool = False
    alike: Any = None

    @property
    def name(self) -> str:
        return self.bound.html_name

    @property
    def template(self) -> str:
        return getattr(self.bound.field, "drawn_by", "contributing/_field.html")

    @property
    def unit(self) -> Any:
        return getattr(self.bound.field, "unit", "")

    @property
    def is_group(self) -> bool:
        """Of boxes or buttons, with a legend in the place of a label."""
        return bool(self.bound.field.widget.use_fieldset)

    @property
    def is_short(self) -> bool:
        return self.bound.field.widget.attrs.get("class", "") in ("num", "slim")

    @cached_property
    def groups(self) -> list[tuple[str, list[Any], int]]:
        """Of boxes: name of a group, its boxes, and how many are ticked; "" where none is named."""
        boxes = iter(list(self.bound.subwidgets))
        groups = []
        for label, options in groups_of(self.bound.field.choices):
            found = [next(boxes) for _option in options]
            groups.append((label, found, sum(bool(box.data["selected"]) for box in found)))
        return groups

    @property
    def drawn(self) -> SafeString:
        return self.bound.as_widget(attrs={} if self.is_group else {"class": self._classes})

    @property
    def _classes(self) -> str:
        return f"input {self.bound.field.widget.attrs.get('class', '')}".strip()


def groups_of(choices: Any) -> Iterator[tuple[str, Any]]:
    plain = [one for one in choices if not isinstance(one[1], list | tuple)]
    if plain:
        yield "", plain
    yield from (one for one in choices if isinstance(one[1], list | tuple))


@dataclass
class RowPart:
    """One row of a section of rows. says: it in a sentence, then doubts."""

    row: Row
    number: int
    fields: list[Field]
    says: list[str] = field(default_factory=list)

    @property
    def hidden(self) -> list[Any]:
        return self.row.hidden_fields()

    @property
    def picture(self) -> Any:
        """The photograph of the row, if it is here."""
        return getattr(self.row, "picture", None)

    @property
    def gone(self) -> Any:
        return self.row["gone"]


@dataclass
class Part:
    """One section; either `fields` or `rows`."""

    form: Section | Rows
    is_told: bool
    is_open: bool
    fields: list[Field] = field(default_factory=list)
    rows: list[RowPart] = field(default_factory=list)
    paste: Field | None = None
    """Takes rows of a spreadsheet."""

    @property
    def id(self) -> str:
        return self.form.id

    @property
    def is_rows(self) -> bool:
        return isinstance(self.form, Rows)

    @property
    def has_beside(self) -> bool:
        return any(field.beside for field in self.fields)


class Editor:
    """A proposal and its forms. complains: of what is missing too, not only of what is wrong.
    shows_alike: whether objects like a new one are looked for.
    """

    def __init__(
        self,
        proposal: Proposal,
        *,
        complains: bool = False,
        grown: str = "",
        shows_alike: bool = True,
    ) -> None:
        self.proposal = proposal
        self.complains = complains
        self.grown = grown
        self.shows_alike = shows_alike

    @cached_property
    def parts(self) -> list[Part]:
        return [self._part(form) for form in self.proposal.subject.forms(self.proposal.answers)]

    @cached_property
    def beside(self) -> Mapping[str, Beside]:
        one = self.proposal
        return one.subject.beside(one.base, one.answers, one.language)

    @cached_property
    def twin(self) -> Any:
        """What somebody else made while this was written as a new one, if all may read it."""
        one = self.proposal
        found = one.subject.there_already(one.answers, one.language) if one.is_new else None
        return found if found and found.live else None

    @property
    def mistakes(self) -> list[tuple[Any, str]]:
        """Each field that cannot be as it is, with its first complaint."""
        fields = (one for part in self.parts for one in _all_fields(part))
        return [(one.bound, one.bound.errors[0]) for one in fields if one.bound.errors]

    @cached_property
    def progress(self) -> Progress | None:
        return progress(self.proposal.answers) if self.proposal.kind == "sheet" else None

    @property
    def told(self) -> int:
        return sum(part.is_told for part in self.parts)

    def _part(self, form: Section | Rows) -> Part:
        is_told = form.is_told
        if isinstance(form, Section):
            self._hush(form)
            fields = self._fields(form, form.drawn)
            return Part(form, is_told, self._is_open(form), fields=fields)
        if not form.rows or self.grown == form.id:
            form.extended()
        rows = [self._row(row, number) for number, row in enumerate(form.rows, start=1)]
        paste = self._field(form.paste[PASTE]) if form.paste else None
        return Part(form, is_told, self._is_open(form), rows=rows, paste=paste)

    def _is_open(self, form: Section | Rows) -> bool:
        """What is asked first, what is told, what one comes from."""
        return form.is_open or form.id in (*self.proposal.subject.first, self.grown)

    def _row(self, row: Row, number: int) -> RowPart:
        says = reading(row) if isinstance(row, MeasurementRow) else []
        self._hush(row)
        return RowPart(row, number, self._fields(row, [one.name for one in row.told]), says)

    def _fields(self, form: Any, names: list[str]) -> list[Field]:
        return [self._field(form[name]) for name in names]

    def _field(self, bound: Any) -> Field:
        proposal, subject, name = self.proposal, self.proposal.subject, bound.html_name
        others = tuple(proposal.conflicts.get(name, {}).values())
        if not proposal.is_new or name != subject.naming:
            return Field(bound, others, self.beside.get(name))
        alike = subject.alike_to(proposal.answers) if self.shows_alike else None
        return Field(bound, others, self.beside.get(name), is_naming=True, alike=alike)

    def _hush(self, form: Any) -> None:
        """While one writes, what is empty is no mistake yet; a blank row never is."""
        if isinstance(form, Row) and form.is_blank:
            form.errors.clear()
        elif not self.complains:
            empty = [n for n in form.errors if not form.data.get(form.add_prefix(n))]
            for name in empty:
                del form.errors[name]


def _all_fields(part: Part) -> Iterator[Field]:
    yield from part.fields
    for row in part.rows:
        yield from row.fields
    if part.paste:
        yield part.paste
