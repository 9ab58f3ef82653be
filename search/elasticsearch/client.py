"""The way to the cluster, and what its failures mean to a search."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import urllib3
from django.conf import settings
from elastic_transport import TransportError
from elasticsearch import ApiError, BadRequestError, Elasticsearch, NotFoundError
from elasticsearch.serializer import OrjsonSerializer

from search.engine import EngineError, EngineUnavailableError, IndexMissingError

PATIENT_SECONDS = 60.0
"""What a build, a worker or a command waits for one answer."""

MISSING = "There is no index in Elasticsearch yet, or it was lost: run `manage.py index rebuild`."


@dataclass(frozen=True, slots=True)
class Connection:
    """Where Elasticsearch is and how to get in, from the settings.

    hosts: addresses; another is tried where one does not answer. ca: file of the certificates to
    trust, empty for the system's. connect_seconds, read_seconds: what a reader's question waits.
    index: first part of the names of all indices. shards: of an index that is built.
    """

    hosts: tuple[str, ...]
    api_key: str = ""
    user: str = ""
    password: str = ""
    ca: str = ""
    connect_seconds: float = 0.3
    read_seconds: float = 1.0
    index: str = "practices"
    shards: int = 1


def connection() -> Connection | None:
    """As the settings say; None where the site runs on the embedded index alone."""
    return Connection(**settings.ELASTICSEARCH) if settings.ELASTICSEARCH["hosts"] else None


def connected(to: Connection, *, patient: bool) -> Elasticsearch:
    """A client that has asked nothing yet. Never asks twice for a reader: they would wait twice.

    patient: for work in the background.
    """
    client = Elasticsearch(
        list(to.hosts),
        **_identity(to),
        serializer=OrjsonSerializer(),
        retry_on_timeout=False,
        retry_on_status=(),
        max_retries=len(to.hosts) - 1,
    )
    read = PATIENT_SECONDS if patient else to.read_seconds
    # Not a float: the client knows one time for both, and a host that is gone must be left sooner.
    timeout: Any = urllib3.Timeout(connect=to.connect_seconds, read=read)
    return client.options(request_timeout=timeout)


def _identity(to: Connection) -> dict[str, Any]:
    trusted = {"ca_certs": to.ca} if to.ca else {}
    if to.api_key:
        return {**trusted, "api_key": to.api_key}
    return {**trusted, "basic_auth": (to.user, to.password)} if to.user else trusted


@contextmanager
def guarded() -> Iterator[None]:
    """Around any call: what goes wrong leaves this package as an EngineError."""
    try:
        yield
    except NotFoundError as error:
        raise IndexMissingError(MISSING) from error
    except BadRequestError as error:
        raise EngineError(f"Elasticsearch refuses the question: {_reason(error)}") from error
    except ApiError as error:
        reason = f"Elasticsearch answers {error.status_code}: {_reason(error)}"
        raise EngineUnavailableError(reason) from error
    except TransportError as error:
        raise EngineUnavailableError(f"Elasticsearch does not answer: {error.message}") from error


def _reason(error: ApiError) -> str:
    body = error.body
    found = body.get("error") if isinstance(body, dict) else None
    return str(found.get("reason", error)) if isinstance(found, dict) else str(error)
