"""Write sessions: one commit each, by one process at a time, on a freshly opened index.

A long-lived Index would write back a stale list of segments after another process has written.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from search.documents import Delete, Doc, Operation, Upsert
from search.embedded.gathering import Gathering
from search.embedded.panics import guarded
from search.embedded.schema import SCHEMA, entries, to_tantivy
from search.engine import EngineError
from search.faults import point

EDIT_BYTES = 15_000_000
BUILD_BYTES = 100_000_000
"""Memory of a writer; more of it makes fewer and larger segments."""


@contextmanager
def applied(folder: Path, operations: Iterable[Operation]) -> Iterator[None]:
    """Apply the operations in one commit; of several on one document only the last counts.

    The body has them on disk, for every reader. At the end segments may still have to be merged:
    every few commits that takes a second or more for each 10,000 documents.
    """
    last = {_id(operation): operation for operation in operations}
    with _writer(folder, EDIT_BYTES) as writer:
        with guarded():
            # By query: deletion by term misses silently on some types of field.
            writer.delete_documents_by_query(tantivy.Query.term_set_query(SCHEMA, "id", list(last)))
            for operation in last.values():
                if isinstance(operation, Upsert):
                    doc = operation.doc
                    writer.add_document(to_tantivy(doc, entries(doc), fresh=True))
        _commit(writer)
        yield


def build(folder: Path, docs: Iterable[Doc]) -> None:
    """Index the documents into an empty folder. Raises EngineError if an id comes twice."""
    with guarded():
        tantivy.Index(SCHEMA, str(folder))
    seen: set[int] = set()
    gathering = Gathering()
    with _writer(folder, BUILD_BYTES) as writer:
        for doc in docs:
            if doc.id in seen:
                raise EngineError(f"Document {doc.id} came twice: the list to build from is wrong.")
            seen.add(doc.id)
            found = entries(doc)
            gathering.add(doc, found)
            with guarded():
                writer.add_document(to_tantivy(doc, found, fresh=False))
            point("during-build")
        _commit(writer)
    with guarded():
        gathering.save(folder)


@contextmanager
def _writer(folder: Path, memory: int) -> Iterator[tantivy.IndexWriter]:
    """A writer; what it has not committed is forgotten."""
    with guarded():
        writer = tantivy.Index.open(str(folder)).writer(memory, 1)
    try:
        yield writer
    finally:
        with guarded():  # its threads must not write into a folder that is deleted next
            writer.wait_merging_threads()


def _commit(writer: tantivy.IndexWriter) -> None:
    point("after-add")
    with guarded():
        writer.commit()


def _id(operation: Operation) -> int:
    return operation.id if isinstance(operation, Delete) else operation.doc.id
