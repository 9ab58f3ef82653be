"""The worker that brings every change to the indexes, whatever happens to them meanwhile."""

import logging
import time
from collections.abc import Iterable
from threading import Event

from django.db import close_old_connections

from search.delivery.indexing import caught_up, feed_kept, rebuild
from search.engine import Engine, EngineError, IndexMissingError, IndexOutdatedError

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""Between two looks into the change log."""
CATCH_UP_SECONDS = 30.0
LONGEST_WAIT = 60.0


class Follower:
    """One engine; after a failure it is left alone for a while, twice as long each time."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._failures = 0
        self._rests_until = 0.0

    def look(self) -> None:
        """Bring what is new; says in the log what cannot be brought and why."""
        if time.monotonic() < self._rests_until:
            return
        try:
            self._bring()
        except EngineError as error:
            self._rest(error)
        else:
            self._failures = 0

    def _bring(self) -> None:
        try:
            caught_up(self.engine, seconds=CATCH_UP_SECONDS)
        except (IndexMissingError, IndexOutdatedError) as error:
            logger.warning("%s: building the index, for: %s", self.engine.name, error)
            rebuild(self.engine)
        feed_kept(self.engine)

    def _rest(self, error: EngineError) -> None:
        self._failures += 1
        seconds = min(LONGEST_WAIT, 2.0 ** (self._failures - 1))
        self._rests_until = time.monotonic() + seconds
        logger.warning("%s: trying again in %.0f s: %s", self.engine.name, seconds, error)


def follow(engines: Iterable[Engine], *, until: Event) -> None:
    """Returns once `until` is set, and never leaves half a batch behind."""
    followers = [Follower(engine.patient) for engine in engines]
    while not until.is_set():
        close_old_connections()
        for follower in followers:
            follower.look()
        until.wait(LOOK_SECONDS)
