"""Answers: what stands in the fields of an object's forms, as text, by name of the field.

Several values of one field stand on lines of their own. A name that is missing is an empty field.
A name that begins with an underscore is a note that a subject carries along: nobody answers it.
"""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

Answers = Mapping[str, str]

NOTE = "_"
LONGEST = 19
"""Digits that no number of a row has."""
AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""1.500 is one and a half or fifteen hundred, by country."""


class Posted(dict[str, str]):
    """Answers in the shape in which Django's widgets read a request."""

    def getlist(self, name: str) -> list[str]:
        return self.get(name, "").split("\n") if self.get(name) else []


def as_text(value: Any) -> str:
    """A field's value as a person would type it, in no language's own form."""
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, list | tuple | set | frozenset):
        return "\n".join(sorted(map(str, value)))
    return str(value).replace("\r\n", "\n").strip()


def number_text(value: float) -> str:
    """Never one that could be read in two ways: 12.345 -> "12.3450"."""
    if not math.isfinite(value):
        return ""
    text = str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    return f"{text}0" if AMBIGUOUS.fullmatch(text) else text


def from_post(post: Any, names: Iterable[str]) -> dict[str, str]:
    """The answers in a request, of these fields only; line ends as on any other system."""
    found = {name: "\n".join(post.getlist(name)) for name in names}
    return tidied({name: as_text(value.replace("\x00", "")) for name, value in found.items()})


def tidied(answers: Answers) -> dict[str, str]:
    """Without empty ones."""
    return {name: text for name, text in answers.items() if text}


def whole(text: str) -> int | None:
    """A number of a row of the database; None for what is none, or longer than any."""
    return int(text) if text.isdecimal() and len(text) < LONGEST else None


def told(answers: Answers) -> dict[str, str]:
    """Without notes."""
    return {name: text for name, text in answers.items() if not name.startswith(NOTE)}


def changed(base: Answers, answers: Answers) -> list[str]:
    """The names whose answers differ, in order; notes are no answers."""
    names = sorted(told(base).keys() | told(answers).keys())
    return [name for name in names if base.get(name, "") != answers.get(name, "")]
