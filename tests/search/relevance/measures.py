"""How good an answer is, from the grades of its sheets in their order."""

from collections.abc import Iterable, Sequence
from math import log2

from tests.search.relevance.judgements import GRADES, Judged

FIRST = 3
DEPTH = 10


def succeeds(judged: Judged, found: Sequence[int]) -> bool:
    """Whether a good sheet is among the first three, and none that must never be there."""
    first = found[:FIRST]
    is_good = any(judged.grades.get(pk, 0) >= GRADES["good"] for pk in first)
    return is_good and judged.never.isdisjoint(first)


def ndcg(judged: Judged, found: Sequence[int]) -> float:
    """Normalised discounted cumulative gain of the first ten sheets, 0 to 1.

    Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, ACM TOIS 20 (2002),
    with the gain 2^grade - 1 of Burges et al., Learning to rank using gradient descent, ICML 2005.
    The ideal order is that of all judged sheets.
    """
    ideal = sorted(judged.grades.values(), reverse=True)
    return _dcg(judged.grades.get(pk, 0) for pk in found[:DEPTH]) / _dcg(ideal[:DEPTH])


def _dcg(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))
