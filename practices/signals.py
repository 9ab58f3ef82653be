"""What the records tell the rest of the project."""

from collections.abc import Iterable

from django.dispatch import Signal

# `ids`: the sheets whose finding may have changed. Sent inside the transaction of the change, by
# whatever publishes, unpublishes, deletes, imports, undoes, or edits a word of a vocabulary.
sheets_changed = Signal()
# Vocabularies, zones, practices or sources were loaded from files. Sent inside the transaction;
# one that a person edits is saved on its own, and its model says so.
words_loaded = Signal()


def announce(sheet_ids: Iterable[int]) -> None:
    """Send `sheets_changed` for these sheets, each named once, if there are any."""
    ids = sorted(set(sheet_ids))
    if ids:
        sheets_changed.send(sender=announce, ids=ids)
