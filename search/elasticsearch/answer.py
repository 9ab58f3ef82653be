"""An answer of Elasticsearch as the pages know it."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from elasticsearch.dsl import Q

from search.elasticsearch.aggregating import cells, counted, facets, histograms, unknown
from search.elasticsearch.asking import Asking, Response, ordered
from search.elasticsearch.filters import all_of, filters
from search.elasticsearch.mapping import PACKED
from search.indexed import unpack
from search.query import Query
from search.result import Hit, Result, Suggestion
from search.suggesting import best_title, typed_words
from search.wording import Wording
from search.words.highlight import Highlighter
from search.words.plan import named
from search.words.stemming import ANALYZERS


def answer(index: Asking, query: Query) -> Result:
    """Raises EngineError on a field that cannot be asked for."""
    wording, response = index.understood(query)
    counts = counted(response["aggregations"])
    return Result(
        total=response["hits"]["total"]["value"],
        hits=tuple(_hits(response, query, wording)),
        facets=facets(counts, query),
        histograms=histograms(counts, query),
        unknown=unknown(counts, query),
        grid=cells(counts),
        corrected=bool(wording.forgiven),
        left_out=wording.left_out,
        text_ignored=bool(query.text.strip()) and not wording.plan,
        took_ms=response["took"],
    )


def ids(index: Asking, query: Query) -> "array[int]":
    """All documents in the order of the pages, eight bytes each."""
    wording, _ = index.understood(replace(query, offset=0, limit=0, facets=(), histograms=()))
    found = ordered(wording, replace(query, limit=1))
    passing = {"post_filter": all_of(filters(query)).to_dict(), "_source": False}
    return array("q", (int(hit["_id"]) for hit in index.all_hits(found | passing)))


def _hits(response: Response, query: Query, wording: Wording) -> Iterator[Hit]:
    marks = Highlighter(wording.plan, ANALYZERS, begun=wording.begun, forgiven=wording.forgiven)
    for hit in response["hits"]["hits"]:
        number, score = int(hit["_id"]), hit["_score"]
        if "_source" not in hit:
            yield Hit(number, score)
            continue
        texts, held = unpack(hit["_source"][PACKED])
        language, highlights = marks.texts(texts, query.language)
        yield Hit(number, score, language, highlights, named(wording.plan, held))


def suggestions(index: Asking, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
    """Documents with a title that has the words, the last as a beginning."""
    typed = typed_words(prefix)
    if not typed or limit < 1:
        return ()
    whole = [Q("term", suggest=word) for word in typed[:-1]]
    begun = Q("prefix", suggest={"value": typed[-1]})
    titled = Q("bool", filter=[*whole, begun]).to_dict()
    response = index.search({"query": titled, "sort": ["id"], "_source": [PACKED], "size": limit})
    return tuple(
        Suggestion(int(hit["_id"]), *best_title(_texts(hit), typed, language))
        for hit in response["hits"]["hits"]
    )


def _texts(hit: Mapping[str, Any]) -> Any:
    return unpack(hit["_source"][PACKED])[0]


def digests(index: Asking) -> Mapping[int, int]:
    """Document id -> digest, of all documents."""
    all_of_them = {"query": {"match_all": {}}, "sort": ["id"], "_source": False}
    found = all_of_them | {"docvalue_fields": ["digest"]}
    return {int(hit["_id"]): hit["fields"]["digest"][0] for hit in index.all_hits(found)}
