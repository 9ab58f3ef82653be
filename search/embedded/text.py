"""A plan of the text as tantivy's query tree."""

from collections.abc import Collection, Iterable, Iterator

import tantivy

from search.embedded.schema import SCHEMA, text_field
from search.fields import TEXTS
from search.query import UNCODED
from search.words.analysis import OTHER, Token
from search.words.plan import Plan, Unit, Value, Way, is_forgiven

TIE = 0.1
"""How much the second-best field or name of a word adds to its best."""
VALUE_SCORE = 8.0
"""Of a document that has the value which the words name; about a word in a title."""
NAME_SCORE = 8.0
"""Of a document in whose title another name of the words stands: as good as the value."""
BEGUN_SCORE = 2.0
"""Of a document with a title in which a word goes on from the typed one."""
READER_SCORE = 0.5
"""Of a document in the reader's language: decides between documents that are equally good."""
MEASURED_SCORE = 0.25
"""Of a document with a measured effect on soil carbon; the mildest of all."""
TITLE_SCORE = 8.0
"""Of a document that has all of several words in its titles."""
BEFORE_SCORE = 1000.0
"""Of a document that applies no opposite of what is asked for; more than words can be worth."""

Queries = Iterable[tantivy.Query]


def text_query(
    plan: Plan, *, begun: Collection[Unit] = (), forgiven: Collection[Unit] = ()
) -> tantivy.Query:
    """Documents that have all units; words of titles may go on from the begun ones, and all words
    be one typing error off the forgiven ones.
    """
    queries = (
        unit_query(unit, going_on=unit in begun, forgiving=unit in forgiven) for unit in plan.units
    )
    units = [(tantivy.Occur.Must, query) for query in queries]
    without = [(tantivy.Occur.MustNot, _term(*value)) for value in plan.opposites]
    return tantivy.Query.boolean_query([*units, *without])


def ranked(query: tantivy.Query, plan: Plan, language: str) -> tantivy.Query:
    """The same documents; of those that are equally good, the reader's own first. Those that
    apply the opposite of what is asked for stand behind all others.
    """
    reader = tantivy.Query.const_score_query(_term("language", language), READER_SCORE)
    measured = tantivy.Query.const_score_query(_term("carbon", "measured"), MEASURED_SCORE)
    should = tantivy.Occur.Should
    return tantivy.Query.boolean_query(
        [
            *[(tantivy.Occur.Must, query), (should, reader), (should, measured)],
            *((should, entitled) for entitled in _entitled(plan)),
            *((should, _before(value, opposites)) for value, opposites in plan.behind),
        ]
    )


def _entitled(plan: Plan) -> Iterator[tantivy.Query]:
    """Documents with a title of all words but those that name a place, a soil, a slope."""
    units = [unit for unit in plan.units if all(facet in UNCODED for (facet, _), _ in unit.values)]
    if len(units) > 1:
        found = _all(
            _any(_all(_in_title(code, one) for one in tokens) for code, tokens in ways)
            for ways in ((*unit.ways, *unit.names) for unit in units)
        )
        yield tantivy.Query.const_score_query(found, TITLE_SCORE)


def _before(value: Value, opposites: Iterable[Value]) -> tantivy.Query:
    """Documents that have the value or none of its opposites."""
    rest = [(tantivy.Occur.MustNot, _term(*one)) for one in opposites]
    none = tantivy.Query.boolean_query([(tantivy.Occur.Must, tantivy.Query.all_query()), *rest])
    return tantivy.Query.const_score_query(_any([_term(*value), none]), BEFORE_SCORE)


def unit_query(unit: Unit, *, going_on: bool = False, forgiving: bool = False) -> tantivy.Query:
    """Documents that have the unit; those by its words and its value before those by one."""
    typed = [_way(way) for way in unit.ways]
    named = [_name(unit.names)] if unit.names else []
    begun = list(_begun(unit.begun)) if unit.begun and going_on else []
    slips = [_slip(token) for token in _other(unit)] if forgiving else []
    values = [tantivy.Query.const_score_query(_term(*v), VALUE_SCORE * w) for v, w in unit.values]
    words = _best([*typed, *named, *begun, *slips])
    if not values:
        return words
    return _any([words, _best(values)])


def _way(way: Way) -> tantivy.Query:
    """All its tokens, in any field."""
    code, tokens = way
    return _all(_best(_fields(code, token)) for token in tokens)


def _fields(code: str, token: Token) -> Iterator[tantivy.Query]:
    for name, field in TEXTS.items():
        for form in token.forms:
            term = tantivy.Query.term_query(SCHEMA, text_field(name, code), form, "freq")
            yield tantivy.Query.boost_query(term, field.boost)


def _name(names: Iterable[Way]) -> tantivy.Query:
    """All words of any of the names in a title; other texts mention too much."""
    found = _any(_all(_in_title(code, one) for one in tokens) for code, tokens in names)
    return tantivy.Query.const_score_query(found, NAME_SCORE)


def _in_title(code: str, token: Token) -> tantivy.Query:
    name = text_field("title", code)
    terms = [tantivy.Query.term_query(SCHEMA, name, form, "basic") for form in token.forms]
    return terms[0] if len(terms) == 1 else _any(terms)


def _begun(word: str) -> Iterator[tantivy.Query]:
    found = tantivy.Query.fuzzy_term_query(SCHEMA, "suggest", word, 0, prefix=True)
    yield tantivy.Query.const_score_query(found, BEGUN_SCORE)


def _other(unit: Unit) -> Iterator[tuple[Token, ...]]:
    return (tokens for code, tokens in unit.ways if code == OTHER)


def _slip(tokens: Iterable[Token]) -> tantivy.Query:
    """All tokens, each as it was typed or one error off."""
    return _all(_best(_misspelt(token)) for token in tokens)


def _misspelt(token: Token) -> Iterator[tantivy.Query]:
    for name, field in TEXTS.items():
        for form in token.forms:
            distance = 1 if is_forgiven(form) else 0
            term = tantivy.Query.fuzzy_term_query(SCHEMA, text_field(name, OTHER), form, distance)
            yield tantivy.Query.boost_query(term, field.boost)


def _term(facet: str, value: str) -> tantivy.Query:
    return tantivy.Query.term_query(SCHEMA, facet, value, "basic")


def _all(queries: Queries) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def _any(queries: Queries) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _best(queries: Queries) -> tantivy.Query:
    return tantivy.Query.disjunction_max_query(list(queries), TIE)
