"""A plan of the text as tantivy's query tree."""

from collections.abc import Callable, Iterable
from functools import partial

import tantivy

from search.analysis import OTHER, Token
from search.embedded.schema import SCHEMA, text_field
from search.fields import TEXTS
from search.plan import Plan, Unit, Value, is_forgiven, same_words

TIE = 0.1
"""How much the second-best field of a word adds to its best."""

VALUE_SCORE = 3.0
"""Of a document that has the value which the words name; about a word in a summary."""

Look = Callable[[Token], tantivy.Query]


def text_query(plan: Plan) -> tantivy.Query:
    """Documents that have all units in at least one language, as they were typed or stemmed."""
    return _best(_all(units, partial(_word, code)) for code, units in plan.items())


def forgiving_query(plan: Plan) -> tantivy.Query:
    """Documents that have all units, each word in any language or one typing error off."""
    return _all(plan[OTHER], partial(_nearly, plan))


def _all(units: Iterable[Unit], look: Look) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, _unit(unit, look)) for unit in units])


def _unit(unit: Unit, look: Look) -> tantivy.Query:
    named = [(tantivy.Occur.Must, look(token)) for token in unit.tokens]
    if not unit.values:
        return tantivy.Query.boolean_query(named)
    ways = [tantivy.Query.boolean_query(named), *map(_value, unit.values)]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, way) for way in ways])


def _value(value: Value) -> tantivy.Query:
    term = tantivy.Query.term_query(SCHEMA, *value, "basic")
    return tantivy.Query.const_score_query(term, VALUE_SCORE)


def _word(code: str, token: Token) -> tantivy.Query:
    return _best(_fields(code, token))


def _fields(code: str, token: Token) -> Iterable[tantivy.Query]:
    for name, field in TEXTS.items():
        for form in token.forms:
            term = tantivy.Query.term_query(SCHEMA, text_field(name, code), form, "freq")
            yield tantivy.Query.boost_query(term, field.boost)


def _nearly(plan: Plan, token: Token) -> tantivy.Query:
    stemmed = (query for code, same in same_words(plan, token) for query in _fields(code, same))
    return _best([*_misspelt(token), *stemmed])


def _misspelt(token: Token) -> Iterable[tantivy.Query]:
    for name, field in TEXTS.items():
        for form in token.forms:
            distance = 1 if is_forgiven(form) else 0
            term = tantivy.Query.fuzzy_term_query(SCHEMA, text_field(name, OTHER), form, distance)
            yield tantivy.Query.boost_query(term, field.boost)


def _best(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.disjunction_max_query(list(queries), TIE)
