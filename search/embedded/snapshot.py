"""One state of an index."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import tantivy

from search.embedded.schema import SETS, set_field

MOST_SETS = 5_000
"""Above so many, the sets of a facet are of no use."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What does not change while it is read. Two are equal when they are of the same state.

    sets: facet of many values -> how many different sets of them there are, about; a facet with
        more than MOST_SETS is left out.
    """

    stamp: str
    searcher: tantivy.Searcher = field(compare=False)
    sets: Mapping[str, int] = field(compare=False)


def snapshot(stamp: str, searcher: tantivy.Searcher) -> Snapshot:
    """The state that the searcher sees, named by the stamp."""
    sets = {facet: _sets(searcher, facet) for facet in SETS}
    return Snapshot(stamp, searcher, {name: n for name, n in sets.items() if n <= MOST_SETS})


def _sets(searcher: tantivy.Searcher, facet: str) -> int:
    return len(searcher.terms_with_prefix(set_field(facet), "", limit=MOST_SETS + 1))
