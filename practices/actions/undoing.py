"""Undoing an import, newest run first."""

from django.db import transaction
from django.utils import timezone

from practices.importers.base.lookups import Lookups
from practices.importers.base.registry import importer_of
from practices.importers.base.restoring import Undone, undo_records
from practices.importers.source import Importer
from practices.models import HeldChange, ImportRun

BATCH_SIZE = 100


class CannotUndo(Exception):
    """Says which run must be undone first."""


def undo_import(run: ImportRun, *, importer: Importer | None = None) -> Undone:
    """Take back what a run did: its sheets go, or are again what they were before it.

    What a person or a later run touched stays and is named. One transaction a batch; an undoing
    that was killed goes on where it stopped. Raises CannotUndo while a newer run stands.
    """
    _check_is_newest(run)
    undone = Undone(run, unasked=0 if run.undone_at else _begin(run))
    importer = importer or importer_of(run.source.code)
    ids = list(run.changes.order_by("record").values_list("record", flat=True).distinct())
    lookups = Lookups.load()
    for start in range(0, len(ids), BATCH_SIZE):
        undo_records(undone, importer, lookups, ids[start : start + BATCH_SIZE])
    ImportRun.objects.filter(pk=run.pk, undone_at=None).update(undone_at=timezone.now())
    run.refresh_from_db()
    return undone


def _check_is_newest(run: ImportRun) -> None:
    """A run that changed nothing does not stand in the way."""
    newer = ImportRun.objects.filter(source=run.source, pk__gt=run.pk, changes__isnull=False)
    standing = newer.filter(state=ImportRun.State.FINISHED).order_by("-pk").first()
    if standing:
        raise CannotUndo(
            f"Run {standing.pk} of {run.source.code} is newer than run {run.pk} and stands. "
            f"Undo it first: manage.py undo_import {standing.pk}"
        )


@transaction.atomic
def _begin(run: ImportRun) -> int:
    """From here on the payloads of the run stand no more, and nobody is asked about them.

    Returns how many held changes were waiting.
    """
    run.state = ImportRun.State.UNDONE
    run.save(update_fields=["state"])
    return run.held_changes.filter(decision=HeldChange.Decision.WAITING).delete()[0]
