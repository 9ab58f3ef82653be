"""What a Wagtail user would pick instead: Wagtail's own search backend, beside the embedded engine.

    [DATABASE_URL=postgres://…/<an empty database>] python -m benchmarks.wagtail_search [1,000]

The same generated documents in one language, the same questions of one or two words with up to
two filters, 20 hits, and the counts of the three facets that have one value a document: Wagtail
counts no others, marks no words and counts a chosen facet under its own filter. The backend is
that of the database: SQLite in a file of the benchmark's own unless another is named; at 10,000
documents SQLite takes many seconds a question. Times are by the clock, in turns, without memory of
answers, for a server's work is not in this process; those to build hold the making of documents.
"""

import os
import platform
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

from benchmarks.engine import WORDS_OF_A_BODY, report, timed, vocabulary
from search.documents import Doc
from search.embedded import EmbeddedEngine
from search.query import Query
from tests.search.generate import WORDS, documents
from tests.search.questions import values_of

FACETS = ("basis", "source", "carbon")
QUESTIONS = 40
AT_ONCE = 1_000


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "knowledge.settings.dev", "DEBUG": "off"}
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'db.sqlite3'}")
        settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "benchmarks.plain"]
        django.setup()
        call_command("migrate", run_syncdb=True, verbosity=0)
        print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
        compare(Path(folder), count)


def compare(folder: Path, count: int) -> None:
    engine = EmbeddedEngine(folder / "index", remembered=0)
    built("embedded", count, lambda: engine.promote(engine.build(english(count))))
    built("Wagtail's backend", count, partial(fill, count))
    asked = [question(number) for number in range(QUESTIONS)]
    ways: dict[str, Callable[[Query], object]] = {
        "embedded, three facets": engine.search,
        "embedded, all facets": lambda query: engine.search(replace(query, facets=Query().facets)),
        "Wagtail's backend": wagtail,
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for query in asked:
        for name, way in ways.items():
            way(query)
            times[name].append(timed(way, query))
    for name, taken in times.items():
        ratio = median(taken) / median(times["embedded, three facets"])
        report(name, taken, f"  {ratio:.1f} times")


def built(name: str, count: int, work: Callable[[], object]) -> None:
    ms = timed(work)
    print(f"{name}: {count:,} documents in {ms / 1000:.1f} s, {count / ms * 1000:,.0f} a second")


def english(count: int) -> Iterator[Doc]:
    """Documents of one language: Wagtail's backend knows one analysis of all texts."""
    words = vocabulary()
    for doc in documents(count, length=WORDS_OF_A_BODY, words=dict.fromkeys(WORDS, words["en"])):
        yield replace(doc, texts={"en": next(iter(doc.texts.values()))})


def fill(count: int) -> None:
    from wagtail.search.backends import get_search_backend

    from benchmarks.plain.models import Card

    backend = get_search_backend()
    batch: list[Card] = []
    for doc in english(count):
        text = doc.texts["en"]
        facets = {name: next(iter(doc.facets[name]), "") for name in FACETS}
        batch.append(Card(doc.id, text.title, text.summary, text.body, **facets))
        if len(batch) == AT_ONCE or doc.id == count:
            Card.objects.bulk_create(batch)
            backend.add_bulk(Card, batch)
            batch = []


def question(number: int) -> Query:
    rng = random.Random(number)
    known = [word for word in WORDS["en"] if len(word) > 4]
    chosen = rng.sample(FACETS, rng.randint(0, 2))
    return Query(
        " ".join(rng.sample(known, rng.choice([1, 1, 2]))),
        filters={name: frozenset(rng.sample(values_of(name)[:-1], 1)) for name in chosen},
        facets=FACETS,
    )


def wagtail(query: Query) -> tuple[list[Any], list[Any]]:
    """A page and its counts, as Wagtail's documentation shows it."""
    from wagtail.search.backends import get_search_backend

    from benchmarks.plain.models import Card

    chosen = {f"{name}__in": list(values) for name, values in query.filters.items()}
    cards = Card.objects.filter(**chosen)
    found = get_search_backend().search(query.text, cards, operator="and")
    return list(found[:20]), [found.facet(name) for name in FACETS]


if __name__ == "__main__":
    main(int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 1_000)
