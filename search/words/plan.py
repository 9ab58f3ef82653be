"""What a text asks for, in the terms of no engine; each engine writes it down in its own.

All units must be found, each in any language. A unit is found when all its tokens are, when the
document has one of its values, or by another name of them. Beside English, French and Spanish
there is OTHER, the words of all languages as they were typed: it finds any other language.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from search.query import WORD, Concept
from search.words.analysis import OTHER, Analyzer, Token, Word, fold, words
from search.words.fillers import FILLERS

Span = tuple[int, int]
Value = tuple[str, str]
"""A facet and one of its values."""
Way = tuple[str, tuple[Token, ...]]
"""A language and its tokens; all must be found."""

MIN_FORGIVEN = 4
"""Letters from which a word may hold a typing error or lack its end: "soil" is near "oil"."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, or the words of a concept.

    text: as typed. ways: in each language. begun: the word, folded, from which a title may go on.
    names: other words for the same, to be found in a title.
    values: what the words name, with the weight of each.
    """

    text: str
    ways: tuple[Way, ...]
    begun: str = ""
    names: tuple[Way, ...] = ()
    values: tuple[tuple[Value, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What must be found, and the values that a document must not have.

    behind: a value, and those for which a document that has not got it stands behind all others.
    """

    units: tuple[Unit, ...] = ()
    opposites: tuple[Value, ...] = ()
    behind: tuple[tuple[Value, tuple[Value, ...]], ...] = ()

    def __bool__(self) -> bool:
        """Whether the text says anything."""
        return bool(self.units)


def plan(text: str, concepts: Iterable[Concept], analyzers: Mapping[str, Analyzer]) -> Plan:
    """What the text asks for; nothing if all its words are stop words."""
    concepts = list(concepts)
    tokens = {code: analyzer.tokens(text) for code, analyzer in analyzers.items()}
    spans = _spans(tokens[OTHER], [one for one in concepts if not one.is_opposite])
    opposites = {(one.facet, one.value): None for one in concepts if one.is_opposite}
    places = _telling(list(_places(tokens[OTHER], spans)), spans, text)
    at = {code: _by_word(own) for code, own in tokens.items()}
    found = Typed(text, words(text))
    units = (_unit(found, place, at, spans.get(place, ()), analyzers) for place in places)
    return Plan(tuple(units), tuple(opposites), tuple(dict.fromkeys(_behind(concepts))))


def _behind(concepts: Iterable[Concept]) -> Iterator[tuple[Value, tuple[Value, ...]]]:
    for one in concepts:
        if one.behind:
            yield (one.facet, one.value), tuple((one.facet, value) for value in one.behind)


def _spans(tokens: Sequence[Token], concepts: Iterable[Concept]) -> dict[Span, list[Concept]]:
    """The words that name values. Of concepts that overlap, the first and longest counts; one
    that would take a negated word from its negation does not: "no | till" is no tillage.
    """
    spans: dict[Span, list[Concept]] = {}
    for concept in sorted(concepts, key=lambda one: (one.start, -one.stop)):
        span = (concept.start, concept.stop)
        if span in spans or _is_free(span, spans, tokens):
            spans.setdefault(span, []).append(concept)
    return spans


def _is_free(span: Span, taken: Iterable[Span], tokens: Iterable[Token]) -> bool:
    """Whether it meets no taken words, and no token that reaches out of it."""
    cut = (
        (token.start, token.stop)
        for token in tokens
        if token.start < span[0] or span[1] < token.stop
    )
    return not any(span[0] < stop and start < span[1] for start, stop in [*taken, *cut])


def _places(tokens: Sequence[Token], spans: Iterable[Span]) -> Iterator[Span]:
    """The words of each unit: those of a concept together."""

    def place(token: Token) -> Span:
        inside = (span for span in spans if span[0] <= token.start and token.stop <= span[1])
        return next(inside, (token.start, token.stop))

    return (span for span, _ in groupby(tokens, place))


def _telling(places: list[Span], spans: Mapping[Span, object], text: str) -> list[Span]:
    """Without the words that a question is put in ("how can I"); with them if it has no others."""
    typed = [fold(word.text) for word in words(text)]
    telling = [
        place
        for place in places
        if place in spans or place[1] - place[0] > 1 or typed[place[0]] not in FILLERS
    ]
    return telling or places


class Typed(NamedTuple):
    """A text and its words, found once: a text may have thousands."""

    text: str
    words: Sequence[Word]


def _unit(
    typed: Typed,
    place: Span,
    at: Mapping[str, Mapping[int, Sequence[Token]]],
    concepts: Sequence[Concept],
    analyzers: Mapping[str, Analyzer],
) -> Unit:
    place = max(place[0], 0), min(place[1], len(typed.words))
    found = typed.words[slice(*place)]
    text = typed.text[found[0].start : found[-1].end]
    ways = ((code, _within(place, own)) for code, own in at.items())
    return Unit(
        text,
        tuple((code, way) for code, way in ways if way),
        begun="" if concepts or len(found) > 1 or len(text) < MIN_FORGIVEN else fold(text),
        names=tuple(_names(concepts, analyzers)),
        values=tuple(((one.facet, one.value), one.weight) for one in concepts if one.facet != WORD),
    )


def _by_word(tokens: Iterable[Token]) -> Mapping[int, Sequence[Token]]:
    """The tokens that each word is in: a negation reaches over two."""
    at = defaultdict(list)
    for token in tokens:
        for word in range(token.start, token.stop):
            at[word].append(token)
    return at


def _within(place: Span, at: Mapping[int, Sequence[Token]]) -> tuple[Token, ...]:
    """The tokens of these words; none where one reaches out of them."""
    meeting = dict.fromkeys(token for word in range(*place) for token in at.get(word, ()))
    inside = all(place[0] <= one.start and one.stop <= place[1] for one in meeting)
    return tuple(meeting) if inside else ()


def _names(concepts: Iterable[Concept], analyzers: Mapping[str, Analyzer]) -> Iterator[Way]:
    """Each name once, however it is spelt."""
    seen = set()
    for concept in concepts:
        for code, name in concept.names:
            way = tuple(analyzers[code].tokens(name))
            key = code, tuple(token.forms for token in way)
            if way and key not in seen:
                seen.add(key)
                yield code, way


def is_forgiven(form: str) -> bool:
    """Whether a typing error in this word is forgiven."""
    return len(form) >= MIN_FORGIVEN


def named(plan: Plan, facets: Mapping[str, Sequence[str]]) -> tuple[Value, ...]:
    """The values that the question names and the document has."""
    asked = (value for unit in plan.units for value, _weight in unit.values)
    return tuple(dict.fromkeys(one for one in asked if one[1] in facets.get(one[0], ())))
