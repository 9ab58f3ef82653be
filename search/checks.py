"""Wrong settings of the search, and an index that this program cannot read, are said at start."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.checks import CheckMessage, Error, Warning, register

from search.elasticsearch.client import Connection, connection
from search.engine import EngineError, IndexOutdatedError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
LONGEST_SECONDS = 5.0
"""What a reader may be made to wait for a cluster that does not answer."""


@register("search")
def check_index_fits(**kwargs: Any) -> list[CheckMessage]:
    """No index at all is no warning: the first search, or `make setup`, builds it."""
    from search import engines  # not at start: most commands need no engine

    if check_elasticsearch_settings():
        return []
    return [_outdated(engine.name) for engine in engines.every() if _is_outdated(engine)]


def _is_outdated(engine: Any) -> bool:
    try:
        engine.applied()
    except IndexOutdatedError:
        return True
    except EngineError:  # it does not answer, or there is none yet
        return False
    return False


def _outdated(name: str) -> Warning:
    return Warning(
        f"The search index ({name}) was built by another version of this program or its libraries.",
        hint="Run manage.py index rebuild; else the next search does, and its reader waits.",
        id="search.W001",
    )


@register("search")
def check_elasticsearch_settings(**kwargs: Any) -> list[CheckMessage]:
    """Each setting that cannot work, and what to set instead. Asks no server."""
    to = connection()
    return list(_mistakes(to)) if to else []


def _mistakes(to: Connection) -> Iterator[CheckMessage]:
    for number, (is_wrong, message, hint) in enumerate(_rules(to), 1):
        if is_wrong:
            yield Error(message, hint=hint, id=f"search.E{number:03}")
    if (to.user or to.api_key) and any(map(_is_in_the_clear, to.hosts)):
        yield Warning(
            "The key to Elasticsearch travels in the clear.",
            hint="Set ELASTICSEARCH_URL to an https address, and ELASTICSEARCH_CA if need be.",
            id="search.W002",
        )


def _rules(to: Connection) -> list[tuple[bool, str, str]]:
    wrong = ", ".join(host for host in to.hosts if not _is_address(host))
    seconds = (to.connect_seconds, to.read_seconds)
    return [
        (
            bool(wrong),
            f"ELASTICSEARCH_URL has what is no address: {wrong}",
            "Write https://host:9200, several with a comma between.",
        ),
        (
            bool(to.ca) and not Path(to.ca).is_file(),
            f"ELASTICSEARCH_CA names no file: {to.ca}",
            "Give the path of a file of certificates (PEM), or leave it out.",
        ),
        (
            bool(to.api_key and to.user),
            "There are a key and a user for Elasticsearch.",
            "Set ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD.",
        ),
        (
            bool(to.user) != bool(to.password),
            "There is a user of Elasticsearch without a password, or the other way round.",
            "Set both ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD.",
        ),
        (
            not all(0 < one <= LONGEST_SECONDS for one in seconds),
            f"Readers would wait {seconds[0]} + {seconds[1]} s for Elasticsearch.",
            f"Set its time-outs above 0 and up to {LONGEST_SECONDS:.0f} s.",
        ),
        (
            not re.fullmatch(r"[a-z][a-z0-9-]{0,99}", to.index),
            f"ELASTICSEARCH_INDEX cannot begin the name of an index: {to.index}",
            "Use small letters, digits and hyphens, a letter first.",
        ),
        (
            not 1 <= to.shards <= 1024,
            f"ELASTICSEARCH_SHARDS is {to.shards}.",
            "One serves up to some million sheets; see docs/scaling.md.",
        ),
    ]


def _is_address(host: str) -> bool:
    try:
        parts = urlsplit(host)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and bool(parts.port)
    except ValueError:
        return False


def _is_in_the_clear(host: str) -> bool:
    parts = urlsplit(host)
    return parts.scheme == "http" and parts.hostname not in LOOPBACK
