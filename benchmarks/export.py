"""How fast lists are taken away, and in how much memory, on generated sheets.

    python -m benchmarks.export [sheets, 10,000 if none; 100,000 take half an hour to make]

Each format is streamed whole in a process of its own, whose peak memory is printed beside that of
the same process before it begins. The sheets are made once, in a database of the benchmark's own.
"""

import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
from django.core.management import call_command
from django.test import Client

FORMATS = ("csv", "geojson", "json", "bib")
SIZES = ("10000",)
AT_ONCE = 5_000


def main(sizes: list[str]) -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            run(folder, "make", size)
            for ending in FORMATS:
                run(folder, "take", ending)


def run(folder: str, *words: str) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "knowledge.settings.dev",
        "DEBUG": "off",
        "VAR_DIR": folder,
        "DATABASE_URL": f"sqlite:///{Path(folder) / 'db.sqlite3'}",
    }
    command = [sys.executable, "-m", "benchmarks.export", *words]
    subprocess.run(command, env=environment, check=True)


def make(count: int) -> None:
    """The database and the index."""
    django.setup()
    from search import engines
    from search.delivery import indexing
    from tests.search.corpus import generate

    call_command("migrate", verbosity=0)
    call_command("load_vocabularies", verbosity=0)
    for start in range(0, count, AT_ONCE):
        generate(min(AT_ONCE, count - start), seed=start)
    indexing.rebuild(engines.current())


def take(ending: str) -> None:
    """Stream two lists and throw them away: those with a word, by relevance; then all."""
    django.setup()

    client = Client(SERVER_NAME="127.0.0.1")
    client.get("/api/v1/search")  # whatever is done but once
    for words in ("soil", ""):
        sheets = client.get("/api/v1/search", {"q": words}).json()["total"]
        before, started = peak(), time.perf_counter()
        pieces = iter(client.get(f"/en/search/export.{ending}", {"q": words}).streaming_content)
        size, first = len(next(pieces)), time.perf_counter() - started
        size += sum(map(len, pieces))
        took = time.perf_counter() - started
        print(
            f"{ending:8} {sheets:8,} sheets {size / 1e6:7.1f} MB  first bytes {first:5.2f} s"
            f"  {sheets / took:6,.0f} sheets a second  peak {before:4.0f} -> {peak():4.0f} MB"
        )


def peak() -> float:
    """MB that the process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", size]:
            make(int(size))
        case ["take", ending]:
            take(ending)
        case sizes:
            main([str(int(size)) for size in sizes or SIZES])
