"""What the text of a question finds, before any filter."""

from dataclasses import dataclass

import tantivy

from search.words.plan import Plan, Unit


@dataclass(frozen=True, slots=True)
class Base:
    """plan: of the words that count. begun: those of them that a title may go on with. forgiven:
    those that may hold a typing error. left_out: the words that do not count, as typed.
    """

    query: tantivy.Query
    plan: Plan
    begun: tuple[Unit, ...] = ()
    forgiven: tuple[Unit, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def corrected(self) -> bool:
        return bool(self.forgiven)

    @property
    def is_of_sets(self) -> bool:
        """Whether whole words and values decide alone which documents it finds."""
        return not (self.begun or self.forgiven)
