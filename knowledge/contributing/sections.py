"""The forms of an object: sections to be done in any order, and rows with keys that stay.

A section reads an object into answers and writes checked answers into an object in memory. Saving
is the business of actions.
"""

import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .answers import Answers, Posted, as_text, whole
from .fields import Order
from .pasting.columns import Pasting
from .pasting.form import PASTE, PasteForm
from .pasting.reading import Pasted, pasted

NEW = "n"
"""Begins the key of a row that is not in the database yet."""


class Section(forms.Form):
    """One part of the editor with one field each; `id` is the first part of its names."""

    id: ClassVar[str]
    heading: ClassVar[Any]
    hint: ClassVar[Any] = ""
    use_required_attribute = False
    template_name_label = "contributing/_label.html"

    def __init__(self, answers: Answers) -> None:
        super().__init__(Posted(answers), prefix=self.id, label_suffix="")

    @classmethod
    def names(cls, answers: Answers) -> Iterator[str]:
        """The names of its fields."""
        return (f"{cls.id}-{name}" for name in cls.base_fields)

    @classmethod
    def read(cls, obj: Any, language: str) -> dict[str, str]:
        """The answers that an object gives now."""
        values = cls.values(obj, language)
        return {f"{cls.id}-{name}": as_text(value) for name, value in values.items()}

    @classmethod
    def values(cls, obj: Any, language: str) -> dict[str, Any]:
        raise NotImplementedError

    def write(self, obj: Any, language: str) -> None:
        """Put the cleaned values into the object; called on a valid section only."""
        raise NotImplementedError

    def excuse(self, is_excused: Callable[[str], bool]) -> None:
        """Fields of these full names need not be filled."""
        excuse(self, is_excused)

    @property
    def mistakes(self) -> dict[str, list[str]]:
        """Complaints by full name of the field."""
        return complaints(self)

    @property
    def is_told(self) -> bool:
        return any(self.data.get(self.add_prefix(name)) for name in self.fields)

    @property
    def is_open(self) -> bool:
        """Whether it stands open."""
        return self.is_told

    @property
    def drawn(self) -> list[str]:
        """The names of the fields that the editor draws."""
        return [one.name for one in self.visible_fields()]


class Row(forms.Form):
    """One of many alike; blank ones are nothing."""

    use_required_attribute = False
    template_name_label = "contributing/_label.html"
    order = Order()
    gone = forms.BooleanField(required=False, label=_("Remove this row"))
    key = ""

    def __init__(self, data: Posted, section: str, key: str) -> None:
        super().__init__(data, prefix=f"{section}-{key}", label_suffix="")
        self.key = key

    @cached_property
    def is_blank(self) -> bool:
        own = (name for name in self.fields if name not in ("order", "gone", *self.ready))
        return not any(self.data.get(self.add_prefix(name)) for name in own)

    ready: ClassVar[Sequence[str]] = ()
    """Fields that have a value before anybody writes."""

    @property
    def is_gone(self) -> bool:
        return bool(self.data.get(self.add_prefix("gone")))

    @property
    def pk(self) -> int | None:
        """Of the row in the database, if it came from there."""
        return whole(self.key)

    @property
    def told(self) -> list[Any]:
        """The fields to be shown."""
        fields = (self[name] for name in self.fields if name != "gone")
        return [field for field in fields if not field.is_hidden]

    takes_file: ClassVar[bool] = False
    """Whether a file may come with the row, under the name `<prefix>-file` (uploads.py)."""


