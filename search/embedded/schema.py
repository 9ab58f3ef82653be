"""The table of fields as tantivy's schema, and a document as tantivy takes it.

The words come analysed from `search.indexed`; tantivy splits them at spaces and does no more.
"""

from collections.abc import Sequence
from importlib.metadata import version

import tantivy

from search import indexed
from search.documents import Doc
from search.engine import EngineError
from search.fields import FACETS, SCALED, fingerprint, scaled
from search.indexed import TEXT_LANGUAGES, Entry, numbers, pack, sort_field
from search.sorting import SORT_FIELDS

FINGERPRINT = fingerprint(f"tantivy {version('tantivy')}, adapter 4")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", indexed=True, fast=True)
    builder.add_integer_field("digest", fast=True)
    builder.add_bytes_field("texts", stored=True)
    builder.add_integer_field("fresh", indexed=True)
    for name in TEXT_LANGUAGES:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("suggest", tokenizer_name="whitespace", index_option="basic")
    for name in [*FACETS, *map(joined_field, JOINED), *map(sort_field, SORT_FIELDS)]:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in SCALED:
        builder.add_integer_field(name, fast=True)
    return builder.build()


def joined_field(facet: str) -> str:
    """All values of a facet of many as one: counted much faster, and taken apart afterwards."""
    return f"{facet}_joined"


JOINED = tuple(name for name, field in FACETS.items() if field.multi)
SEPARATOR = "\x1f"
SCHEMA = _schema()
FRESH = tantivy.Query.term_query(SCHEMA, "fresh", 1, "basic")
"""Finds the documents that were written after the generation was built."""

MOST_ID = 2**32 - 1
"""What a set holds."""


def entries(doc: Doc) -> list[Entry]:
    """All words and values of the document. Raises EngineError on an id that no set can hold."""
    if doc.id > MOST_ID:
        raise EngineError(f"Document {doc.id}: the embedded index holds ids up to {MOST_ID}.")
    joined = ((joined_field(facet), SEPARATOR.join(sorted(doc.values(facet)))) for facet in JOINED)
    return [*indexed.entries(doc), *joined]


def to_tantivy(doc: Doc, found: Sequence[Entry], *, fresh: bool) -> tantivy.Document:
    """The document with all that is indexed and stored of it.

    found: its `entries`. fresh: written after the generation was built.
    """
    made = tantivy.Document()
    if fresh:
        made.add_integer("fresh", 1)
    made.add_integer("id", doc.id)
    made.add_integer("digest", doc.digest())
    made.add_bytes("texts", pack(doc).encode())
    for name, value in found:
        made.add_text(name, value)
    for name, number in numbers(doc):
        made.add_integer(name, scaled(name, number))
    return made
