"""A writer is killed at each named point, again and again, and nothing acknowledged is lost.

The killed process acts as the indexer does: it applies what the log holds behind the index's
position, acknowledges by the position, and rebuilds and promotes now and then.
"""

import multiprocessing
import os
import signal

import pytest

from search.documents import Delete, Doc, Texts, Upsert
from search.embedded import EmbeddedEngine
from search.faults import POINTS, VARIABLE
from search.query import Query

TIMES = 20
STEP = 3
"""Changes that one indexer applies at once."""

CLEAN = multiprocessing.get_context("forkserver")
CLEAN.set_forkserver_preload(["search.embedded"])


def operation(number):
    """The log: each number puts a document in; each fourth takes out the one before."""
    if number % 4 == 0:
        return Delete(number - 1)
    return Upsert(Doc(number, {"en": Texts(f"Word number{number}")}))


def applied(position):
    """The documents there once the log is applied up to the position."""
    kept = range(1, position + 1)
    return [n for n in kept if n % 4 and not (n % 4 == 3 and n + 1 <= position)]


def index(root, fault):
    """Apply the next step of the log, then rebuild from the log and promote; maybe die."""
    os.environ[VARIABLE] = fault
    engine = EmbeddedEngine(root)
    position = engine.health().position
    steps = range(position + 1, position + 1 + STEP)
    engine.apply(map(operation, steps), position=position + STEP)
    docs = [operation(number).doc for number in applied(position + STEP)]
    fresh = engine.build(docs, position=position + STEP)
    engine.promote(fresh)
    for name in engine.health().generations[:-2]:
        engine.drop(name)


def run(root, fault):
    process = CLEAN.Process(target=index, args=(root, fault))
    process.start()
    process.join()
    return process.exitcode


def ids(engine):
    return sorted(hit.id for hit in engine.search(Query(limit=1000)).hits)


@pytest.mark.parametrize("fault", POINTS)
def test_a_killed_indexer_loses_nothing_and_the_index_opens(fault, tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.promote(engine.build([], position=0))
    for _ in range(TIMES):
        before = engine.health().position
        assert run(tmp_path, fault) == -signal.SIGKILL
        position = EmbeddedEngine(tmp_path).health().position
        assert position in (before, before + STEP)
        found = ids(EmbeddedEngine(tmp_path))
        assert found == ids(engine)
        assert found in (applied(position), applied(position + STEP))
        assert run(tmp_path, "") == 0
        assert engine.health().position == position + STEP
        assert ids(engine) == applied(position + STEP) == sorted(engine.digests())
    assert len(engine._generations._begun()) <= 3


def test_without_a_fault_named_the_points_do_nothing(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.promote(engine.build([], position=0))
    assert [run(tmp_path, "no such point") for _ in range(2)] == [0, 0]
    assert ids(engine) == applied(2 * STEP)
