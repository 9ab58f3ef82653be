"""The table of fields as tantivy's schema, and a document as tantivy takes it.

The words come analysed: tantivy splits them at spaces and does no more, so both engines index the
same tokens. The texts as they were are stored beside them, for the highlights.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version

import tantivy

from search.documents import Doc, Texts
from search.engine import EngineError
from search.fields import FACETS, SCALED, TEXTS, fingerprint, scaled
from search.sorting import SORT_FIELDS, sort_keys
from search.words.analysis import OTHER, Analyzer, fold, words
from search.words.stemming import ANALYZERS

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


def text_field(name: str, language: str) -> str:
    return f"{name}_{language}"


def sort_field(key: str) -> str:
    return f"by_{key}"


def joined_field(facet: str) -> str:
    """All values of a facet of many as one: counted much faster, and taken apart afterwards."""
    return f"{facet}_joined"


JOINED = tuple(name for name, field in FACETS.items() if field.multi)
SEPARATOR = "\x1f"
TEXT_LANGUAGES = {text_field(name, code): code for name in TEXTS for code in ANALYZERS}
"""Field of words -> their language."""
SCHEMA = _schema()
FRESH = tantivy.Query.term_query(SCHEMA, "fresh", 1, "basic")
"""Finds the documents that were written after the generation was built."""

MOST_ID = 2**32 - 1
"""What a set holds."""

Entry = tuple[str, str]
"""Name of a field, and a text in it: a value, or words with spaces between."""


def entries(doc: Doc) -> list[Entry]:
    """All words and values of the document. Raises EngineError on an id that no set can hold."""
    if doc.id > MOST_ID:
        raise EngineError(f"Document {doc.id}: the embedded index holds ids up to {MOST_ID}.")
    return [*_words(doc.texts), *_values(doc)]


def to_tantivy(doc: Doc, found: Sequence[Entry], *, fresh: bool) -> tantivy.Document:
    """The document with all that is indexed and stored of it.

    found: its `entries`. fresh: written after the generation was built.
    """
    made = tantivy.Document()
    if fresh:
        made.add_integer("fresh", 1)
    made.add_integer("id", doc.id)
    made.add_integer("digest", doc.digest())
    made.add_bytes("texts", pack(doc))
    for name, value in found:
        made.add_text(name, value)
    for name, number in numbers(doc):
        made.add_integer(name, scaled(name, number))
    return made


def pack(doc: Doc) -> bytes:
    """What `unpack` reads: the fields of each text in their order, and the values of each facet."""
    texts = [[code, t.title, t.summary, t.body, t.names] for code, t in doc.texts.items()]
    return json.dumps(
        [texts, {name: sorted(values) for name, values in doc.facets.items()}]
    ).encode()


def unpack(packed: bytes) -> tuple[dict[str, Texts], dict[str, list[str]]]:
    """The texts by language, and the values by facet."""
    texts, facets = json.loads(packed)
    return {code: Texts(*fields) for code, *fields in texts}, facets


def _words(texts: Mapping[str, Texts]) -> Iterator[Entry]:
    """The tokens of each language in its own fields, and as they were typed those of all."""
    for code, text in texts.items():
        yield from _bags(text, OTHER, ANALYZERS[OTHER])
        if code in ANALYZERS and code != OTHER:
            yield from _bags(text, code, ANALYZERS[code])
        yield "suggest", " ".join(fold(word.text) for word in words(text.title))


def _bags(texts: Texts, code: str, analyzer: Analyzer) -> Iterator[Entry]:
    """A word that a title negates counts as a word of the body: "No ploughing" mentions it."""
    title, summary, body = map(analyzer.bag, (texts.title, texts.summary, texts.body))
    yield text_field("title", code), " ".join(title.bound)
    yield text_field("summary", code), " ".join(summary.bound)
    mentioned: Iterable[str] = (*body.bound, *title.loose, *summary.loose, *body.loose)
    yield text_field("body", code), " ".join(mentioned)
    yield text_field("names", code), " ".join(analyzer.bag(texts.names).bound)


def _values(doc: Doc) -> Iterator[Entry]:
    for facet in FACETS:
        yield from ((facet, value) for value in doc.values(facet))
    yield from (
        (joined_field(facet), SEPARATOR.join(sorted(doc.values(facet)))) for facet in JOINED
    )
    yield from ((sort_field(key), value) for key, value in sort_keys(doc).items())


def numbers(doc: Doc) -> Iterator[tuple[str, float]]:
    """Its numbers and degrees, by name of their field."""
    yield from doc.numbers.items()
    if doc.place:
        yield from (("lat", doc.place.lat), ("lon", doc.place.lon))
