"""A text as it is asked: how it is understood, and tantivy's query for it, before any filter."""

from collections.abc import Sequence
from dataclasses import dataclass

import tantivy

from search.embedded import matching
from search.embedded.filters import narrowed
from search.embedded.schema import FRESH
from search.embedded.snapshot import Snapshot
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
class SnapshotFinder:
    """`search.widening.Finder` on one state of the index."""

    snapshot: Snapshot

    def counts(self, wordings: Sequence[Wording], most: int | None = None) -> list[int]:
        """See `Finder.counts`."""
        return [self._count(asked(wording), most) for wording in wordings]

    def _count(self, text: Asked, most: int | None) -> int:
        """By the sets where they know all of it: tantivy would look at every document found."""
        if not text.wording.is_exact:
            return self._counted(text.query, most)
        found = matching.texted(self.snapshot.sets, text.node)
        count = found.intersection_cardinality(self.snapshot.unchanged)
        if self.snapshot.fresh and (most is None or count < most):
            count += self._counted(narrowed(text.query, [FRESH]), most)
        return count if most is None else min(count, most)

    def _counted(self, query: tantivy.Query, most: int | None) -> int:
        unscored, searcher = tantivy.Query.const_score_query(query, 0.0), self.snapshot.searcher
        if most is None:
            count: int = searcher.search(unscored, 1).count  # type: ignore[attr-defined]
            return count
        return len(searcher.search(unscored, most, count=False).hits)
