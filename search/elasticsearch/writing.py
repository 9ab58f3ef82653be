"""Operations as bulk requests: in order, so that writing again, late or twice does no harm.

Each carries the number of the change log up to which its document was read. Elasticsearch refuses
a lower one, and an equal one too: then another process was quicker, and said the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.documents import Delete, Doc, Operation
from search.elasticsearch.client import guarded
from search.elasticsearch.mapping import source
from search.engine import EngineError, EngineUnavailableError, IndexMissingError, Refusals

BULK_BYTES = 5_000_000
BULK_DOCUMENTS = 500
SUPERSEDED = 409
GONE = 404
TRANSIENT = (429, 500, 502, 503, 504)


def upsert(doc: Doc, version: int | None) -> dict[str, Any]:
    return {"_op_type": "index", "_id": str(doc.id), **_version(version), "_source": source(doc)}


def deletion(number: int, version: int | None) -> dict[str, Any]:
    return {"_op_type": "delete", "_id": str(number), **_version(version)}


def _version(version: int | None) -> dict[str, Any]:
    return {} if version is None else {"version": version, "version_type": "external"}


def last_of_each(operations: Iterable[Operation], version: int | None) -> list[dict[str, Any]]:
    """Of several on one document only the last counts."""
    last = {_id(one): one for one in operations}
    return [
        deletion(pk, version) if isinstance(one, Delete) else upsert(one.doc, version)
        for pk, one in last.items()
    ]


def written(client: Elasticsearch, actions: Iterable[dict[str, Any]], **where: Any) -> Refusals:
    """Send the actions; the documents that the index refuses for what they are, and why.

    where: index, require_alias and refresh. Raises IndexMissingError, EngineUnavailableError.
    """
    refused: dict[int, str] = {}
    bulk = streaming_bulk(
        client,
        actions,
        chunk_size=BULK_DOCUMENTS,
        max_chunk_bytes=BULK_BYTES,
        raise_on_error=False,
        **where,
    )
    with guarded():
        for is_done, item in bulk:
            if not is_done:
                refused |= _refusal(*item.popitem())
    return refused


def _refusal(verb: str, answer: Mapping[str, Any]) -> dict[int, str]:
    status, error = answer["status"], answer.get("error") or {}
    reason = error.get("reason", "") if isinstance(error, dict) else str(error)
    if status == SUPERSEDED or (status == GONE and verb == "delete" and not error):
        return {}
    if status == GONE:
        raise IndexMissingError(f"Elasticsearch has lost the index: {reason}")
    if status in TRANSIENT or status == 403:
        raise EngineUnavailableError(f"Elasticsearch takes no changes: {reason}")
    cause = error.get("caused_by", {}).get("reason", "") if isinstance(error, dict) else ""
    return {int(answer["_id"]): f"{reason} {cause}".strip()}


def unique(docs: Iterable[Doc]) -> Iterator[Doc]:
    """Raises EngineError if an id comes twice."""
    seen: set[int] = set()
    for doc in docs:
        if doc.id in seen:
            raise EngineError(f"Document {doc.id} came twice: the list to build from is wrong.")
        seen.add(doc.id)
        yield doc


def _id(operation: Operation) -> int:
    return operation.id if isinstance(operation, Delete) else operation.doc.id
