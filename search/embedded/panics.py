"""What goes wrong inside tantivy leaves this package as an EngineError."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from search.engine import EngineError


@contextmanager
def guarded() -> Iterator[None]:
    """Around any call of tantivy. A panic of Rust comes as a BaseException, which would pass by
    every `except Exception` of the site and end the worker.
    """
    try:
        yield
    except (ValueError, OSError, OverflowError, sqlite3.Error) as error:
        raise EngineError(f"The search index failed: {error}") from error
    except BaseException as error:
        if type(error).__module__ == "pyo3_runtime":
            raise EngineError(f"The search index failed inside: {error}") from error
        raise
