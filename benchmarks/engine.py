"""How fast the embedded engine builds, changes and answers, on generated documents.

    python -m benchmarks.engine [sizes; 10,000 and 100,000 if none]

A size is a number of documents, or that and the words of a body: 1,000,000:50 builds a million in
some 20 minutes and 3 GB. Documents are made while they are indexed and never held all at once.

Every question counts all facets and a histogram and marks 20 hits, and no answer comes from
memory. Beside each question the limit is timed, what any engine must do: AND of two ready bitmaps
of filters, and AND and a count of bits for each value of each facet. It is timed twice, on plain
bitmaps (Python integers) and on compressed ones (roaring). Ratios are of processor time, which
other work on the machine distorts least.
"""

import multiprocessing
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import pairwise
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from pyroaring import BitMap

from search.documents import Doc, Texts, Upsert
from search.embedded import EmbeddedEngine
from search.engine import Engine
from search.fields import FACETS
from search.query import Histogram, Query
from tests.search.generate import WORDS, Words
from tests.search.generate import documents as generated
from tests.search.questions import values_of

WORDS_OF_A_BODY = 300
RARE_WORDS = 5_000
QUESTIONS = 200
UPDATES = 10
SECONDS = 3.0
"""Of each run of several processes."""
BETWEEN = 1.0
"""Seconds between two changes: a person's, not an import's."""
WAIT = 120.0
"""Seconds after which another process that says nothing has failed."""

CLEAN = multiprocessing.get_context("spawn")
Times = list[float]
"""Milliseconds."""


def main(sizes: list[str]) -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    costs: list[tuple[int, float]] = []
    for size in sizes:
        documents = corpus(size)
        with tempfile.TemporaryDirectory() as folder:
            costs.append((documents.count, measure(Path(folder), documents)))
    for (few, less), (many, more) in pairwise(costs):
        print(f"\np50 of the processor, {many:,} to {few:,} documents: {more / less:.1f} times")


def corpus(size: str) -> "Corpus":
    """Of a size as it is written on the command line."""
    count, _, words = size.replace(",", "").partition(":")
    return Corpus(int(count), int(words or WORDS_OF_A_BODY))


def measure(folder: Path, documents: "Corpus") -> float:
    """ms of the processor that half of the questions of all kinds take at most."""
    engine = EmbeddedEngine(folder, remembered=0)
    build(engine, documents)
    report("open, and the first answer", [timed(opened, folder)])
    costs = [
        beside(kind, engine, asked, documents.plain, documents.roaring)
        for kind, asked in questions().items()
    ]
    report("all kinds, asked again", list(again(folder)))
    throughput(partial(EmbeddedEngine, folder, remembered=0))
    updates(engine, folder)
    return costs[0]


