"""A lock over all processes of this machine, freed by the system when its holder dies."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POLL_SECONDS = 0.01


@contextmanager
def exclusive(path: Path, *, seconds: float) -> Iterator[bool]:
    """Hold the lock named by the file, waiting at most so long; yields whether it is held."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        yield _acquired(file.fileno(), time.monotonic() + seconds)


def _acquired(descriptor: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(POLL_SECONDS)
