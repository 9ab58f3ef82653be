"""Keeps an index in step with the database: drain the change log, rebuild, check.

All of it may be killed at any point and run in several processes at once: a document always comes
from the database as it is now, and the position of an index never runs ahead of its documents.
"""

import logging
import math
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.conf import settings

from practices.models import PracticeSheet
from search import changelog
from search.documents import Delete, Operation, Upsert
from search.embedded import EmbeddedEngine
from search.engine import Engine, EngineError, IndexMissingError
from search.locks import exclusive
from search.models import Change
from search.sheets import document, documents

__all__ = ["check", "current_engine", "document", "documents", "drain", "rebuild", "refresh"]

logger = logging.getLogger(__name__)

BATCH = 200
REQUEST_SECONDS = 1.5
"""What a request may spend on indexing before it answers."""
INLINE_SHEETS = 5_000
"""Up to so many sheets, a request that finds no index builds it, in some seconds."""


class State(StrEnum):
    """How an index stands to the database; all but the last two need a rebuild."""

    MISSING = "missing"
    OUTDATED = "outdated"
    AHEAD = "ahead"
    BEHIND = "behind"
    FRESH = "fresh"

    @property
    def is_usable(self) -> bool:
        return self in (State.BEHIND, State.FRESH)


@dataclass(frozen=True)
class Difference:
    """Sheets that an index lacks, has although it should not, or has in an old form."""

    missing: frozenset[int]
    extra: frozenset[int]
    stale: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        return self.missing | self.extra | self.stale


def current_engine() -> Engine:
    """The engine of this site."""
    return _engine(Path(settings.SEARCH_INDEX_DIR))


@cache
def _engine(folder: Path) -> Engine:
    return EmbeddedEngine(folder)


def _lock_file(name: str) -> Path:
    return Path(settings.SEARCH_INDEX_DIR) / f"{name}.lock"


def state(engine: Engine) -> State:
    try:
        health = engine.health()
    except IndexMissingError:
        return State.MISSING
    if not health.fits:
        return State.OUTDATED
    last, position = changelog.last_number(), health.position or 0
    if position > last:  # an older database was restored beside this index
        return State.AHEAD
    return State.BEHIND if position < last else State.FRESH


def refresh(engine: Engine) -> bool:
    """Make the index fit for a request; whether it has all that is saved.

    Raises EngineError where there is no index and too much to build one in a request.
    """
    found = state(engine)
    if found.is_usable:
        return found is State.FRESH or drain(engine)
    if PracticeSheet.objects.count() > INLINE_SHEETS:
        raise EngineError("There is no search index yet. Run: manage.py index rebuild")
    rebuild(engine, seconds=30)
    return drain(engine)


def drain(engine: Engine, *, seconds: float = REQUEST_SECONDS) -> bool:
    """Apply what the promoted index lacks, for so long at most; whether nothing is left.

    One process of a machine drains at a time, the others wait for it within their seconds.
    Raises IndexMissingError or IndexOutdatedError: `rebuild` first.
    """
    if lag(engine) == 0:
        return True
    deadline = time.monotonic() + seconds
    with exclusive(_lock_file("drain"), seconds=seconds) as is_mine:
        if is_mine:
            _catch_up(engine, deadline)
    return lag(engine) == 0


def lag(engine: Engine) -> int:
    """How many changed sheets the promoted index lacks."""
    position = engine.health().position or 0
    if changelog.last_number() == position:
        return 0
    return Change.objects.filter(number__gt=position).count()


def _catch_up(engine: Engine, deadline: float, generation: str | None = None) -> None:
    """Apply the log batch by batch, one at least, until nothing is left or time is over.

    Each goes to the generation whose position it follows: one promoted in between may lack more.
    """
    while True:
        health = engine.health(generation)
        if not (changes := _changes_after(health.position or 0)):
            return
        ids = list(dict.fromkeys(sheet for _, sheet in changes))
        engine.apply(operations(ids), position=changes[-1][0], generation=health.generation)
        if time.monotonic() > deadline:
            return


def _changes_after(position: int) -> Sequence[tuple[int, int]]:
    changelog.last_number()
    return changelog.after(position, BATCH)


def operations(ids: Collection[int]) -> list[Operation]:
    """What makes an index say of these sheets what the database says."""
    docs = {doc.id: doc for doc in documents(ids)}
    return [Upsert(docs[pk]) if pk in docs else Delete(pk) for pk in ids]


def rebuild(engine: Engine, *, seconds: float = 0) -> None:
    """Build a new generation, feed it what changes meanwhile, let readers have it.

    The generation before is kept for a roll-back, older ones and unfinished ones are dropped.
    Where another process is rebuilding, waits for it for so many seconds and takes its result.
    Raises EngineError if it is still at it then.
    """
    before = _promoted(engine)
    with exclusive(_lock_file("rebuild"), seconds=seconds) as is_mine:
        if not is_mine:
            raise EngineError("Another process is building the index. Try again in a minute.")
        if _promoted(engine) == before:
            _rebuild(engine, before)


def _promoted(engine: Engine) -> str | None:
    try:
        return engine.health().generation
    except IndexMissingError:
        return None


def _rebuild(engine: Engine, before: str | None) -> None:
    position = changelog.last_number()  # first: what is published later is in the log after it
    generation = engine.build(documents(published_ids()), position=position)
    _catch_up(engine, math.inf, generation)
    engine.promote(generation)
    for name in engine.health().generations:
        if name not in (generation, before):
            engine.drop(name)


def published_ids() -> list[int]:
    return list(PracticeSheet.objects.published().order_by("pk").values_list("pk", flat=True))


def check(engine: Engine, *, repair: bool = False) -> Difference:
    """Compare each document with what the database says now.

    repair: note the differences in the change log, so that every index of the site mends them,
    and drain this one.
    """
    _catch_up(engine, math.inf)
    suspects = _difference(engine, published_ids())
    _catch_up(engine, math.inf)  # what changed during the first look is no difference
    difference = _difference(engine, _published_among(suspects.all), only=suspects.all)
    if repair and difference.all:
        changelog.record(difference.all)
        _catch_up(engine, math.inf)
    return difference


def _published_among(ids: Iterable[int]) -> list[int]:
    wanted = set(ids)
    return [pk for pk in published_ids() if pk in wanted]


def _difference(
    engine: Engine, published: Collection[int], only: Collection[int] | None = None
) -> Difference:
    indexed = {pk: digest for pk, digest in engine.digests().items() if only is None or pk in only}
    expected = {doc.id: doc.digest() for doc in documents(published)}
    return Difference(
        missing=frozenset(set(published) - indexed.keys()),
        extra=frozenset(indexed.keys() - set(published)),
        stale=frozenset(pk for pk, digest in expected.items() if indexed.get(pk, digest) != digest),
    )
