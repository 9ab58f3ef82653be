"""A text as it is asked: how it is understood, and tantivy's query for it, before any filter."""

from collections.abc import Sequence
from dataclasses import dataclass

import tantivy

from search.embedded.text import text_query
from search.tree import Node
from search.wording import Wording, tree


@dataclass(frozen=True, slots=True)
class Asked:
    """node: of the wording; query: of the node."""

    wording: Wording
    node: Node
    query: tantivy.Query


def asked(wording: Wording) -> Asked:
    node = tree(wording)
    return Asked(wording, node, text_query(node))


@dataclass(frozen=True, slots=True)
class TantivyFinder:
    """`search.widening.Finder` on one state of the index."""

    searcher: tantivy.Searcher

    def counts(self, wordings: Sequence[Wording], most: int | None = None) -> list[int]:
        """See `Finder.counts`."""
        return [self._count(asked(wording).query, most) for wording in wordings]

    def _count(self, query: tantivy.Query, most: int | None) -> int:
        if most is None:
            count: int = self.searcher.search(query, 1).count  # type: ignore[attr-defined]
            return count
        return len(self.searcher.search(query, most, count=False).hits)