class Corpus:
    """Documents, made one after the other as they are asked for, and their sets for the limit.

    characters: of those made so far. seconds: of the processor, to make them.
    """

    def __init__(self, count: int, words: int) -> None:
        self.count, self.words = count, words
        self.characters, self.seconds = 0, 0.0
        self._bits: dict[str, dict[str, bytearray]] = {facet: {} for facet in FACETS}
        self._ids: dict[str, dict[str, BitMap]] = {facet: {} for facet in FACETS}

    def __iter__(self) -> Iterator[Doc]:
        begun = time.thread_time()
        for doc in generated(self.count, length=self.words, words=vocabulary()):
            self._note(doc)
            self.seconds += time.thread_time() - begun
            yield doc
            begun = time.thread_time()

    def _note(self, doc: Doc) -> None:
        self.characters += sum(len(t.title + t.summary + t.body) for t in doc.texts.values())
        for facet in FACETS:
            for value in doc.values(facet):
                bits = self._bits[facet].setdefault(value, bytearray(self.count // 8 + 1))
                bits[doc.id >> 3] |= 1 << (doc.id & 7)
                self._ids[facet].setdefault(value, BitMap()).add(doc.id)

    @cached_property
    def plain(self) -> "Sets":
        return {
            facet: [int.from_bytes(bits, "little") for bits in values.values()]
            for facet, values in self._bits.items()
        }

    @property
    def roaring(self) -> "Sets":
        return {facet: list(values.values()) for facet, values in self._ids.items()}


def beside(kind: str, engine: EmbeddedEngine, asked: list[Query], *limits: "Sets") -> float:
    """The engine's times, the limits' in the same moments, and how often they go into them.

    Returns the engine's median, ms of the processor.
    """
    walls: list[Times] = [[], [], []]
    processor: list[Times] = [[], [], []]
    for number, query in enumerate(asked):
        works = [partial(engine.search, query), *(partial(counted, one, number) for one in limits)]
        for place, work in enumerate(works):
            begun = time.thread_time()
            walls[place].append(timed(work))
            processor[place].append((time.thread_time() - begun) * 1000)
    report(kind, walls[0], f"  processor p50 {median(processor[0]):.2f} ms")
    for name, wall, mine in zip(("plain", "roaring"), walls[1:], processor[1:], strict=True):
        ratio = median(processor[0]) / median(mine)
        report(f"  limit, {name} bitmaps", wall, f"  engine takes {ratio:.1f} times that")
    return median(processor[0])


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


def build(engine: EmbeddedEngine, corpus: Corpus) -> None:
    """The time to make the documents is taken off."""
    begun, processor = time.perf_counter(), time.process_time()
    engine.promote(engine.build(corpus))
    took = time.perf_counter() - begun - corpus.seconds
    processor = time.process_time() - processor - corpus.seconds
    health = engine.health()
    print(f"\n{health.docs:,} documents, {corpus.characters / 1e6:.0f} million characters")
    print(
        f"built in {took:.1f} s, {health.docs / took:,.0f} a second;"
        f" {health.docs / processor:,.0f} a second of the processor"
    )
    print(f"{health.size_bytes / 1e6:.0f} MB on disk, {health.segments} segments")


def opened(folder: Path) -> None:
    EmbeddedEngine(folder).search(Query("erosion"))


def again(folder: Path) -> Iterator[float]:
    """With the memory for answers that a site has: what a question costs the second time."""
    engine = EmbeddedEngine(folder)
    asked = questions()["all kinds, 0 to 3 filters"]
    for query in asked:
        engine.search(query)
    return (timed(engine.search, query) for query in asked)


def throughput(opened: Callable[[], Engine]) -> None:
    """Answers a second of 1, 2 and 4 processes at once, and the memory that is a reader's own."""
    for processes in (1, 2, 4):
        at_once(opened, processes)


def at_once(opened: Callable[[], Engine], processes: int) -> None:
    start, answers = CLEAN.Barrier(processes), CLEAN.Queue()
    readers = [
        CLEAN.Process(target=read, args=(opened, number, start, answers), daemon=True)
        for number in range(processes)
    ]
    for reader in readers:
        reader.start()
    rates, before, after = zip(*(answers.get(timeout=WAIT) for _ in readers), strict=True)
    for reader in readers:
        reader.join()
    print(
        f"{processes} processes: {sum(rates):6.0f} answers a second;"
        f" private memory of one {median(before):.0f} MB, after all questions {median(after):.0f}"
    )


def read(opened: Callable[[], Engine], number: int, start: Barrier, answers: "Queue[Any]") -> None:
    before = private_megabytes()
    engine = opened()
    asked = questions()["all kinds, 0 to 3 filters"]
    engine.search(asked[0])
    start.wait(WAIT)
    begun, done = time.perf_counter(), 0
    while (seconds := time.perf_counter() - begun) < SECONDS:
        engine.search(asked[(done + 50 * number) % len(asked)])
        done += 1
    answers.put((done / seconds, before, private_megabytes()))


def private_megabytes() -> float:
    """Memory that is this process's alone, without pages of the index, which the system shares
    among readers and drops at need. Linux tells; elsewhere 0.
    """
    try:
        lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty")) / 1000


def updates(engine: EmbeddedEngine, folder: Path) -> None:
    """One document is changed: until the change is on disk, until another process finds it."""
    ready, seen = CLEAN.Barrier(2), CLEAN.Queue()
    watcher = CLEAN.Process(target=watch, args=(folder, ready, seen), daemon=True)
    watcher.start()
    written, found = [], []
    for number in range(UPDATES):
        ready.wait(WAIT)
        time.sleep(BETWEEN)
        begun = time.perf_counter()
        engine.apply([Upsert(Doc(number + 1, {"en": Texts(word(number))}))])
        written.append((time.perf_counter() - begun) * 1000)
        found.append((seen.get(timeout=WAIT) - begun) * 1000)  # both clocks are the machine's
    watcher.join()
    report("one document changed", written)
    report("  and found by another process", found)


def watch(folder: Path, ready: Barrier, seen: "Queue[float]") -> None:
    engine = EmbeddedEngine(folder)
    for number in range(UPDATES):
        query = Query(word(number), limit=1, facets=(), fuzzy=False)
        engine.search(query)
        ready.wait(WAIT)
        while not engine.search(query).total:
            time.sleep(0.0005)
        seen.put(time.perf_counter())


def word(number: int) -> str:
    return f"novelty{number}"


def questions() -> dict[str, list[Query]]:
    """Each kind with as many different questions, the order of kinds not that of difficulty."""
    return {
        "all kinds, 0 to 3 filters": [question(number) for number in range(QUESTIONS)],
        "one common word": [question(number, words=1, filters=0) for number in range(QUESTIONS)],
        "no word, two filters": [question(number, words=0, filters=2) for number in range(50)],
        "all documents": [Query(offset=20 * page, histograms=years()) for page in range(20)],
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
        histograms=years(),
    )


def years() -> tuple[Histogram, ...]:
    return (Histogram("year", 5),)


def some(rng: random.Random, facet: str) -> frozenset[str]:
    return frozenset(rng.sample(values_of(facet)[:-1], rng.randint(1, 2)))


Sets = dict[str, list[Any]]
"""Facet -> for each of its values the documents that have it."""


def counted(sets: Sets, number: int) -> list[int]:
    """All counts under two filters, another pair of facets for each number."""
    names = list(FACETS)
    one, other = names[number % len(names)], names[(number + 1) % len(names)]
    both = sets[one][0] & sets[other][0]
    if isinstance(both, BitMap):
        return [both.intersection_cardinality(ids) for values in sets.values() for ids in values]
    return [(both & bits).bit_count() for values in sets.values() for bits in values]


def timed(work: Callable[..., object], *args: object) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work(*args)
    return (time.perf_counter() - start) * 1000


def report(what: str, times: Times, more: str = "") -> None:
    p95 = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    print(f"{what:30} n={len(times):4}  p50 {median(times):8.2f} ms  p95 {p95:8.2f} ms{more}")


if __name__ == "__main__":
    main(sys.argv[1:] or ["10,000", "100,000"])
