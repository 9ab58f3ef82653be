"""What the records announce, taken down in the change log within the same transaction."""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from practices.models import Practice, PracticeSynonym, Source, Term, Zone
from practices.signals import sheets_changed, words_loaded
from search.delivery import changelog
from search.words import lexicon

logger = logging.getLogger(__name__)

NAMED = (Practice, PracticeSynonym, Source, Term, Zone)
"""Models whose words `search/words/lexicon.py` keeps."""


@receiver(sheets_changed)
def log_changes(ids: Iterable[int], **kwargs: Any) -> None:
    """The sheets are found, as they then are, by the next search after the commit."""
    changelog.record(ids)
    transaction.on_commit(_drain, robust=True)


def _drain() -> None:
    """Index at once; where that fails the log keeps the change and the next request tries again."""
    from search import engines  # not at start: commands that index nothing need no engine
    from search.engine import EngineError, IndexMissingError, IndexOutdatedError

    try:
        engines.deliver()
    except (IndexMissingError, IndexOutdatedError):
        logger.debug("There is no search index that fits; the next search builds it.")
    except EngineError as error:
        logger.warning("Saved, but not indexed yet: %s", error)


@receiver(words_loaded)
def note_edit(**kwargs: Any) -> None:
    lexicon.note_edit()


def connect() -> None:
    for model in NAMED:
        post_save.connect(note_edit, sender=model, dispatch_uid=f"words-{model.__name__}")
        post_delete.connect(note_edit, sender=model, dispatch_uid=f"words-{model.__name__}")
