"""The tree of a text as tantivy's query."""

from collections.abc import Iterable, Iterator

import tantivy

from search import tree
from search.embedded.schema import SCHEMA
from search.fields import TEXTS
from search.indexed import text_field
from search.tree import TIE, Node
from search.words.analysis import OTHER
from search.words.plan import is_forgiven

Queries = Iterable[tantivy.Query]


def text_query(node: Node) -> tantivy.Query:
    """The query that finds what the node says, with its scores."""
    match node:
        case tree.Word(language, forms):
            return _best(_in_fields(language, forms))
        case tree.TitleWord(language, forms):
            return _any(_term(text_field("title", language), form) for form in forms)
        case tree.Misspelt(forms):
            return _best(_nearly(forms))
        case tree.Begun(word):
            return tantivy.Query.fuzzy_term_query(SCHEMA, "suggest", word, 0, prefix=True)
        case tree.Value(facet, value):
            return _term(facet, value)
        case tree.Scored(scored, score):
            return tantivy.Query.const_score_query(text_query(scored), score)
        case tree.Everything():
            return tantivy.Query.all_query()
        case _:
            return _combined(node)


def _combined(node: Node) -> tantivy.Query:
    match node:
        case tree.All(nodes):
            return _bool(must=nodes)
        case tree.AnyOf(nodes):
            return _any(map(text_query, nodes))
        case tree.Best(nodes):
            return _best(map(text_query, nodes))
        case tree.Unless(found, others):
            return _bool(must=(found,), must_not=others)
        case tree.Ranked(found, others):
            return _bool(must=(found,), should=others)
        case _:
            raise TypeError(f"no node of a text: {node!r}")


def _in_fields(language: str, forms: Iterable[str]) -> Iterator[tantivy.Query]:
    for name, field in TEXTS.items():
        for form in forms:
            term = tantivy.Query.term_query(SCHEMA, text_field(name, language), form, "freq")
            yield tantivy.Query.boost_query(term, field.boost)


def _nearly(forms: Iterable[str]) -> Iterator[tantivy.Query]:
    for name, field in TEXTS.items():
        for form in forms:
            distance = 1 if is_forgiven(form) else 0
            term = tantivy.Query.fuzzy_term_query(SCHEMA, text_field(name, OTHER), form, distance)
            yield tantivy.Query.boost_query(term, field.boost)


def _term(field: str, value: str) -> tantivy.Query:
    return tantivy.Query.term_query(SCHEMA, field, value, "basic")


def _bool(
    must: Iterable[Node], should: Iterable[Node] = (), must_not: Iterable[Node] = ()
) -> tantivy.Query:
    return tantivy.Query.boolean_query(
        [
            *((tantivy.Occur.Must, text_query(node)) for node in must),
            *((tantivy.Occur.Should, text_query(node)) for node in should),
            *((tantivy.Occur.MustNot, text_query(node)) for node in must_not),
        ]
    )


def _any(queries: Queries) -> tantivy.Query:
    found = list(queries)
    should = [(tantivy.Occur.Should, query) for query in found]
    return found[0] if len(found) == 1 else tantivy.Query.boolean_query(should)


def _best(queries: Queries) -> tantivy.Query:
    return tantivy.Query.disjunction_max_query(list(queries), TIE)
