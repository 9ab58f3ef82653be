"""What the text of a question finds, before any filter."""

from dataclasses import dataclass

import tantivy

from search.plan import Plan


@dataclass(frozen=True, slots=True)
class Base:
    """corrected: typing errors are forgiven."""

    query: tantivy.Query
    plan: Plan
    corrected: bool = False
