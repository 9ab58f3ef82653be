"""Questions to generated documents: words right, wrong, negated and none; filters of every kind."""

import random

from search.fields import FACETS, UNKNOWN
from search.query import LANGUAGES, Box, Concept, Histogram, Query
from tests.search.generate import CHOICES, TREES, WORDS

SORTS = ("relevance", "relevance", "newest", "title", "soc_desc")
TYPED = ["mulcg", "erosoin", "pailage", "labuor", "secheresse", "sechersse", "cafe", "xyzzy", "l'"]


def questions(count: int, seed: int = 11) -> list[Query]:
    rng = random.Random(seed)
    return [question(rng) for _ in range(count)]


def question(rng: random.Random) -> Query:
    text = _text(rng) if rng.random() < 0.6 else ""
    return Query(
        text=text,
        language=rng.choice(LANGUAGES),
        filters=_filters(rng),
        ranges=_ranges(rng) if rng.random() < 0.3 else {},
        box=_box(rng) if rng.random() < 0.15 else None,
        concepts=_concepts(rng, text),
        sort=rng.choice(SORTS),
        limit=5000,
        histogram=rng.choice([None, Histogram("year", 5), Histogram("soc_change", 0.1)]),
        grid=rng.choice([None, 10, 2.5]),
        fuzzy=rng.random() < 0.9,
        highlight=rng.random() < 0.3,
    )


def _text(rng: random.Random) -> str:
    words = WORDS[rng.choice(list(WORDS))]
    some = rng.choices(words, k=rng.choice([1, 1, 1, 2, 2, 3]))
    if rng.random() < 0.15:
        some.append(rng.choice(TYPED))
    if rng.random() < 0.2:
        some.insert(0, rng.choice(["no", "without", "sans", "pas de", "sin"]))
    return " ".join(some)


def values_of(facet: str) -> list[str]:
    """All values of a facet, the unknown one, and one that no document has."""
    tree = TREES.get(facet, {})
    nodes = {*tree, *(child for children in tree.values() for child in children)}
    return [*sorted(nodes), *CHOICES.get(facet, ()), UNKNOWN, "absent"]


def _filters(rng: random.Random) -> dict[str, frozenset[str]]:
    chosen = rng.sample(list(FACETS), rng.choice([0, 1, 1, 2, 2, 3]))
    return {facet: _some(rng, values_of(facet)) for facet in chosen}


def _some(rng: random.Random, values: list[str]) -> frozenset[str]:
    return frozenset(rng.sample(values, min(rng.choice([1, 2, 3, 12]), len(values))))


RANGES = {
    "year": [(2000, None), (1990, 2010), (None, None), (2000, 2000)],
    "soc_change": [(None, 10.5), (-0.1, 25), (0, None)],
    "updated": [(1_700_000_000 + 20 * 86_400, None), (None, 1_700_000_000 + 30 * 86_400)],
}


def _ranges(rng: random.Random) -> dict[str, tuple[float | None, float | None]]:
    names = rng.sample(list(RANGES), rng.choice([1, 1, 2]))
    return {name: rng.choice(RANGES[name]) for name in names}


def _box(rng: random.Random) -> Box:
    """Around the prime meridian, or across the one where days begin."""
    return rng.choice([Box(-20, -40, 60, 50), Box(150, -50, -120, 60)])


def _concepts(rng: random.Random, text: str) -> tuple[Concept, ...]:
    if not text or rng.random() < 0.7:
        return ()
    facet = rng.choice(["practice", "crop", "soil"])
    behind = tuple(rng.sample(values_of(facet), rng.choice([0, 1, 2])))
    return (Concept(facet, rng.choice(values_of(facet)), 0, rng.choice([1, 2]), behind=behind),)
