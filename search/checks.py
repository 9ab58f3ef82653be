"""An index that this program cannot read is said at the start, before a reader waits for it."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from search.engine import EngineError


@register("search")
def check_index_fits(**kwargs: Any) -> list[CheckMessage]:
    """No index at all is no warning: the first search, or `make setup`, builds it."""
    from search import engines  # not at start: most commands need no engine

    try:
        fits = engines.own().health().fits
    except EngineError:
        return []
    if fits:
        return []
    return [
        Warning(
            "The search index was built by another version of this program or of its libraries.",
            hint="Run manage.py index rebuild; else the next search does, and its reader waits.",
            id="search.W001",
        )
    ]
