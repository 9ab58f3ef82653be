"""Keeps an index in step with the database: drain the change log, rebuild, go back.

All of it may be killed at any point and run in several processes at once: a document always comes
from the database as it is now, and the position of an index never runs ahead of its documents.
"""

import logging
import math
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from practices.models import PracticeSheet
from search.delivery import changelog, refusals
from search.delivery.locks import exclusive
from search.documents import Delete, Operation, Upsert
from search.engine import Engine, EngineError, IndexMissingError, IndexOutdatedError
from search.models import Change
from search.sheets import documents

logger = logging.getLogger(__name__)

BATCH = 200
REQUEST_SECONDS = 1.5
"""What a request may spend on indexing before it answers."""
INLINE_SHEETS = 5_000
"""Up to so many sheets, who finds no index builds it, in some seconds."""


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


def state(engine: Engine) -> State:
    last = changelog.last_number()
    try:
        position = engine.applied(wanted=last).position or 0
    except IndexMissingError:
        return State.MISSING
    except IndexOutdatedError:
        return State.OUTDATED
    if position > last:  # an older database was restored beside this index
        return State.AHEAD
    return State.BEHIND if position < last else State.FRESH


def caught_up(engine: Engine, *, seconds: float = REQUEST_SECONDS) -> bool:
    """Whether the index has all that is saved, after so long a catching-up at most.

    Raises IndexMissingError or IndexOutdatedError where only a rebuild helps.
    """
    found = state(engine)
    if found is State.MISSING:
        raise IndexMissingError("There is no index yet: run `manage.py index rebuild`.")
    if not found.is_usable:
        raise IndexOutdatedError(f"The index is {found}: run `manage.py index rebuild`.")
    return found is State.FRESH or drain(engine, seconds=seconds)


def made_ready(engine: Engine) -> bool:
    """As `caught_up`, but builds an index where there is none that fits.

    Raises EngineError where there are too many sheets to do that in passing.
    """
    try:
        return caught_up(engine)
    except (IndexMissingError, IndexOutdatedError) as error:
        if PracticeSheet.objects.count() > INLINE_SHEETS:
            message = "There is no search index yet. Run: manage.py index rebuild"
            raise EngineError(message) from error
    rebuild(engine, seconds=30)
    return drain(engine)


def drain(engine: Engine, *, seconds: float = REQUEST_SECONDS) -> bool:
    """Apply what the promoted index lacks, for so long at most; whether nothing is left.

    One process of a machine drains an index at a time, the others wait for it within their
    seconds. Raises IndexMissingError or IndexOutdatedError: `rebuild` first.
    """
    if lag(engine) == 0:
        return True
    deadline = time.monotonic() + seconds
    with exclusive(_lock_file("drain", engine), seconds=seconds) as is_mine:
        if is_mine:
            catch_up(engine, deadline)
    return lag(engine) == 0


def lag(engine: Engine, generation: str | None = None) -> int:
    """How many changed sheets an index lacks, the promoted one by default."""
    position = engine.applied(generation).position or 0
    if changelog.last_number() == position:
        return 0
    return Change.objects.filter(number__gt=position).count()


def catch_up(engine: Engine, deadline: float, generation: str | None = None) -> None:
    """Apply the log batch by batch, one at least, until nothing is left or time is over.

    Each goes to the generation whose position it follows: one promoted in between may lack more.
    """
    while True:
        applied = engine.applied(generation)
        if not (changes := _changes_after(applied.position or 0)):
            return
        ids = list(dict.fromkeys(sheet for _, sheet in changes))
        position = changes[-1][0]
        found = engine.apply(operations(ids), position=position, generation=applied.generation)
        refusals.note(engine.name, ids, found)
        if time.monotonic() > deadline:
            return


def _changes_after(position: int) -> Sequence[tuple[int, int]]:
    changelog.last_number()
    return changelog.after(position, BATCH)


def operations(ids: Collection[int]) -> list[Operation]:
    """What makes an index say of these sheets what the database says."""
    docs = {doc.id: doc for doc in documents(ids)}
    return [Upsert(docs[pk]) if pk in docs else Delete(pk) for pk in ids]


def feed_kept(engine: Engine) -> None:
    """Bring the generations that are kept for a roll-back up to date too, if they fit."""
    promoted = engine.applied().generation
    for name in engine.kept():
        if name != promoted:
            with suppress(IndexOutdatedError, IndexMissingError):
                catch_up(engine, math.inf, name)


def rebuild(engine: Engine, *, seconds: float = 0) -> None:
    """Build a new generation, feed it what changes meanwhile, let readers have it.

    The generation before is kept for a roll-back, older ones and unfinished ones are dropped.
    Where another process is rebuilding, waits for it for so many seconds and takes its result.
    Raises EngineError if it is still at it then.
    """
    before = _promoted(engine)
    with exclusive(_lock_file("rebuild", engine), seconds=seconds) as is_mine:
        if not is_mine:
            raise EngineError("Another process is building the index. Try again in a minute.")
        if _promoted(engine) == before:
            _rebuild(engine.patient, before)


def _promoted(engine: Engine) -> str | None:
    try:
        return engine.health().generation
    except IndexMissingError:
        return None


def _rebuild(engine: Engine, before: str | None) -> None:
    position = changelog.last_number()  # first: what is published later is in the log after it
    generation = engine.build(documents(published_ids()), position=position)
    catch_up(engine, math.inf, generation)
    engine.promote(generation)
    for name in engine.kept():
        if name not in (generation, before):
            engine.drop(name)


def roll_back(engine: Engine) -> str:
    """Let readers have the generation before, with all that changed since; its name.

    Raises EngineError where none is kept that fits.
    """
    promoted = _promoted(engine)
    earlier = [name for name in engine.kept() if name != promoted]
    if not earlier:
        raise EngineError(f"There is no earlier index of {engine.name} to go back to.")
    catch_up(engine.patient, math.inf, earlier[-1])
    engine.promote(earlier[-1])
    return earlier[-1]


def published_ids() -> list[int]:
    return list(PracticeSheet.objects.published().order_by("pk").values_list("pk", flat=True))


def _lock_file(name: str, engine: Engine) -> Path:
    return Path(settings.SEARCH_INDEX_DIR) / f"{name}-{engine.name}.lock"
