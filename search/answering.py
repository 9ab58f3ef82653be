"""From an address to an answer: the one way that the page and the API search."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import parse_qs

from django.http import HttpRequest

from search import engines
from search.address import ParsedQuery, parse
from search.engine import Answering
from search.query import WORD, Histogram, Query
from search.result import Result
from search.scales import SCALES
from search.words import lexicon
from search.words.everyday import everyday_words
from search.words.lexicon import Lexicon
from search.words.names import SURE
from search.words.naming import recognised
from search.words.unused import in_use

EVERYTHING = Query(limit=0, histograms=tuple(scale.histogram for scale in SCALES.values()))

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Answer:
    """A question, what was found, and what there is at all (`corpus`: facet -> value -> count).

    The numbers that no sheet has are not counted: `result.histograms` is without them.
    is_fresh: whether the index has all that is saved; if not, the rest is found shortly.
    """

    parsed: ParsedQuery
    result: Result
    corpus: Counts
    words: Lexicon
    is_fresh: bool

    @property
    def query(self) -> Query:
        return self.parsed.query

    @property
    def is_beyond_end(self) -> bool:
        return 0 < self.result.total <= self.query.offset

    def totals(self, questions: Sequence[Query]) -> list[int]:
        """How many sheets other questions find."""
        engine = engines.current()
        return [
            engine.search(replace(question, offset=0, limit=0, facets=(), histograms=())).total
            for question in questions
        ]


def parameters(request: HttpRequest) -> dict[str, list[str]]:
    """The query string, however long or broken; `request.GET` refuses one of many fields."""
    raw = request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
    return parse_qs(raw.decode(errors="replace"), keep_blank_values=True)


def answer(params: Mapping[str, Sequence[str]], *, language: str) -> Answer:
    """Search the index in the state of this moment, brought up to date for at most 1.5 s.

    language: of the page, where the address has no `lang`. Raises EngineError.
    """
    engine = engines.current()
    is_fresh = engines.refresh(engine)
    words = lexicon.current()
    corpus = engine.search(EVERYTHING)
    parsed = parse(params, known_values=_Known(words, corpus.facets), language=language)
    parsed = replace(parsed, query=replace(parsed.query, histograms=_known(corpus, parsed.query)))
    recognise = partial(_with_concepts, parsed, words, corpus.facets["practice"])
    parsed, result = _understood(recognise, engine)
    return Answer(parsed, result, corpus.facets, words, is_fresh)


def _known(corpus: Result, query: Query) -> tuple[Histogram, ...]:
    """Of the numbers that some sheet has, or the reader bounds."""
    names = (name for name in SCALES if corpus.histograms[name] or name in query.ranges)
    return tuple(SCALES[name].histogram for name in names)


def _understood(
    recognise: Callable[..., ParsedQuery], engine: Answering
) -> tuple[ParsedQuery, Result]:
    """With the concepts of the text, but for those that the reader leaves out.

    Where the text is found only by forgiving a typing error, concepts forgive it too; where it
    finds nothing at all, names that only come near a value are words again.
    """
    asked = recognise()
    result = engine.search(asked.query)
    if result.corrected:
        other = recognise(forgiving=True)
    elif not result.total and _finds_nothing(asked.query, engine):
        other = recognise(least=SURE)
    else:
        return asked, result
    if other == asked:
        return asked, result
    found = engine.search(other.query)
    return other, replace(found, corrected=found.corrected or result.corrected)


def _finds_nothing(query: Query, engine: Answering) -> bool:
    """Whether the text finds nothing even without any filter."""
    text = Query(query.text, concepts=query.concepts, facets=(), limit=0)
    return not engine.search(text).total


def _with_concepts(
    parsed: ParsedQuery,
    words: Lexicon,
    counts: Mapping[str, int],
    *,
    forgiving: bool = False,
    least: float = 0,
) -> ParsedQuery:
    """counts: practice -> all sheets that apply it."""
    concepts = recognised(parsed.query.text, words, forgiving=forgiving, least=least)
    kept = (one for one in concepts if one.named not in parsed.plain)
    used = tuple(dict.fromkeys(in_use(one, words, counts) for one in kept))
    return replace(parsed, query=replace(parsed.query, concepts=used))


@dataclass(frozen=True)
class _Known:
    """A value is known when a list has it or a sheet does."""

    words: Lexicon
    corpus: Counts

    def __call__(self, facet: str, value: str) -> bool:
        if facet == WORD:
            return (facet, value) in everyday_words()
        return value in self.words.facets[facet] or value in self.corpus.get(facet, ())
