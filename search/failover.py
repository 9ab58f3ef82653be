"""Two engines as one: the cluster answers, and while it cannot, the index of this machine does."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from search.circuit import Circuit
from search.engine import (
    Engine,
    EngineError,
    EngineUnavailableError,
    IndexMissingError,
    IndexOutdatedError,
)
from search.query import Query
from search.result import Result, Suggestion

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")
FAILED = (EngineUnavailableError, IndexMissingError, IndexOutdatedError)


class Failover:
    """`search.engine.Answering` by two.

    A cluster that fails is not asked again before it is known to answer and to have all that is
    saved: one reader waits for its time-outs, once, and nobody after that.

    is_back: raises EngineError as long as the cluster cannot answer.
    """

    def __init__(self, cluster: Engine, own: Engine, is_back: Callable[[], None]) -> None:
        self.cluster = cluster
        self.own = own
        self._circuit = Circuit(is_back)

    @property
    def stands_in(self) -> bool:
        """Whether the index of this machine answers for the cluster."""
        return self._circuit.reason is not None

    def search(self, query: Query) -> Result:
        """See `Answering.search`."""
        return self.asked(
            lambda engine: engine.search(query),
            lambda engine: replace(engine.search(query), stands_in=True),
        )

    def ids(self, query: Query) -> Sequence[int]:
        """See `Answering.ids`."""
        return self.asked(lambda engine: engine.ids(query))

    def suggest(self, prefix: str, language: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """See `Answering.suggest`."""
        return self.asked(lambda engine: engine.suggest(prefix, language, limit))

    def asked(
        self, of: Callable[[Engine], Answer], of_own: Callable[[Engine], Answer] | None = None
    ) -> Answer:
        """What the cluster says, or this machine for it. Raises EngineError if that fails too."""
        if not self.stands_in:
            try:
                return of(self.cluster)
            except FAILED as error:
                self._circuit.open(error)
            except EngineError as error:  # this one question only
                logger.warning("%s", error)
        return (of_own or of)(self.own)
