"""A question to one state of the index, and its answer."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import tantivy

from search.documents import Texts
from search.embedded.asked import Asked, SnapshotFinder, asked
from search.embedded.counts import counts
from search.embedded.filters import Filters, filters, narrowed
from search.embedded.hits import Found, Page, all_by_key, all_by_score, integers, page
from search.embedded.nearest import nearest
from search.embedded.schema import SCHEMA
from search.embedded.snapshot import Snapshot
from search.embedded.text import text_query
from search.indexed import unpack
from search.query import Query
from search.result import Hit, Result, Suggestion
from search.suggesting import best_title, typed_words
from search.widening import FEW, widened
from search.wording import Wording, ranked
from search.words.highlight import Highlighter
from search.words.plan import named, plan
from search.words.stemming import ANALYZERS


def answer(snapshot: Snapshot, query: Query) -> Result:
    """Raises EngineError on a field that cannot be asked for."""
    searcher, conditions = snapshot.searcher, filters(query)
    text = asked(_understood(snapshot, query))
    found = _page(searcher, text, query, conditions)
    counted = counts(snapshot, text, conditions, query, found.total)
    wording = text.wording
    return Result(
        total=found.total,
        hits=tuple(_hits(searcher, found.found, query, wording)),
        facets=counted.facets,
        histograms=counted.histograms,
        unknown=counted.unknown,
        grid=counted.grid,
        corrected=bool(wording.forgiven),
        left_out=wording.left_out,
        text_ignored=bool(query.text.strip()) and not wording.plan,
        generation=snapshot.stamp,
    )


def ids(snapshot: Snapshot, query: Query) -> "array[int]":
    """All documents in the order of the pages, eight bytes each."""
    searcher, conditions = snapshot.searcher, filters(query)
    text = asked(_understood(snapshot, query))
    if _is_scored(text, query):
        return all_by_score(searcher, _scored(text, query, conditions))
    search = narrowed(text.query, conditions.values())
    if query.order == "nearest":
        listed = nearest(searcher, search, replace(query, offset=0, limit=searcher.num_docs))
        return array("q", (one.id for one in listed.found))
    return all_by_key(searcher, search, query)


def _understood(snapshot: Snapshot, query: Query) -> Wording:
    exact = Wording(plan(query.text, query.concepts, ANALYZERS))
    if not (exact.plan and query.fuzzy):
        return exact
    finder = SnapshotFinder(snapshot)
    return widened(finder, exact, finder.counts([exact], FEW)[0]) or exact


def _page(searcher: tantivy.Searcher, text: Asked, query: Query, conditions: Filters) -> Page:
    if _is_scored(text, query) and query.limit:
        return page(searcher, _scored(text, query, conditions), query, scored=True)
    search = narrowed(text.query, conditions.values())
    if query.order == "nearest":
        return nearest(searcher, search, query)
    return page(searcher, search, query, scored=False)


def _is_scored(text: Asked, query: Query) -> bool:
    return bool(text.wording.plan) and query.order == "relevance"


def _scored(text: Asked, query: Query, conditions: Filters) -> tantivy.Query:
    return narrowed(text_query(ranked(text.wording, query.language)), conditions.values())


def _hits(
    searcher: tantivy.Searcher, found: Iterable[Found], query: Query, wording: Wording
) -> Iterator[Hit]:
    marks = Highlighter(wording.plan, ANALYZERS, begun=wording.begun, forgiven=wording.forgiven)
    for one in found:
        if query.highlight and wording.plan:
            texts, facets = _stored(searcher, one)
            language, highlights = marks.texts(texts, query.language)
            yield Hit(one.id, one.score, language, highlights, named(wording.plan, facets))
        else:
            yield Hit(one.id, one.score)


def _stored(
    searcher: tantivy.Searcher, found: Found
) -> tuple[dict[str, Texts], dict[str, list[str]]]:
    return unpack(searcher.doc(found.address)["texts"][0])


def suggestions(
    searcher: tantivy.Searcher, prefix: str, language: str, limit: int
) -> tuple[Suggestion, ...]:
    """Documents with a title that has the words, the last as a beginning."""
    typed = typed_words(prefix)
    if not typed or limit < 1:
        return ()
    whole = [tantivy.Query.term_query(SCHEMA, "suggest", word, "basic") for word in typed[:-1]]
    begun = tantivy.Query.fuzzy_term_query(SCHEMA, "suggest", typed[-1], 0, prefix=True)
    found = page(searcher, narrowed(begun, whole), Query(limit=limit), scored=False).found
    return tuple(
        Suggestion(one.id, *best_title(_stored(searcher, one)[0], typed, language)) for one in found
    )


def digests(searcher: tantivy.Searcher) -> Mapping[int, int]:
    """Document id -> digest, of all documents."""
    hits = searcher.search(tantivy.Query.all_query(), max(searcher.num_docs, 1)).hits
    addresses = [address for _, address in hits]
    ids, values = (integers(searcher, name, addresses) for name in ("id", "digest"))
    return dict(zip(ids, values, strict=True))
