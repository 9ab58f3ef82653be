"""How long a page takes beside the engine: the processor of the site, without a network.

    VAR_DIR=<folder of a site that was set up> python -m benchmarks.pages [rounds, 60 if none]

Every request goes through the whole stack (middleware, view, template) in this process. The
addresses take turns, so that a busy moment of the machine strikes all alike. The measure is the
bare page: a Django view that renders the base template with one query. Times are of the processor,
of a process that has answered before; other programs on the machine hardly touch them.
"""

import os
import platform
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from typing import Any
from unittest.mock import patch

import django
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

BARE = "/fr/bare/"
COLD = {"search, no card remembered": "/fr/search/?q=paillage"}
WARMING = 3


def bare(request: HttpRequest) -> HttpResponse:
    """The yardstick."""
    from practices.models import Source

    return render(request, "base.html", {"sources": Source.objects.count()})


def main(rounds: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledge.settings.dev")
    os.environ["DEBUG"] = "off"
    django.setup()
    settings.ROOT_URLCONF = "benchmarks.pages"
    took, inside = measured(addresses(), rounds)
    first = measured(COLD, rounds, is_cold=True)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{rounds} rounds; ms of a request: median, 95 of 100, and the median in bare pages")
    report(took | first[0], inside | first[1])


def addresses() -> dict[str, str]:
    from practices.models import Practice, PracticeSheet

    sheet = PracticeSheet.objects.published().filter(practice_links__isnull=False).first()
    practice = Practice.objects.get(code="mulching")
    return {
        "bare page": BARE,
        "search, all sheets": "/fr/search/",
        "search, a word": "/fr/search/?q=paillage",
        "search, word and filters": "/fr/search/?q=paillage&climate=A&basis=scientific",
        "search, nothing found": "/fr/search/?q=paillage&soil=LX&country=JPN",
        "practice": practice.get_absolute_url(),
        "sheet": sheet.get_absolute_url() if sheet else "/fr/",
        "home": "/fr/",
    }


def measured(
    pages: dict[str, str], rounds: int, *, is_cold: bool = False
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """ms of each request of each page, and how much of it the engine took."""
    from django.core.handlers.wsgi import WSGIHandler

    took: dict[str, list[float]] = defaultdict(list)
    inside: dict[str, list[float]] = defaultdict(list)
    handler = WSGIHandler()
    with engine_timed() as spent:
        for turn in range(WARMING + rounds):
            for name, address in pages.items():
                spent.clear()
                if is_cold:
                    forget()
                ms = asked(handler, address)
                if turn >= WARMING:
                    took[name].append(ms)
                    inside[name].append(sum(spent))
    return took, inside


def asked(handler: Any, address: str) -> float:
    from django.test import RequestFactory

    request = RequestFactory(headers={"host": "127.0.0.1"}).get(address)
    started = time.process_time()
    response = handler.get_response(request)
    took = (time.process_time() - started) * 1000
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}; is VAR_DIR a site set up?")
    return took


def forget() -> None:
    """As if no sheet of the list had been found before in this process."""
    from knowledge.templatetags import remembered as drawn
    from search.page import remembered

    remembered._cards.clear()
    drawn._drawn.cache_clear()


@contextmanager
def engine_timed() -> Iterator[list[float]]:
    """The ms of every call of the engine since the list was last emptied."""
    from search import engines

    spent: list[float] = []
    engine = engines.current()
    with patch.object(engines, "current", lambda: Timed(engine, spent)):
        yield spent


class Timed:
    """The engine with a stop-watch on its methods."""

    def __init__(self, engine: Any, spent: list[float]) -> None:
        self.engine, self.spent = engine, spent

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.engine, name)

        def timed(*args: Any, **kwargs: Any) -> Any:
            started = time.process_time()
            try:
                return method(*args, **kwargs)
            finally:
                self.spent.append((time.process_time() - started) * 1000)

        return timed


def report(took: dict[str, list[float]], inside: dict[str, list[float]]) -> None:
    unit = median(took["bare page"])
    for name, values in took.items():
        line(name, values, unit)
        if any(inside[name]):
            outside = [all_ - part for all_, part in zip(values, inside[name], strict=True)]
            line("  outside of the engine", outside, unit)


def line(name: str, values: list[float], unit: float) -> None:
    p95 = quantiles(values, n=20)[-1]
    print(f"{name:28}{median(values):8.1f}{p95:8.1f}{median(values) / unit:8.1f}")


if __name__ != "__main__":  # as ROOT_URLCONF
    from knowledge.urls import urlpatterns as site_patterns

    urlpatterns = [*i18n_patterns(path("bare/", bare)), *site_patterns]

if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
