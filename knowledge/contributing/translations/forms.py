"""A translation in the editor: the paragraphs of each section of the sheet, to be answered."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.models import PracticeSheet, SheetText
from practices.paragraphs import State
from practices.reading.words import direction
from practices.translating import Slot

from ..answers import Answers
from ..sections import Section
from .glossary import Pair, pairs
from .names import GROUPS, MADE_FROM, ORIGINAL, RIGHT, SOURCE, TARGET, TEXT, known, listed, slot_of

LINES = {"title": 500, "local_name": 500}
"""Fields of one line, and how many characters their columns take."""
LETTERS_A_LINE = 60


class ParagraphField(forms.CharField):
    """The field of one paragraph, with what a translator needs beside it."""

    drawn_by = "contributing/translate/_field.html"

    def __init__(self, name: str, slot: Slot, answers: Answers) -> None:
        self.name, self.slot, self.answers = name, slot, answers
        most = LINES.get(slot.field, 20_000) if not slot.rows else 20_000
        super().__init__(required=False, max_length=most, widget=self._widget())
        self.label = label_of(slot)

    def _widget(self) -> forms.Widget:
        shape = {"lang": self.target, "dir": direction(self.target)}
        shape["aria-describedby"] = " ".join(self._described_by())
        if not self.slot.rows and self.slot.field in LINES:
            return forms.TextInput(attrs=shape)
        rows = min(12, max(2, len(self.original) // LETTERS_A_LINE + 1))
        return forms.Textarea(attrs=shape | {"rows": rows})

    def _described_by(self) -> Iterator[str]:
        """What a screen reader says with the box: the ids of elements in its template."""
        for part in ("original", *(["outdated"] if self.made_from else []), "error"):
            yield f"id_{self.name}_{part}"

    @property
    def original(self) -> str:
        return self.answers.get(ORIGINAL + self.name, "")

    @property
    def made_from(self) -> str:
        """What the original said when the text that stands there was written, if it changed."""
        return self.answers.get(MADE_FROM + self.name, "")

    @property
    def source(self) -> str:
        return self.answers.get(SOURCE, "")

    @property
    def target(self) -> str:
        return self.answers.get(TARGET, "")

    @property
    def source_direction(self) -> str:
        return direction(self.source)

    @property
    def right_name(self) -> str:
        return self.name + RIGHT

    @property
    def is_right(self) -> bool:
        return bool(self.answers.get(self.right_name))

    @property
    def state(self) -> State:
        """As the answers stand, sent or not."""
        text = self.answers.get(self.name, "")
        if not text:
            return State.MISSING
        is_old = self.made_from and text == self.answers.get(TEXT + self.name) and not self.is_right
        return State.OUTDATED if is_old else State.TRANSLATED

    @cached_property
    def glossary(self) -> list[Pair]:
        return pairs(self.original, self.source, self.target)


def label_of(slot: Slot) -> Any:
    """The name of the column, of rows behind the name of the row: "Activity: timing"."""
    relation: Any = PracticeSheet._meta.get_field(slot.rows) if slot.rows else None
    model = relation.related_model if relation else SheetText
    column: Any = model._meta.get_field(slot.field)
    of_row = str(model._meta.verbose_name) if relation else ""
    own = "" if relation and slot.field == "text" else str(column.verbose_name)
    return ": ".join(part for part in (of_row, own) if part).capitalize()


class StillRight(forms.BooleanField):
    """The box of an outdated text: it says the same as the original that is there now."""

    def __init__(self, paragraph: ParagraphField) -> None:
        label = _("Still right: %(paragraph)s") % {"paragraph": paragraph.label}
        super().__init__(required=False, label=label)
        self.original, self.source = paragraph.original, paragraph.source
        self.text = paragraph.answers.get(paragraph.name, "")

    def said(self, answer: str) -> str:
        """For a reviewer: the text that is to stand."""
        return self.text if answer else ""


class Paragraphs(Section):
    """The paragraphs of one section of the sheet, in order."""

    def __init__(self, group: str, heading: Any, names: list[str], answers: Answers) -> None:
        self.id, self.heading = group, heading  # type: ignore[misc]
        super().__init__(answers)
        for name, place, many in _numbered(names):
            slot = slot_of(name)
            if slot is None:
                continue
            field = ParagraphField(name, slot, answers)
            field.label = f"{field.label} · {place}" if many > 1 else field.label
            self.fields[name.removeprefix(f"{group}-")] = field
            if field.made_from:
                self.fields[field.right_name.removeprefix(f"{group}-")] = StillRight(field)

    @property
    def drawn(self) -> list[str]:
        """Each paragraph draws its box."""
        return [name for name in self.fields if not name.endswith(RIGHT)]

    @property
    def states(self) -> list[State]:
        return [one.state for one in self.fields.values() if isinstance(one, ParagraphField)]

    @property
    def is_told(self) -> bool:
        """Whether nothing is left to do."""
        return set(self.states) <= {State.TRANSLATED}

    @property
    def is_open(self) -> bool:
        return not self.is_told

    @property
    def left(self) -> int:
        return sum(state != State.TRANSLATED for state in self.states)


def _numbered(names: list[str]) -> Iterator[tuple[str, int, int]]:
    """Each with its place among those of its field, and how many these are."""
    slots = [slot_of(name) for name in names]
    seen: dict[Slot | None, int] = {}
    for name, slot in zip(names, slots, strict=True):
        seen[slot] = seen.get(slot, 0) + 1
        yield name, seen[slot], slots.count(slot)


def parts_of(answers: Answers) -> list[Paragraphs]:
    """The sections in which there is something to translate."""
    groups: Mapping[str, list[str]] = {group: [] for group in GROUPS}
    order = listed(answers)
    written = [name for name in known(answers) if name not in order and answers.get(name)]
    for name in (*order, *written):
        groups[name.partition("-")[0]].append(name)
    return [
        Paragraphs(group, GROUPS[group][0], names, answers)
        for group, names in groups.items()
        if names
    ]
