"""How fast the embedded engine builds, changes and answers, on generated documents.

    PYTHONPATH=. python benchmarks/engine.py [documents, 10,000 if none]

Every question counts all facets and a histogram and marks 20 hits; no answer comes from memory.
The limit is what any engine must do: AND of ready bitmaps and their bits counted, for each value
of each facet.
"""

import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from search.documents import Doc, Upsert
from search.embedded import EmbeddedEngine
from search.fields import FACETS
from search.query import Histogram, Query
from tests.search.generate import WORDS, Words, documents
from tests.search.questions import values_of

WORDS_OF_A_BODY = 300
RARE_WORDS = 5_000
QUESTIONS = 200


def main(count: int) -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        engine = EmbeddedEngine(Path(folder))
        docs = list(documents(count, length=WORDS_OF_A_BODY, words=vocabulary()))
        build(engine, docs)
        report("open, and the first answer", [timed(fresh, Path(folder))])
        report("one document changed", [timed(change, engine, doc) for doc in docs[:20]])
        for kind, asked in questions().items():
            report(kind, [timed(engine.search, query) for query in asked])
        report("limit: AND and popcount", limit(docs))


def vocabulary() -> Words:
    """The words of each language before many rare ones, as often as Zipf says."""
    rng = random.Random(3)
    syllables = [c + v for c in "bcdfglmnprstv" for v in ("a", "é", "i", "o", "on", "er")]
    rare = ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(RARE_WORDS)]
    return {
        code: [
            word
            for rank, word in enumerate([*words, *rare], start=1)
            for _ in range(1 + 2000 // rank)
        ]
        for code, words in WORDS.items()
    }


def build(engine: EmbeddedEngine, docs: list[Doc]) -> None:
    took = timed(lambda: engine.promote(engine.build(docs)))
    health = engine.health()
    text = sum(len(t.title + t.summary + t.body) for doc in docs for t in doc.texts.values())
    print(f"{health.docs:,} documents, {text / 1e6:.0f} million characters")
    print(f"built in {took / 1000:.1f} s, {health.docs / took * 1000:,.0f} a second")
    print(f"{health.size_bytes / 1e6:.0f} MB on disk, {health.segments} segments")


def fresh(folder: Path) -> None:
    EmbeddedEngine(folder).search(Query("erosion"))


def change(engine: EmbeddedEngine, doc: Doc) -> None:
    engine.apply([Upsert(doc)])
    engine.search(Query("erosion", facets=(), highlight=False))


def questions() -> dict[str, list[Query]]:
    """Each kind with as many different questions, the order of kinds not that of difficulty."""
    return {
        "all kinds, 0 to 3 filters": [question(number) for number in range(QUESTIONS)],
        "one common word": [question(number, words=1, filters=0) for number in range(QUESTIONS)],
        "no word, two filters": [question(number, words=0, filters=2) for number in range(50)],
        "all documents": [Query(offset=20 * page, histogram=years()) for page in range(20)],
    }


def question(number: int, words: int | None = None, filters: int | None = None) -> Query:
    rng = random.Random(number)
    known = [word for code in ("en", "fr", "es") for word in WORDS[code] if len(word) > 4]
    words = rng.choice([0, 1, 1, 2]) if words is None else words
    chosen = rng.sample(list(FACETS), rng.randint(0, 3) if filters is None else filters)
    return Query(
        " ".join(rng.sample(known, words)),
        language=rng.choice(["en", "fr", "es"]),
        filters={facet: some(rng, facet) for facet in chosen},
        offset=20 * (number % 3),
        histogram=years(),
    )


def years() -> Histogram:
    return Histogram("year", 5)


def some(rng: random.Random, facet: str) -> frozenset[str]:
    return frozenset(rng.sample(values_of(facet)[:-1], rng.randint(1, 2)))


def limit(docs: list[Doc]) -> list[float]:
    """Milliseconds for the counts of two filters' intersection, once for each pair of facets."""
    maps = bitmaps(docs)
    names = list(FACETS)
    pairs = [(names[i], names[i - 1]) for i in range(len(names))]
    return [timed(popcounts, maps, *pair) for pair in pairs]


def bitmaps(docs: list[Doc]) -> dict[str, list[int]]:
    """Facet -> for each of its values the documents that have it, as bits."""
    found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for bit, doc in enumerate(docs):
        for facet, values in found.items():
            for value in doc.values(facet):
                values[value] = values.get(value, 0) | 1 << bit
    return {facet: list(values.values()) for facet, values in found.items()}


def popcounts(maps: dict[str, list[int]], one: str, other: str) -> list[int]:
    both = maps[one][0] & maps[other][0]
    return [(both & bits).bit_count() for values in maps.values() for bits in values]


def timed(work: Callable[..., object], *args: object) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work(*args)
    return (time.perf_counter() - start) * 1000


def report(what: str, times: list[float]) -> None:
    p95 = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    print(f"{what:30} n={len(times):4}  median {median(times):8.2f} ms  p95 {p95:8.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 10_000)
