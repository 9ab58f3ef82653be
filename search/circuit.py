"""A switch between a service and those who ask it: open while it fails, so that nobody waits."""

import logging
import threading
import time
from collections.abc import Callable

logger = logging.getLogger(__name__)

PROBE_SECONDS = 2.0
"""Between two looks whether the service is back."""


class Circuit:
    """One of a process; safe over its threads.

    A thread in the background asks `probe` now and then while it is open, so no reader is the one
    who tries whether the service is back.
    """

    def __init__(self, probe: Callable[[], None], *, seconds: float = PROBE_SECONDS) -> None:
        self._probe = probe
        self._seconds = seconds
        self._lock = threading.Lock()
        self._reason: Exception | None = None

    @property
    def reason(self) -> Exception | None:
        """Why it is open; None while it is closed."""
        return self._reason

    def open(self, reason: Exception) -> None:
        """Until the probe, asked again and again, raises nothing."""
        with self._lock:
            was_closed, self._reason = self._reason is None, reason
        if was_closed:
            logger.error("Elasticsearch is left aside: %s", reason)
            threading.Thread(target=self._wait, name="search-circuit", daemon=True).start()

    def _wait(self) -> None:
        while True:
            time.sleep(self._seconds)
            try:
                self._probe()
            except Exception as error:  # noqa: BLE001 (whatever it is, the thread must go on)
                logger.warning("Elasticsearch is still left aside: %s", error)
                continue
            logger.info("Elasticsearch answers again.")
            self._reason = None
            return
