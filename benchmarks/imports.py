"""How fast records become sheets, and whether memory stays flat while they do.

    python -m benchmarks.imports [SOURCE:PATH …]

Variations of real records, those that come with the project unless others are named: each with a
number of its own, at a place of its own, through the importer of its source, into a new SQLite
database, or the one that DATABASE_URL names. A place is `SOURCE:PATH`, such as `era:dump.csv.gz`.
"""

import json
import os
import platform
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from itertools import cycle, islice

# Sheets of each shape; rows are counted too, since one sheet of ERA has many comparisons.
SHEETS = 3_000
LARGEST = 30_000  # letters of a record from which a tenth of the sheets is enough


def main(places: list[str]) -> None:
    """Makes a database, then measures each shape of record that the places hold."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledge.settings.test")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/db.sqlite3")
        prepare()
        from django.db import connection

        cores = f"{os.cpu_count()} cores, Python {platform.python_version()}"
        print(f"{platform.machine()}, {cores}, {connection.vendor}")
        for code, path in bundled() if not places else (place.split(":", 1) for place in places):
            for shape, texts in by_shape(code, path).items():
                measure(code, shape, texts)


def prepare() -> None:
    import logging

    import django

    django.setup()
    from django.core.management import call_command

    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    call_command("load_vocabularies", verbosity=0)


def bundled() -> list[tuple[str, str]]:
    from practices.importers.base.bundled import bundled_folders

    return [(code, str(folder)) for code, folder in bundled_folders().items()]


def by_shape(code: str, path: str) -> dict[str, list[str]]:
    """The records of a place as JSON, by shape."""
    from practices.importers.base.registry import importer_of

    texts = defaultdict(list)
    for raw in importer_of(code).read(path):
        if not raw.error:
            texts[raw.shape].append(json.dumps(raw.data))
    return texts


class Varied:
    """The importer of a source, on its own records over and over, each time another one."""

    def __init__(self, code: str, shape: str, texts: list[str], count: int) -> None:
        from practices.importers.base.registry import importer_of

        self.real = importer_of(code)
        self.code, self.shapes = code, self.real.shapes
        self.shape, self.texts, self.count = shape, texts, count
        self.random = random.Random(1)
        self.peaks: list[int] = []

    def read(self, location: str, *, token: str = ""):
        from practices.importers.source import RawRecord

        for number, text in enumerate(islice(cycle(self.texts), self.count)):
            if number % max(1, self.count // 10) == 0:
                self.peaks.append(peak_mb())
            yield RawRecord(f"{self.shape}-{number}", self.shape, json.loads(text))

    def map(self, shape: str, data):
        draft = self.real.map(shape, data)
        for site in draft.sites:
            if site.latitude is not None and site.longitude is not None:
                site.latitude = max(-90, min(90, site.latitude + self.random.uniform(-1, 1)))
        return draft


def measure(code: str, shape: str, texts: list[str]) -> None:
    from practices.actions import import_source
    from practices.models import Evidence

    letters = sum(map(len, texts)) // len(texts)
    count = SHEETS // 10 if letters > LARGEST else SHEETS
    importer = Varied(code, shape, texts, count)
    before = Evidence.objects.count()
    first = timed(lambda: import_source(importer, f"{shape}, first"))
    compared = Evidence.objects.count() - before
    again = timed(lambda: import_source(importer, f"{shape}, again"))
    print(f"{code} {shape}, {count:,} sheets of {letters:,} letters: {rate(count, first)}", end="")
    print(f", {rate(compared, first)} comparisons" if compared else "", end="; ")
    print(f"unchanged: {rate(count, again)}", end="; ")
    print(f"peak memory {importer.peaks[1]} MB after a tenth, {peak_mb()} MB at the end")


def timed(work) -> tuple[float, float]:
    """Seconds by the clock, and of the processor: others may be at work on the machine."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def rate(count: int, seconds: tuple[float, float]) -> str:
    clock, processor = seconds
    return f"{count / clock:,.0f}/s ({count / processor:,.0f} a processor second)"


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(sys.argv[1:])
