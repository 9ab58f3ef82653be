"""What a text asks for, in the terms of no engine; each engine writes it down in its own.

In at least one language all units must be found. A unit is found when all its tokens are, or when
the document has one of its values. Beside English, French and Spanish there is OTHER, the words of
all languages as they were typed: it finds any other language, and forgives typing errors.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from search.analysis import OTHER, Analyzer, Token
from search.query import Concept

Span = tuple[int, int]
Value = tuple[str, str]
"""A facet and one of its values."""

MIN_FORGIVEN = 4
"""Letters from which a word may hold a typing error: "soil" is near "oil", "no" near everything."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, or the words of a concept with the values that they name."""

    tokens: tuple[Token, ...]
    values: tuple[Value, ...] = ()


Plan = Mapping[str, tuple[Unit, ...]]
"""Language -> its units; a language without any is left out. Empty when the text says nothing."""


def plan(text: str, concepts: Iterable[Concept], analyzers: Mapping[str, Analyzer]) -> Plan:
    """What the text asks for in each language; nothing if all its words are stop words."""
    tokens = {code: analyzer.tokens(text) for code, analyzer in analyzers.items()}
    if not tokens[OTHER]:
        return {}
    return {code: _units(found, concepts) for code, found in tokens.items() if found}


def _units(tokens: Sequence[Token], concepts: Iterable[Concept]) -> tuple[Unit, ...]:
    spans = _spans(tokens, concepts)

    def place(token: Token) -> Span:
        inside = (span for span in spans if span[0] <= token.start and token.stop <= span[1])
        return next(inside, (token.start, token.stop))

    return tuple(
        Unit(tuple(group), tuple(spans.get(span, ()))) for span, group in groupby(tokens, place)
    )


def _spans(tokens: Sequence[Token], concepts: Iterable[Concept]) -> dict[Span, list[Value]]:
    """The words that name values. Of concepts that overlap, the first and longest counts; one
    that would take a negated word from its negation does not: "no | till" is no tillage.
    """
    spans: dict[Span, list[Value]] = {}
    for concept in sorted(concepts, key=lambda one: (one.start, -one.stop)):
        span = (concept.start, concept.stop)
        if span in spans or _is_free(span, spans, tokens):
            spans.setdefault(span, []).append((concept.facet, concept.value))
    return spans


def _is_free(span: Span, taken: Iterable[Span], tokens: Iterable[Token]) -> bool:
    """Whether it meets no taken words, and no token that reaches out of it."""
    cut = (
        (token.start, token.stop)
        for token in tokens
        if token.start < span[0] or span[1] < token.stop
    )
    return not any(span[0] < stop and start < span[1] for start, stop in [*taken, *cut])


def is_forgiven(form: str) -> bool:
    """Whether a typing error in this word is forgiven."""
    return len(form) >= MIN_FORGIVEN


def same_words(plan: Plan, token: Token) -> Iterable[tuple[str, Token]]:
    """What the stemming languages make of the words of a token of OTHER, each with its language."""
    for code, units in plan.items():
        for unit in units:
            for stemmed in unit.tokens:
                if code != OTHER and (stemmed.start, stemmed.stop) == (token.start, token.stop):
                    yield code, stemmed
