"""Which engines this site has, which of them answers, and how they are kept ready.

The index of this machine is always there; a cluster if the settings say so.
"""

import logging
import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connections

from search.delivery.indexing import caught_up, drain, made_ready
from search.elasticsearch import ElasticsearchEngine
from search.elasticsearch.client import Connection, connection
from search.embedded import EmbeddedEngine
from search.engine import Answering, Engine, IndexMissingError, IndexOutdatedError
from search.failover import Failover
from search.query import Query

logger = logging.getLogger(__name__)

IN_PASSING = 0.2
"""Seconds that a request spends on the index that only stands by."""
ANYTHING = Query(limit=1, facets=())


def own() -> EmbeddedEngine:
    """The index of this machine."""
    return _own(Path(settings.SEARCH_INDEX_DIR))


def cluster() -> ElasticsearchEngine | None:
    """Elasticsearch, for who answers readers; None where the site has none."""
    to = connection()
    return _cluster(to, os.getpid()) if to else None


def every() -> list[Engine]:
    """All that must be kept fresh, the quickest to feed first."""
    shared = cluster()
    return [own(), shared] if shared else [own()]


@cache
def _own(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder)


@cache
def _cluster(to: Connection, process: int) -> ElasticsearchEngine:
    """One of a process: open connections survive no fork."""
    return ElasticsearchEngine(to)


def current() -> Answering:
    """The cluster with the index of this machine behind it, or that index alone."""
    shared = cluster()
    return _failover(shared, own()) if shared else own()


@cache
def _failover(shared: Engine, own: Engine) -> Failover:
    return Failover(shared, own, lambda: _check_back(shared))


def _check_back(shared: Engine) -> None:
    """Asked in a thread of its own. Raises EngineError while it is not."""
    close_old_connections()
    try:
        while not made_ready(shared.patient):
            logger.info("Elasticsearch is back, and is being told what changed.")
        shared.search(ANYTHING)
    finally:
        connections.close_all()


def refresh(engine: Answering) -> bool:
    """Make the engine fit for a request; whether it has all that is saved.

    Raises EngineError where there is no index and too much to build one in a request.
    """
    if not isinstance(engine, Failover):
        return made_ready(engine)  # type: ignore[arg-type]
    is_fresh = engine.asked(caught_up, made_ready)
    if not engine.stands_in:
        with suppress(IndexMissingError, IndexOutdatedError):
            caught_up(engine.own, seconds=IN_PASSING)
    return is_fresh


def deliver() -> None:
    """Bring what was just saved to every index, as far as that goes in a request.

    Raises EngineError where one cannot take it now; the change log keeps it.
    """
    engine = current()
    drain(own())
    if isinstance(engine, Failover) and not engine.stands_in:
        engine.asked(drain, lambda _own: True)
