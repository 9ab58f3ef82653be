"""Questions to generated documents: words right, wrong, negated and none; filters of every kind."""

import random
from typing import Any

from search.fields import FACETS, UNKNOWN
from search.query import LANGUAGES, Box, Concept, Histogram, Query
from tests.search.generate import CHOICES, TREES, WORDS

SORTS = ("relevance", "relevance", "newest", "title", "soc_desc", "complete", "nearest")
TYPED = ["mulcg", "erosoin", "pailage", "labuor", "secheresse", "sechersse", "cafe", "xyzzy", "l'"]


def questions(count: int, seed: int = 11) -> list[Query]:
    rng = random.Random(seed)
    return [question(rng) for _ in range(count)]


def question(rng: random.Random) -> Query:
    text = _text(rng) if rng.random() < 0.6 else ""
    ranges = _ranges(rng) if rng.random() < 0.5 else {}
    return Query(
        text=text,
        language=rng.choice(LANGUAGES),
        filters=_filters(rng),
        ranges=ranges,
        unknown_too=frozenset(name for name in RANGES if rng.random() < 0.6),
        box=_box(rng) if rng.random() < 0.15 else None,
        near=rng.choice([None, (13.25, -5.97), (-41.3, 174.8), (89.5, 0), (0, 0)]),
        concepts=_concepts(rng, text),
        sort=rng.choice(SORTS),
        limit=5000,
        histograms=_histograms(rng, ranges),
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
    "rainfall_mm": [(500, 1500), (None, 750), (1000.4, None)],
    "altitude_m": [(-100, 900), (1500, None), (None, 0)],
    "slope_percent": [(None, 8.5), (10.2, 60), (30, None)],
    "year": [(2000, None), (1990, 2010), (None, None), (2000, 2000)],
    "cost_usd_ha": [(None, 1000), (250, 2500), (4000, 1)],
    "duration_years": [(0.5, 4), (2.5, 2.5), (None, 1)],
    "soc_change": [(None, 10.5), (-0.1, 25), (0, None)],
    "completeness": [(50, None), (None, 45), (20, 80)],
    "updated": [(1_700_000_000 + 20 * 86_400, None), (None, 1_700_000_000 + 30 * 86_400)],
}


WIDTHS = {
    "rainfall_mm": 250,
    "altitude_m": 300,
    "slope_percent": 2.5,
    "year": 5,
    "cost_usd_ha": 500,
    "duration_years": 0.3,
    "soc_change": 0.1,
    "completeness": 10,
    "updated": 86_400,
}


def _ranges(rng: random.Random) -> dict[str, tuple[float | None, float | None]]:
    names = rng.sample(list(RANGES), rng.choice([1, 2, 3]))
    return {name: rng.choice(RANGES[name]) for name in names}


def _histograms(rng: random.Random, ranges: dict[str, Any]) -> tuple[Histogram, ...]:
    """Of none, some or all numbers, more often than not of those with a range too."""
    names = rng.choice([[], rng.sample(list(WIDTHS), 2), [*ranges], list(WIDTHS)])
    return tuple(Histogram(name, WIDTHS[name]) for name in names)


def _box(rng: random.Random) -> Box:
    """Around the prime meridian, or across the one where days begin."""
    return rng.choice([Box(-20, -40, 60, 50), Box(150, -50, -120, 60)])


def _concepts(rng: random.Random, text: str) -> tuple[Concept, ...]:
    if not text or rng.random() < 0.7:
        return ()
    facet = rng.choice(["practice", "crop", "soil"])
    behind = tuple(rng.sample(values_of(facet), rng.choice([0, 1, 2])))
    return (Concept(facet, rng.choice(values_of(facet)), 0, rng.choice([1, 2]), behind=behind),)
