"""What each search engine can do; the pages and the change log know nothing else of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from search.documents import Doc, Operation
from search.query import Query
from search.result import Health, Result, Suggestion


class EngineError(Exception):
    """The engine cannot answer or write now; the message says why and what to do."""


class EngineUnavailableError(EngineError):
    """The engine does not answer, or not in time; it may well do so later."""


class IndexMissingError(EngineError):
    """No generation was promoted yet, or the promoted one is gone: rebuild."""


class IndexOutdatedError(EngineError):
    """The promoted generation was built with other fields or other analysis: rebuild."""


Refusals = Mapping[int, str]
"""Document id -> why an index will never take that document as it is."""


class Applied(NamedTuple):
    """A generation, and how far in the change log it is applied; None when never said."""

    generation: str
    position: int | None


class Answering(Protocol):
    """What can be asked."""

    def search(self, query: Query) -> Result:
        """Answer from the promoted generation, in its state of this moment.

        Raises IndexMissingError, IndexOutdatedError, EngineUnavailableError, or EngineError.
        """

    def ids(self, query: Query) -> Sequence[int]:
        """Every document that the question finds, in the order of its pages, from one state of
        the index; offset and limit do not count, and there is no end as for pages.

        Raises as `search` does.
        """

    def suggest(self, prefix: str, language: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Sheets whose title has all typed words, the last as a beginning; by id."""


class Engine(Answering, Protocol):
    """An index in generations: one is read, others are being built or kept for a roll-back.

    name: of the kind of engine, for commands and logs.
    """

    name: str

    @property
    def patient(self) -> "Engine":
        """The same for work in the background, which may wait longer than a reader would."""

    def applied(self, generation: str | None = None, *, wanted: int | None = None) -> Applied:
        """The promoted generation, or the one named, and its position.

        wanted: a position that is enough for who asks; the answer may be a second old where it
            was that far then.

        Raises IndexMissingError, and IndexOutdatedError of a promoted one that does not fit.
        """

    def apply(
        self,
        operations: Iterable[Operation],
        *,
        position: int | None = None,
        generation: str | None = None,
    ) -> Refusals:
        """Apply the operations in their order, in one commit; when it returns they are on disk
        and every process finds them by its next search.

        position: how far in the change log these reach; `health().position` gives it back. A
            process killed in between may leave applied operations without their position, never
            a position without its operations, so applying again from there is always right.
        generation: a built one that is not promoted, to keep it fresh; else the promoted.
        A document that the index refuses keeps no other waiting: it is in the answer.
        """

    def build(self, docs: Iterable[Doc], *, position: int | None = None) -> str:
        """Index all documents into a new generation and return its name; readers see nothing.

        position: how far in the change log the documents are known to reach, read before them.
        """

    def promote(self, generation: str) -> None:
        """Let every reader, from its next search, read this generation."""

    def drop(self, generation: str) -> None:
        """Delete a generation; the promoted one is refused."""

    def digests(self, generation: str | None = None) -> Mapping[int, int]:
        """Document id -> `Doc.digest()` of what is indexed, to compare with what should be."""

    def health(self, generation: str | None = None) -> Health:
        """State of a generation, of the promoted one by default."""

    def kept(self) -> Sequence[str]:
        """All generations that are built whole, oldest first."""
