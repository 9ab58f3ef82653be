"""Saves real sheets in processes that die at named points; run by test_kill.py.

    python -m tests.search.killed FOLDER ROUNDS

Each round of each point forks a process that saves a sheet, indexes it as a saving process does,
and rebuilds; `SEARCH_FAULT` kills it on the way. Prints, as JSON, by point: the signal that ended
each, the committed sheets and those that a fresh process finds after it, and what a check says.
"""

import json
import os
import sys
from pathlib import Path

import django


def die(point, number):
    """In a process of its own: save and index, or rebuild, until the fault strikes."""
    from django.db import transaction

    from practices.signals import sheets_changed
    from search import engines
    from search.delivery import indexing
    from tests.factories import SheetFactory

    os.environ["SEARCH_FAULT"] = point
    with transaction.atomic():
        sheet = SheetFactory(text__title=f"Zaï pits {number}")
        sheets_changed.send(sender=None, ids=[sheet.pk])
    indexing.rebuild(engines.current())


def look():
    """In a process of its own: the committed sheets, and those that a search finds."""
    from practices.models import PracticeSheet
    from search import engines
    from search.query import Query

    engine = engines.current()
    assert engines.refresh(engine)
    hits = engine.search(Query("zaï", limit=1000)).hits
    committed = PracticeSheet.objects.order_by("pk").values_list("pk", flat=True)
    return {"committed": list(committed), "found": sorted(hit.id for hit in hits)}


def check():
    from search import engines
    from search.delivery import comparing

    return sorted(comparing.check(engines.current()).all)


def in_a_child(work, *arguments):
    """The exit status of a forked process, and what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        answer = work(*arguments)
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    return os.waitpid(child, 0)[1], json.loads(said or "null")


def kill_often(point, rounds):
    report = []
    for number in range(rounds):
        status, _ = in_a_child(die, point, number)
        report.append({"signal": os.WTERMSIG(status), **in_a_child(look)[1]})
    return {"rounds": report, "differences": in_a_child(check)[1]}


def main(folder, rounds):
    django.setup()
    from django.conf import settings
    from django.db import connections

    import tests.factories  # noqa: F401
    from search import faults
    from search.delivery import indexing

    list(indexing.documents([0]))  # all that is loaded once is loaded before the forks
    connections.close_all()
    report = {}
    for point in faults.POINTS:
        settings.SEARCH_INDEX_DIR = folder / point
        assert in_a_child(look)[0] == 0  # makes the first index
        report[point] = kill_often(point, rounds)
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
