"""Asks the search the judged queries, the way that the page and the API do."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from search.answering import answer
from tests.search.relevance.facts import Corpus
from tests.search.relevance.judgements import SETS, Judged, judged, load
from tests.search.relevance.measures import DEPTH, ndcg, succeeds


@dataclass(frozen=True)
class Outcome:
    """found: primary keys of the first ten sheets, best first."""

    judged: Judged
    found: Sequence[int]

    @property
    def succeeds(self) -> bool:
        return succeeds(self.judged, self.found)

    @property
    def ndcg(self) -> float:
        return ndcg(self.judged, self.found)


def outcomes(language: str, corpus: Corpus, name: str = "first") -> list[Outcome]:
    """What the queries of a set, in a language, find for a reader of that language."""
    queries = load(language, SETS[name])
    return [Outcome(judged(query, corpus), ask(query.text, language)) for query in queries]


def ask(text: str, language: str) -> list[int]:
    params = {"q": [text], "per_page": [str(DEPTH)]}
    return [hit.id for hit in answer(params, language=language).result.hits]


def success(tried: Sequence[Outcome]) -> float:
    """The share of queries that succeed, 0 to 1."""
    return mean(one.succeeds for one in tried)


def mean_ndcg(tried: Sequence[Outcome]) -> float:
    return mean(one.ndcg for one in tried)
