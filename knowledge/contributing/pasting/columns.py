"""Which column of a pasted table is which field, by its name in any of three languages."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import translation

LONGEST_NAME = 200
"""Signs of a cell of the first line; a longer one names no column."""
NAMED = re.compile(r"(?P<name>.*)[(\[](?P<unit>[^()\[\]]*)[)\]]")
PERCENT = "%"
PAIR = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:[-–—/]|to|à|a)\s*(\d+(?:[.,]\d+)?)\s*(?:cm)?", re.I)


@dataclass(frozen=True)
class Pasting:
    """What a section of rows says of its columns.

    names: field -> further names of its column, beside its label. pairs: name of a field that is
    none, "0-30" -> the two fields that it fills. measured: fields whose unit stands behind the name
    of their column, and is the value of the field `unit`. fixed: field -> its one unit.
    values: field -> other words for its choices, by folded words. told_by_unit: words for a choice
    that depends on the unit -> unit -> choice, of the field `by_unit`. defaults: of a field that no
    column tells. needs: fields that must be told.
    """

    names: Mapping[str, Iterable[str]]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    pairs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    measured: tuple[str, ...] = ()
    fixed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    unit_of: Callable[[str], str] = lambda text: ""
    refined: Callable[[dict[str, str]], dict[str, str]] = lambda row: row


@dataclass(frozen=True)
class Column:
    """name: of a field or of a pair; empty for a column that we do not know. unit: as written."""

    name: str
    unit: str = ""


def folded(text: str) -> str:
    """Its words, without accents, capitals and signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", letters))


def columns_of(cells: Iterable[str], row: type[Any], pasting: Pasting) -> list[Column]:
    """Of the first line. A name that comes twice counts the first time only."""
    known = _names(row, pasting)
    found, used = [], set()
    for cell in cells:
        column = _column(cell, known)
        found.append(Column("") if column.name in used else column)
        used.add(column.name)
    return found


def _column(cell: str, known: Mapping[str, str]) -> Column:
    if len(cell) > LONGEST_NAME:
        return Column("")
    match = NAMED.fullmatch(cell)
    unit = match["unit"].strip() if match else ""
    if name := known.get(folded(cell)):
        return Column(name, unit if unit == PERCENT else "")  # a sign, and so no part of the name
    name = known.get(folded(match["name"]), "") if match else ""
    return Column(name, unit if name else "")


def _names(row: type[Any], pasting: Pasting) -> dict[str, str]:
    """Folded name -> field: labels in each language, the field's own name, further names."""
    found: dict[str, str] = {}
    for name, words in pasting.names.items():
        found |= dict.fromkeys(map(folded, (name, *words)), name)
    for name, form_field in row.base_fields.items():
        if name not in ("order", "gone"):
            labels = in_each_language(form_field.label)
            found = dict.fromkeys(map(folded, (name, *labels)), name) | found
    return {name: of for name, of in found.items() if name}


def in_each_language(label: Any) -> list[str]:
    texts = []
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            texts.append(str(label))
    return texts


def words_of(form_field: Any, others: Mapping[str, str]) -> dict[str, str]:
    """Folded word -> code: of each choice its code and its label in any language, then `others`.

    Choices may be asked of the database each time that they are gone through: call it once.
    """
    found: dict[str, str] = {}
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            choices = list(form_field.choices)
            found |= {folded(str(label)): str(value) for value, label in choices}
    found |= {folded(str(value)): str(value) for value, _label in choices}
    return {word: of for word, of in {**found, **others}.items() if word}
