"""The answers of one record by address, whatever shape they came in.

An address is a path in the new API ("landuse.forest.tree_types"), a question group and a keyword
in the old one ("tech_qg_54.tech_rainfall"), a column of a table. What nobody asked for is known
at the end, so that nothing of a record can go missing unsaid.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_LANGUAGE = re.compile(r"(?:[a-z]{2}|prs|fil|ckb)(?:[-_][A-Za-z]{2,4})?")
_CODE = re.compile(r"[A-Z0-9_]+")
_DEEPEST = 12

Row = dict[str, Any]


def is_words(value: Any) -> bool:
    """Whether this is a text by language, such as {"ar": "…", "en": null}."""
    if not isinstance(value, dict) or not value:
        return False
    for key, text in value.items():
        if not (text is None or isinstance(text, str)) or not _LANGUAGE.fullmatch(str(key)):
            return False
    return True


def is_empty(value: Any) -> bool:
    """Whether nothing is said: null, no text, an empty list or object, all the way down."""
    if value is None or value == [] or value == {}:
        return True
    if isinstance(value, str):
        return not value or value.isspace()
    if isinstance(value, list):
        return all(map(is_empty, value))
    return isinstance(value, dict) and all(map(is_empty, value.values()))


@dataclass(slots=True)
class Answers:
    """`values` holds what answers one question, `groups` the rows of a table of questions."""

    values: dict[str, list[Any]] = field(default_factory=dict)
    groups: dict[str, list[Row]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    record: dict[str, Any] = field(default_factory=dict)  # of the new API, as it came
    _inside: dict[str, list[str]] = field(default_factory=dict)

    def all(self, address: str) -> list[Any]:
        self.asked.add(address)
        return self.values.get(address, [])

    def one(self, address: str) -> Any:
        """The first answer, or None."""
        return next(iter(self.all(address)), None)

    def rows(self, address: str) -> list[Row]:
        """The rows of a table; its cells then count as asked for."""
        rows = self.groups.get(address, [])
        self.asked |= {address, *(f"{address}.{name}" for row in rows for name in row)}
        return rows

    def under(self, address: str) -> list[tuple[str, Any]]:
        """(address, answer) of all under the first part of an address not yet asked for."""
        if not self._inside:
            for full in self.values:
                self._inside.setdefault(full.partition(".")[0], []).append(full)
        inside = [a for a in self._inside.get(address, ()) if a != address and a not in self.asked]
        self.asked.update(inside)
        return [(a, value) for a in inside for value in self.values[a]]

    def tree(self, name: str) -> dict[str, Any]:
        """An object of the record as it came; all in it then counts as asked for."""
        self.asked.add(name)
        self.under(name)
        self.asked.update(a for a in self.groups if a.startswith(f"{name}."))
        value = self.record.get(name)
        return value if isinstance(value, dict) else {}

    def unasked(self) -> list[str]:
        """The addresses with an answer that nobody asked for."""
        addresses = [*self.values, *(a for a in self.groups if a not in self.values)]
        return [a for a in addresses if a not in self.asked]


def of_record(record: dict[str, Any]) -> Answers:
    """The answers of a record of the new API."""
    answers = Answers(record=record)
    for address, value in _leaves(record, ""):
        if not isinstance(value, list):
            answers.values[address] = [value]
            continue
        filled = [item for item in value if not is_empty(item)]
        rows = [item for item in filled if isinstance(item, dict) and not is_words(item)]
        if rows:
            answers.groups[address] = rows
        if len(rows) < len(filled):
            plain = (item for item in filled if not isinstance(item, dict) or is_words(item))
            answers.values[address] = list(plain)
    return answers


def _leaves(value: Any, path: str, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """(path, answer) of what is not empty; a text by language and a list are one answer."""
    if not isinstance(value, dict) or is_words(value) or depth > _DEEPEST:
        if not is_empty(value):
            yield path, value
        return
    for key, item in value.items():
        yield from _leaves(item, f"{path}.{key}" if path else str(key), depth + 1)


def of_groups(groups: dict[str, Any]) -> Answers:
    """The answers of a record of the old API, given as rows by question group."""
    answers = Answers()
    for group, rows in groups.items():
        kept = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        for row in kept:
            for keyword, value in row.items():
                values = value if isinstance(value, list) else [value]
                found = [item for item in values if not is_empty(item)]
                answers.values.setdefault(f"{group}.{keyword}", []).extend(found)
        answers.groups[group] = kept
    answers.values = {address: found for address, found in answers.values.items() if found}
    answers.asked.update(answers.groups)  # each of their answers is asked for by itself
    return answers


def of_columns(columns: dict[str, Any]) -> Answers:
    """The answers of a row of a table; a cell may hold several codes, with bars between them."""
    answers = Answers()
    for name, cell in columns.items():
        parts = str(cell).split("|")
        is_codes = all(map(_CODE.fullmatch, parts))
        if not is_empty(cell):
            answers.values[name] = parts if is_codes else [cell]
    return answers
