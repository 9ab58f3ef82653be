"""The engine over the indices of a cluster: who asks, who writes, which generation counts."""

import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from search.documents import Doc, Operation
from search.elasticsearch import answer
from search.elasticsearch.asking import Asking
from search.elasticsearch.client import Connection, connected, guarded
from search.elasticsearch.generations import NEW, WHOLE, Generations
from search.elasticsearch.writing import last_of_each, unique, upsert, written
from search.engine import Applied, EngineError, IndexOutdatedError, Refusals
from search.query import Query
from search.result import Health, Result, Suggestion

logger = logging.getLogger(__name__)

HEARD_SECONDS = 1.0
"""How long a process believes what it last heard of how far the promoted index is applied."""


class Heard(NamedTuple):
    """What the cluster said of the promoted index, and when (monotonic, s)."""

    applied: Applied
    at: float

    def reaches(self, wanted: int) -> bool:
        is_recent = time.monotonic() - self.at < HEARD_SECONDS
        return is_recent and (self.applied.position or 0) >= wanted


NOTHING = Heard(Applied("", None), -HEARD_SECONDS)


class ElasticsearchEngine:
    """`search.engine.Engine` on a cluster; safe over threads, processes and hosts.

    patient: for work in the background, which waits longer than a reader would.
    """

    name = "elasticsearch"

    def __init__(self, to: Connection, *, patient: bool = False) -> None:
        self.connection = to
        self._client = connected(to, patient=patient)
        self._generations = Generations(self._client, to.index)
        self._asking = Asking(self._client, to.index)
        self._heard = NOTHING

    def search(self, query: Query) -> Result:
        """See `Engine.search`."""
        started = time.perf_counter()
        found = answer.answer(self._asking, query)
        return replace(found, took_ms=(time.perf_counter() - started) * 1000)

    def ids(self, query: Query) -> Sequence[int]:
        """See `Engine.ids`."""
        return answer.ids(self._asking, query)

    def suggest(self, prefix: str, language: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """See `Engine.suggest`."""
        return answer.suggestions(self._asking, prefix, language, limit)

    def apply(
        self,
        operations: Iterable[Operation],
        *,
        position: int | None = None,
        generation: str | None = None,
    ) -> Refusals:
        """See `Engine.apply`."""
        name = self._fitting(generation or self._generations.current())
        alias = name + WHOLE
        actions = last_of_each(operations, position)
        refused = written(self._client, actions, index=alias, require_alias=True, refresh=True)
        if position is not None:
            self._generations.set_position(alias, position)
            self._heard = NOTHING
        return refused

    def build(self, docs: Iterable[Doc], *, position: int | None = None) -> str:
        """See `Engine.build`."""
        with self._generations.created(self.connection.shards) as name:
            actions = (upsert(doc, position) for doc in unique(docs))
            refused = written(self._client, actions, index=name + NEW, require_alias=True)
            self._generations.set_position(name + NEW, position)
        for number, reason in refused.items():
            logger.error("Sheet %s is not in the index %s: %s", number, name, reason)
        return name

    @property
    def patient(self) -> "ElasticsearchEngine":
        """See `Engine.patient`."""
        return ElasticsearchEngine(self.connection, patient=True)

    def promote(self, generation: str) -> None:
        """See `Engine.promote`."""
        self._generations.promote(self._fitting(generation))
        self._heard = NOTHING

    def drop(self, generation: str) -> None:
        """See `Engine.drop`."""
        if generation == self._generations.promoted():
            raise EngineError(f"Index {generation} is in use: promote another before dropping it.")
        self._generations.delete(generation)

    def digests(self, generation: str | None = None) -> Mapping[int, int]:
        """See `Engine.digests`."""
        name = generation or self._generations.current()
        return answer.digests(Asking(self._client, name + WHOLE))

    def applied(self, generation: str | None = None, *, wanted: int | None = None) -> Applied:
        """See `Engine.applied`."""
        if generation:
            return Applied(*self._generations.position(generation + WHOLE))
        if wanted is not None and self._heard.reaches(wanted):
            return self._heard.applied
        applied = Applied(*self._generations.position(self._generations.prefix))
        self._fitting(applied.generation)
        self._heard = Heard(applied, time.monotonic())
        return applied

    def kept(self) -> Sequence[str]:
        """See `Engine.kept`."""
        return self._generations.names()

    def health(self, generation: str | None = None) -> Health:
        """See `Engine.health`."""
        name = generation or self._generations.current()
        with guarded():
            of_all = self._client.indices.stats(index=name + WHOLE, metric=("store", "segments"))
            docs = self._client.count(index=name + WHOLE)["count"]
        figures = of_all["_all"]["primaries"]
        return Health(
            generation=name,
            fits=self._generations.fits(name),
            docs=docs,
            segments=figures["segments"]["count"],
            position=self._generations.position(name + WHOLE)[1],
            size_bytes=figures["store"]["size_in_bytes"],
            generations=self._generations.names(),
        )

    def _fitting(self, name: str) -> str:
        """The name of a generation that fits. Raises IndexOutdatedError."""
        if not self._generations.fits(name):
            raise IndexOutdatedError(
                f"Index {name} was built by another version: run `manage.py index rebuild`."
            )
        return name
