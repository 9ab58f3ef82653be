"""The tree of a text as Elasticsearch's query."""

from collections.abc import Iterable, Iterator
from typing import Any

from elasticsearch.dsl import Q, Query

from search import tree
from search.fields import TEXTS
from search.indexed import text_field
from search.tree import TIE, Node
from search.words.analysis import OTHER
from search.words.plan import is_forgiven


def text_query(node: Node) -> Query:
    """The query that finds what the node says, with its scores."""
    match node:
        case tree.Word(language, forms):
            return _best(_in_fields(language, forms))
        case tree.TitleWord(language, forms):
            return Q("terms", **{text_field("title", language): list(forms)})
        case tree.Misspelt(forms):
            return _best(_nearly(forms))
        case tree.Begun(word):
            return Q("prefix", suggest={"value": word})
        case tree.Value(facet, value):
            return Q("term", **{facet: value})
        case tree.Scored(scored, score):
            return Q("constant_score", filter=text_query(scored), boost=score)
        case tree.Everything():
            return Q("match_all")
        case _:
            return _combined(node)


def _combined(node: Node) -> Query:
    match node:
        case tree.All(nodes):
            return _bool(must=nodes)
        case tree.AnyOf(nodes):
            return _bool(should=nodes, minimum_should_match=1)
        case tree.Best(nodes):
            return _best(map(text_query, nodes))
        case tree.Unless(found, others):
            return _bool(must=(found,), must_not=others)
        case tree.Ranked(found, others):
            return _bool(must=(found,), should=others)
        case _:
            raise TypeError(f"no node of a text: {node!r}")


def _in_fields(language: str, forms: Iterable[str]) -> Iterator[Query]:
    for name, field in TEXTS.items():
        for form in forms:
            at = text_field(name, language)
            yield Q("term", **{at: {"value": form, "boost": field.boost}})


def _nearly(forms: Iterable[str]) -> Iterator[Query]:
    """Constant scores: else only the commonest words that are near would be looked for."""
    for name, field in TEXTS.items():
        for form in forms:
            distance = 1 if is_forgiven(form) else 0
            asked = {"value": form, "fuzziness": distance, "boost": field.boost}
            at = text_field(name, OTHER)
            yield Q("fuzzy", **{at: {**asked, "rewrite": "constant_score"}})


def _bool(*, minimum_should_match: int = 0, **clauses: Iterable[Node]) -> Query:
    made: dict[str, Any] = {name: list(map(text_query, nodes)) for name, nodes in clauses.items()}
    if not any(made.values()):
        return Q("match_none")
    return Q("bool", **made, minimum_should_match=minimum_should_match)


def _best(queries: Iterable[Query]) -> Query:
    found = list(queries)
    return Q("dis_max", queries=found, tie_breaker=TIE) if found else Q("match_none")
