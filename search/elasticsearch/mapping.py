"""The table of fields as the mapping of an index, and a document as Elasticsearch takes it."""

from collections import defaultdict
from typing import Any

from elasticsearch.dsl import GeoPoint, Keyword, Long, Mapping, Text

from search import indexed
from search.documents import Doc
from search.fields import FACETS, SCALED, fingerprint, scaled
from search.indexed import TEXT_LANGUAGES, sort_field
from search.sorting import SORT_FIELDS

FINGERPRINT = fingerprint("elasticsearch 9, adapter 1")

MAX_REACH = 10_000
"""Hits that one request may reach; exports go on from the last hit."""

SETTINGS = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "max_result_window": MAX_REACH,
    # A late write must not bring back what was deleted in the meantime.
    "gc_deletes": "1h",
}
BUILDING = {"refresh_interval": "-1"}
BUILT = {"refresh_interval": "1s"}

PACKED = "packed"
POSITION = "position"
STATE_ID = "state"
"""Of the one document that is no sheet: how far in the change log the index is applied."""


def mapping() -> dict[str, Any]:
    """Words come analysed from `search.indexed`: they are split at spaces, and nothing else."""
    made = Mapping()
    made.meta("dynamic", "strict")
    # Everything else is in the index itself; kept twice it would double the disk.
    made.meta("_source", includes=[PACKED, POSITION])
    for name in TEXT_LANGUAGES:
        made.field(name, Text(analyzer="whitespace", index_options="freqs"))
    made.field("suggest", _begun_words())
    for name in FACETS:
        made.field(name, Keyword())
    for key in SORT_FIELDS:
        made.field(sort_field(key), Keyword(index=False))
    for name in ("id", *SCALED):
        made.field(name, Long())
    made.field("place", GeoPoint())
    made.field("digest", Long(index=False))
    made.field(PACKED, Keyword(index=False, doc_values=False))
    made.field(POSITION, Long(index=False, doc_values=False))
    return made.to_dict()


def _begun_words() -> Text:
    prefixes = {"min_chars": 2, "max_chars": 10}
    return Text(analyzer="whitespace", index_options="docs", norms=False, index_prefixes=prefixes)


def source(doc: Doc) -> dict[str, Any]:
    """All that is indexed of the document."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for name, value in indexed.entries(doc):
        found[name].append(value)
    for name, number in indexed.numbers(doc):
        found[name].append(scaled(name, number))
    if doc.place:
        found["place"].append({"lat": doc.place.lat, "lon": doc.place.lon})
    return {**found, "id": doc.id, "digest": doc.digest(), PACKED: indexed.pack(doc)}
