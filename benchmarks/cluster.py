"""Both engines side by side, on the same generated documents and the same questions.

    TEST_ELASTICSEARCH_URL=http://127.0.0.1:19200 python -m benchmarks.cluster [sizes; 10,000]

A size is a number of documents, or that and the words of a body: 1,000,000:50 takes an hour.
Every question counts all facets and a histogram and marks 20 hits; no answer comes from memory.
The node stands on the same machine and shares its processors. Beside each question to
Elasticsearch its own request body is sent by hand on a bare connection: what our path adds. Times
are by the clock, in turns, for a node's work is not in this process. Without a node it says so.
"""

import http.client
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlsplit

import django

from benchmarks.engine import QUESTIONS, Corpus, corpus, question, throughput
from search.engine import Engine

URL = os.environ.get("TEST_ELASTICSEARCH_URL", "http://127.0.0.1:19200")


def main(sizes: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledge.settings.test")
    django.setup()
    try:
        client = Bare(URL)
        client.ask("/", {})
    except OSError:
        print(f"No Elasticsearch at {URL}: `make elasticsearch` starts one. Nothing was measured.")
        return
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    costs: list[tuple[int, dict[str, float]]] = []
    for size in sizes:
        documents = corpus(size)
        with tempfile.TemporaryDirectory() as folder:
            costs.append((documents.count, measure(Path(folder), documents, client)))
    for (few, less), (many, more) in pairwise(costs):
        for name in less:
            grown = more[name] / less[name]
            print(f"{name}: p50 of {many:,} to {few:,} documents: {grown:.1f} times")


def measure(folder: Path, documents: Corpus, bare: "Bare") -> dict[str, float]:
    """Half of the questions take at most so many ms, by name of the way."""
    from search.elasticsearch import ElasticsearchEngine
    from search.elasticsearch.client import Connection
    from search.embedded import EmbeddedEngine

    embedded = EmbeddedEngine(folder, remembered=0)
    to = Connection((URL,), index=f"bench-{os.getpid()}")
    cluster = ElasticsearchEngine(to, patient=True)
    try:
        for engine in (embedded, cluster):
            build(engine, documents)
        costs = compare(embedded, cluster, bare)
        throughput(partial(EmbeddedEngine, folder, remembered=0))
        throughput(partial(ElasticsearchEngine, to, patient=True))
        report_memory(bare)
        return costs
    finally:
        for name in cluster.kept():
            cluster._generations.delete(name)


def build(engine: Engine, documents: Corpus) -> None:
    """The time to make the documents is taken off."""
    made, begun = documents.seconds, time.perf_counter()
    engine.promote(engine.build(documents))
    took = time.perf_counter() - begun - (documents.seconds - made)
    health = engine.health()
    print(f"\n{engine.name}: {health.docs:,} documents in {took:.1f} s, ", end="")
    print(f"{health.docs / took:,.0f} a second, {health.size_bytes / 1e6:.0f} MB", flush=True)


def report_memory(bare: "Bare") -> None:
    """Elasticsearch's heap, as the last questions left it."""
    node = next(iter(bare.ask("/_nodes/stats/jvm", {})["nodes"].values()))["jvm"]["mem"]
    used, limit = node["heap_used_in_bytes"], node["heap_max_in_bytes"]
    print(f"heap of the node: {used / 1e6:.0f} of {limit / 1e6:.0f} MB")


def compare(embedded, cluster, bare: "Bare") -> dict[str, float]:
    """In turns, so that a busy moment strikes all alike; each is warm before it is timed."""
    from search.elasticsearch.asking import request
    from search.wording import Wording
    from search.words.plan import plan
    from search.words.stemming import ANALYZERS

    times: dict[str, list[float]] = {"embedded": [], "elasticsearch": [], "bare request": []}
    for number in range(QUESTIONS):
        query = question(number)
        body = request(Wording(plan(query.text, query.concepts, ANALYZERS)), query)
        path = f"/{cluster.connection.index}/_search"
        works: dict[str, Callable[[], object]] = {
            "embedded": lambda query=query: embedded.search(query),
            "elasticsearch": lambda query=query: cluster.search(query),
            "bare request": lambda path=path, body=body: bare.ask(path, body),
        }
        for name, work in works.items():
            work()
            times[name].append(timed(work))
    for name, taken in times.items():
        report(name, taken)
    ratio = median(times["elasticsearch"]) / median(times["bare request"])
    print(f"our way to Elasticsearch takes {ratio:.2f} times the bare request")
    slower = median(times["elasticsearch"]) / median(times["embedded"])
    print(f"Elasticsearch takes {slower:.1f} times the embedded engine")
    return {name: median(taken) for name, taken in times.items()}


class Bare:
    """One connection that is kept, and nothing between it and the node."""

    def __init__(self, url: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)

    def ask(self, path: str, body: dict) -> Any:
        headers = {"content-type": "application/json"}
        verb, text = ("POST", json.dumps(body)) if body else ("GET", None)
        self.connection.request(verb, path, text, headers)
        return json.loads(self.connection.getresponse().read())


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def report(what: str, times: list[float]) -> None:
    p95 = quantiles(times, n=20)[-1]
    print(f"{what:20} n={len(times):4}  p50 {median(times):8.2f} ms  p95 {p95:8.2f} ms")


if __name__ == "__main__":
    main(sys.argv[1:] or ["10,000"])
