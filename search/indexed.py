"""A document as both engines index it: words already analysed, values, numbers, its own texts.

An engine splits the words at spaces and does no more, so that both have the same tokens. The texts
as they were are packed beside them, for the highlights.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

import orjson

from search.documents import Doc, Texts
from search.fields import FACETS, TEXTS
from search.sorting import sort_keys
from search.words.analysis import OTHER, Analyzer, fold, words
from search.words.stemming import ANALYZERS

Entry = tuple[str, str]
"""Name of a field, and a text in it: a value, or words with spaces between."""


def text_field(name: str, language: str) -> str:
    return f"{name}_{language}"


def sort_field(key: str) -> str:
    return f"by_{key}"


TEXT_LANGUAGES = {text_field(name, code): code for name in TEXTS for code in ANALYZERS}
"""Field of words -> their language."""


def entries(doc: Doc) -> Iterator[Entry]:
    """All words, values and sort keys of the document."""
    yield from _words(doc.texts)
    for facet in FACETS:
        yield from ((facet, value) for value in doc.values(facet))
    yield from ((sort_field(key), value) for key, value in sort_keys(doc).items())


def numbers(doc: Doc) -> Iterator[tuple[str, float]]:
    """Its numbers and degrees, by name of their field."""
    yield from doc.numbers.items()
    if doc.place:
        yield from (("lat", doc.place.lat), ("lon", doc.place.lon))


def pack(doc: Doc) -> str:
    """What `unpack` reads: the fields of each text in their order, and the values of each facet.

    Escaped, for one broken letter (half of a surrogate pair) must break no index.
    """
    texts = [[code, t.title, t.summary, t.body, t.names] for code, t in doc.texts.items()]
    values = {name: sorted(held) for name, held in doc.facets.items()}
    return json.dumps([texts, values])


def unpack(packed: str | bytes) -> tuple[dict[str, Texts], dict[str, list[str]]]:
    """The texts by language, and the values by facet."""
    try:
        texts, facets = orjson.loads(packed)
    except orjson.JSONDecodeError:  # a broken letter, which only the slower one reads
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
