"""The questions with one place in a record and one place in a sheet: the table `fields.csv`."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from practices.vocabularies import read_table

from .answers import Answers
from .values import Values

HERE = Path(__file__).parent
Shape = Literal["api", "v2", "table"]


class Field(NamedTuple):
    """`kind` is coded, text, words, amount, year, flag or date; `target` an aspect or a column."""

    kind: str
    target: str
    address: str


@cache
def fields_of(shape: Shape) -> tuple[Field, ...]:
    rows = read_table(HERE / "fields.csv")
    return tuple(Field(row["kind"], row["target"], row[shape]) for row in rows if row[shape])


@cache
def left_out(shape: Shape) -> dict[str, str]:
    """Address -> why nothing is kept of what stands there."""
    rows = read_table(HERE / "left_out.csv")
    return {row[shape]: row["why"] for row in rows if row[shape]}


def fill(values: Values, answers: Answers, shape: Shape) -> None:
    """Puts each answer of the table in its place."""
    for field in fields_of(shape):
        if not (found := answers.all(field.address)):
            continue
        if field.kind == "coded":
            values.add_terms(field.target, found, field.address)
        elif field.kind == "text":
            glue = ", " if field.target == "place" else "\n\n"
            values.add_words(field.target, found, field.address, glue)
        elif values.draft.facts.get(field.target) is None:
            values.draft.facts[field.target] = _fact(values, field, found[0])


def _fact(values: Values, field: Field, value: object) -> Any:
    if field.kind == "words":
        return values.first(values.words(value, field.address))
    return getattr(values, field.kind)(value, field.address)


def say_unasked(values: Values, answers: Answers, shape: Shape) -> None:
    """Names what the record says and no one asked for."""
    known = left_out(shape)
    for address in answers.unasked():
        if not any(prefix in known for prefix in _prefixes(address)):
            values.say(address, "is a question that we do not know; its answer is left out")


def _prefixes(address: str) -> Iterable[str]:
    """ "a", "a.b" and "a.b.c" of "a.b.c"; of a v2 address also "*.c", any group."""
    parts = address.split(".")
    yield from (".".join(parts[: end + 1]) for end in range(len(parts)))
    yield f"*.{parts[-1]}"