class Rows:
    """A section of rows. `relation` is their name on the object."""

    id: ClassVar[str]
    heading: ClassVar[Any]
    hint: ClassVar[Any] = ""
    more: ClassVar[Any] = _("Add a row")
    row: ClassVar[type[Row]]
    pasting: ClassVar[Pasting | None] = None
    """How lines of a spreadsheet become rows, where they can."""
    example: ClassVar[Any] = ""
    """Two lines of such a spreadsheet."""

    def __init__(self, answers: Answers) -> None:
        data = Posted(answers)
        self.answers = data
        self.rows = [self.row(data, self.id, key) for key in self.keys(answers)]

    @classmethod
    def keys(cls, answers: Answers) -> list[str]:
        """In the order of the rows, those without one last."""
        pattern = re.compile(rf"{cls.id}-([0-9a-z]+)-")
        found = {match[1] for name in answers if (match := pattern.match(name))}
        return sorted(found, key=lambda key: _place(answers, f"{cls.id}-{key}-order", key))

    @classmethod
    def names(cls, answers: Answers) -> Iterator[str]:
        """The names of the fields of the rows that are in the answers."""
        for key in cls.keys(answers):
            yield from (f"{cls.id}-{key}-{name}" for name in cls.row.base_fields)
        if cls.pasting:
            yield f"{cls.id}-{PASTE}"

    @classmethod
    def read(cls, obj: Any, language: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for place, (key, values) in enumerate(cls.values(obj, language), start=1):
            row = {"order": place} | values
            found |= {f"{cls.id}-{key}-{name}": as_text(value) for name, value in row.items()}
        return found

    @classmethod
    def values(cls, obj: Any, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Key and values of each row of an object, in order."""
        raise NotImplementedError

    def write(self, obj: Any, language: str) -> None:
        raise NotImplementedError

    @property
    def live(self) -> list[Row]:
        """Those that are to be there."""
        return [row for row in self.rows if not (row.is_blank or row.is_gone)]

    def is_valid(self) -> bool:
        return not self.mistakes

    def excuse(self, is_excused: Callable[[str], bool]) -> None:
        """Fields of these full names need not be filled, in rows that are there already."""
        for row in self.rows:
            if row.pk:
                excuse(row, is_excused)

    @cached_property
    def mistakes(self) -> dict[str, list[str]]:
        forms_ = [*self.live, self.paste] if self.paste else self.live
        return {name: texts for one in forms_ for name, texts in complaints(one).items()}

    @property
    def is_told(self) -> bool:
        return bool(self.live)

    @property
    def is_open(self) -> bool:
        """Whether it stands open."""
        return self.is_told or bool(self.paste and self.paste[PASTE].value())

    @cached_property
    def paste(self) -> PasteForm | None:
        """The field that takes rows of a spreadsheet, if the section does."""
        if self.pasting is None:
            return None
        return PasteForm(self.answers, self.id, lambda text: self.read_from(text, self.answers))

    @classmethod
    def read_from(cls, text: str, answers: Answers) -> Pasted:
        """What lines of a spreadsheet say that these answers do not yet."""
        if cls.pasting is None:
            return Pasted(left=text)
        return pasted(text, cls.row, cls.pasting, cls.said(answers))

    def extended(self) -> "Rows":
        """With an empty row at the end, to be written in."""
        more = self.one_more(self.answers, {})
        [key] = self.keys(more)
        self.rows.append(self.row(Posted(more), self.id, key))
        return self

    @classmethod
    def one_more(cls, answers: Answers, values: Answers) -> dict[str, str]:
        """The answers of a further row with these values, at the end, under a key of its own."""
        orders = (answers.get(f"{cls.id}-{key}-order", "") for key in cls.keys(answers))
        last = max((int(one) for one in orders if one.isdecimal() and len(one) < 6), default=0)
        row = {"order": str(last + 1), **values}
        key = f"{NEW}{secrets.token_hex(4)}"
        return {f"{cls.id}-{key}-{name}": text for name, text in row.items()}

    @classmethod
    def said(cls, answers: Answers) -> list[dict[str, str]]:
        """What each row says, by field; without its place."""
        found: dict[str, dict[str, str]] = {key: {} for key in cls.keys(answers)}
        for key, row in found.items():
            for name in cls.row.base_fields.keys() - {"order", "gone"}:
                if text := answers.get(f"{cls.id}-{key}-{name}", ""):
                    row[name] = text
        return list(found.values())


def excuse(form: forms.Form, is_excused: Callable[[str], bool]) -> None:
    for name, field in form.fields.items():
        field.required = field.required and not is_excused(form.add_prefix(name))


def complaints(form: forms.Form) -> dict[str, list[str]]:
    """By full name of the field; of the form as a whole under its first one."""
    first = next(iter(form.fields))
    return {
        form.add_prefix(first if name == NON_FIELD_ERRORS else name): [str(one) for one in errors]
        for name, errors in form.errors.items()
    }


def _place(answers: Answers, name: str, key: str) -> tuple[int, str]:
    text = answers.get(name, "")
    return (int(text) if text.isdecimal() and len(text) < 6 else 10**6, key)


AnySection = type[Section] | type[Rows]
