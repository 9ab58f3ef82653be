"""The tree of sections in which the old API gives a record, as rows by question group."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

ROOTS = ("section_specifications", "section_general_information")
_DEEPEST = 50


def is_tree(document: Json) -> bool:
    return any(isinstance(document.get(root), dict) for root in ROOTS)


@dataclass(slots=True)
class Tree:
    """`groups`: question group -> its rows, keyword -> answer. `labels` are the questions asked.

    `map_address` is that of the record's map, in which its number stands.
    """

    groups: dict[str, list[Json]] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    map_address: str = ""

    @classmethod
    def of(cls, document: Json) -> "Tree":
        tree = cls()
        for root in document.values():
            for group, questions in tree._groups(root, "", 0):
                if rows := _rows(questions):
                    tree.groups[group] = rows
                tree.map_address = tree.map_address or _map_address(questions)
        return tree

    def _groups(self, node: Any, name: str, depth: int) -> Iterator[tuple[str, Json]]:
        """(question group, its questions), however deep they lie."""
        children = node.get("children") if isinstance(node, dict) else None
        if not isinstance(children, dict) or depth > _DEEPEST:
            return
        self.labels.append(str(node.get("label") or ""))
        questions = {n: q for n, q in children.items() if isinstance(q, dict) and "value" in q}
        if questions:
            yield name, questions
        for child, inner in children.items():
            if child not in questions:
                yield from self._groups(inner, child, depth + 1)


def _rows(questions: Json) -> list[Json]:
    """The parallel lists of a question group, zipped; a row has only what is answered."""
    lists = {
        keyword: question["value"]
        for keyword, question in questions.items()
        if isinstance(question["value"], list)
    }
    rows = []
    for place in range(max(map(len, lists.values()), default=0)):
        cells = {keyword: _answer(v[place]) for keyword, v in lists.items() if place < len(v)}
        rows.append(
            {keyword: cell for keyword, cell in cells.items() if cell not in (None, "", [])}
        )
    return [row for row in rows if row]


def _answer(cell: Any) -> Any:
    """What a cell says: its values, or its value; a bare cell says itself."""
    if isinstance(cell, dict):
        return cell.get("values", cell.get("value"))
    return cell.strip() if isinstance(cell, str) else cell


def _map_address(questions: Json) -> str:
    for question in questions.values():
        cells = question["value"]
        for cell in cells if isinstance(cells, list) else ():
            if isinstance(cell, dict) and cell.get("map_url"):
                return str(cell["map_url"])
    return ""
