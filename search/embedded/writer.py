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


def apply(folder: Path, operations: Iterable[Operation]) -> None:
    """Apply the operations in one commit; of several on one document only the last counts."""
    last = {_id(operation): operation for operation in operations}
    with guarded(), _session(folder, EDIT_BYTES) as writer:
        # By query: deletion by term misses silently on some types of field.
        writer.delete_documents_by_query(tantivy.Query.term_set_query(SCHEMA, "id", list(last)))
        for operation in last.values():
            if isinstance(operation, Upsert):
                doc = operation.doc
                writer.add_document(to_tantivy(doc, entries(doc), fresh=True))


def build(folder: Path, docs: Iterable[Doc]) -> None:
    """Index the documents into an empty folder. Raises EngineError if an id comes twice."""
    with guarded():
        tantivy.Index(SCHEMA, str(folder))
    seen: set[int] = set()
    gathering = Gathering()
    with _session(folder, BUILD_BYTES) as writer:
        for doc in docs:
            if doc.id in seen:
                raise EngineError(f"Document {doc.id} came twice: the list to build from is wrong.")
            seen.add(doc.id)
            found = entries(doc)
            gathering.add(doc, found)
            with guarded():
                writer.add_document(to_tantivy(doc, found, fresh=False))
            point("during-build")
    with guarded():
        gathering.save(folder)


@contextmanager
def _session(folder: Path, memory: int) -> Iterator[tantivy.IndexWriter]:
    """A writer whose work is committed at the end, or forgotten when something fails."""
    with guarded():
        writer = tantivy.Index.open(str(folder)).writer(memory, 1)
    try:
        yield writer
        point("after-add")
        with guarded():
            writer.commit()
    finally:
        with guarded():  # its threads must not write into a folder that is deleted next
            writer.wait_merging_threads()


def _id(operation: Operation) -> int:
    return operation.id if isinstance(operation, Delete) else operation.doc.id
