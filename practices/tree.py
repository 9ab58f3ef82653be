"""The practice tree in memory: some eighty nodes, read in one query."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from .models import Practice, SheetPractice


class PracticeTree:
    """Answers by primary key: what is above, what is below, which sheets apply it."""

    def __init__(self, practices: Iterable[Practice] | None = None) -> None:
        nodes = Practice.objects.all() if practices is None else practices
        self.nodes = {practice.pk: practice for practice in nodes}
        self._children: dict[int | None, list[Practice]] = defaultdict(list)
        for practice in self.nodes.values():
            self._children[practice.parent_id].append(practice)

    @property
    def roots(self) -> list[Practice]:
        return self._children[None]

    def children(self, practice: Practice) -> list[Practice]:
        return self._children[practice.pk]

    def above(self, practice: Practice) -> list[Practice]:
        """From the root down to the parent."""
        if practice.parent_id is None:
            return []
        parent = self.nodes[practice.parent_id]
        return [*self.above(parent), parent]

    def with_all_below(self, practice: Practice) -> Iterator[Practice]:
        yield practice
        for child in self.children(practice):
            yield from self.with_all_below(child)

    def sheets(self) -> dict[int, set[int]]:
        """The published sheets that apply each practice or one below it, by practice."""
        applied: dict[int, set[int]] = defaultdict(set)
        links = SheetPractice.objects.filter(role=SheetPractice.Role.MAIN, sheet__live=True)
        for practice, sheet in links.values_list("practice", "sheet"):
            applied[practice].add(sheet)
        return {
            practice.pk: set().union(*(applied[p.pk] for p in self.with_all_below(practice)))
            for practice in self.nodes.values()
        }
