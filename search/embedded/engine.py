"""The engine over the folders of an index: who asks, who writes, which generation counts."""

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Thread

import tantivy

from search.documents import Doc, Operation
from search.embedded import answer, writer
from search.embedded.generations import Generations
from search.embedded.panics import guarded
from search.embedded.reader import Reader, fits, fitting, open_searcher
from search.embedded.snapshot import Snapshot
from search.engine import Applied, EngineError, Refusals
from search.faults import point
from search.query import Query
from search.result import Health, Result, Suggestion

logger = logging.getLogger(__name__)

ANSWERS = 256
"""Answers that a process remembers until the index changes; the first page is asked most."""

ENDING_SECONDS = 0.02
"""What a write waits for its own end, which is enough where no segments are merged."""


class EmbeddedEngine:
    """`search.engine.Engine` on a folder of the local disk; safe over threads, forks, processes."""

    name = "embedded"

    def __init__(self, root: Path, *, remembered: int = ANSWERS) -> None:
        self._generations = Generations(root)
        self._reader = Reader(self._generations)
        self._answer = lru_cache(maxsize=remembered)(answer.answer)
        self._stamp = ""

    def search(self, query: Query) -> Result:
        """See `Engine.search`. The same question to the same state is answered from memory."""
        started = time.perf_counter()
        snapshot = self._snapshot()
        with guarded():
            result = self._answer(snapshot, query)
        return replace(result, took_ms=(time.perf_counter() - started) * 1000)

    def ids(self, query: Query) -> Sequence[int]:
        """See `Engine.ids`. Not remembered: it may be long."""
        with guarded():
            return answer.ids(self._snapshot(), query)

    def suggest(self, prefix: str, language: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """See `Engine.suggest`."""
        with guarded():
            return answer.suggestions(self._snapshot().searcher, prefix, language, limit)

    def apply(
        self,
        operations: Iterable[Operation],
        *,
        position: int | None = None,
        generation: str | None = None,
    ) -> Refusals:
        """See `Engine.apply`. It takes any document. Segments may be merged afterwards; the next
        write waits for that.
        """
        operations = tuple(operations)
        point("before-lock")
        with ExitStack() as session:
            name = session.enter_context(self._locked(generation))
            if operations:
                session.enter_context(writer.applied(self._generations.folder(name), operations))
            point("after-commit")
            if position is not None:
                self._generations.set_position(name, position)
            _ended(session.pop_all())
        return {}

    def build(self, docs: Iterable[Doc], *, position: int | None = None) -> str:
        """See `Engine.build`. One build at a time; others wait."""
        with self._generations.created() as name:
            writer.build(self._generations.folder(name), docs)
            self._generations.set_position(name, position)
        return name

    def promote(self, generation: str) -> None:
        """See `Engine.promote`."""
        point("before-promote")
        self._generations.promote(fitting(generation))

    def drop(self, generation: str) -> None:
        """See `Engine.drop`."""
        if generation == self._generations.promoted():
            raise EngineError(f"Index {generation} is in use: promote another before dropping it.")
        if generation in self._generations.names():
            with self._generations.locked(generation):
                self._generations.delete(generation)

    def digests(self, generation: str | None = None) -> Mapping[int, int]:
        """See `Engine.digests`."""
        with guarded():
            return answer.digests(self._searcher(generation or self._generations.current()))

    @property
    def patient(self) -> "EmbeddedEngine":
        """See `Engine.patient`. It never waits for anyone."""
        return self

    def applied(self, generation: str | None = None, *, wanted: int | None = None) -> Applied:
        """See `Engine.applied`."""
        name = self._generations.whole(generation or fitting(self._generations.current()))
        return Applied(name, self._generations.position(name))

    def kept(self) -> Sequence[str]:
        """See `Engine.kept`."""
        return self._generations.names()

    def health(self, generation: str | None = None) -> Health:
        """See `Engine.health`."""
        name = self._generations.whole(generation or self._generations.current())
        with guarded():
            searcher = self._searcher(name)
            return Health(
                generation=name,
                fits=fits(name),
                docs=searcher.num_docs,
                segments=searcher.num_segments,
                position=self._generations.position(name),
                size_bytes=self._generations.size(name),
                generations=self._generations.names(),
            )

    def _snapshot(self) -> Snapshot:
        """The promoted generation now; answers of an earlier state are forgotten with it."""
        snapshot = self._reader.snapshot()
        if snapshot.stamp != self._stamp:
            self._answer.cache_clear()
            self._stamp = snapshot.stamp
        return snapshot

    def _searcher(self, name: str) -> tantivy.Searcher:
        return open_searcher(self._generations.folder(name))

    @contextmanager
    def _locked(self, generation: str | None) -> Iterator[str]:
        """Write to this generation, or to whichever is the promoted one once it is our turn."""
        name = self._generations.whole(fitting(generation or self._generations.current()))
        with self._generations.locked(name):
            if generation or name == self._generations.current():
                yield self._generations.whole(name)
                return
        with self._locked(None) as name:
            yield name


def _ended(session: ExitStack) -> None:
    """End it in a thread of its own, for which it is waited a moment only."""
    thread = Thread(target=_end, args=(session,))
    thread.start()
    thread.join(ENDING_SECONDS)


def _end(session: ExitStack) -> None:
    try:
        session.close()
    except EngineError as error:
        logger.warning("What was written is there, but its segments were not merged: %s", error)
