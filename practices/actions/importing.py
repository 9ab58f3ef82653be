"""Importing: a whole source, one batch of it, or the records that come with the project."""

from collections.abc import Sequence
from contextlib import nullcontext

from django.db import DataError, IntegrityError, transaction

from practices.importers.base.bundled import bundled_folders, hash_of
from practices.importers.base.lookups import Lookups
from practices.importers.base.planning import Plan, plan_batch
from practices.importers.base.reading import Reading, rounds
from practices.importers.base.received import Received
from practices.importers.base.recording import carry_out
from practices.importers.base.registry import importer_of
from practices.importers.base.report import Report
from practices.importers.base.runs import end_run, shown, start_run, unlogged_statements
from practices.importers.source import BadRecord, Importer
from practices.models import ImportRun, Source

# What a database raises on content that it cannot hold, whatever our checks forgot.
REFUSALS = (DataError, IntegrityError, OverflowError)


def import_source(
    importer: Importer,
    location: str,
    *,
    token: str = "",
    dry_run: bool = False,
    content_hash: str = "",
) -> Report:
    """Import what is at a place (a file, a folder, an API address), and say what became of it.

    A dry run does all of it in one transaction and takes it back. Raises BadSource where the
    source is not in the database; what is wrong with the place is in the report.
    """
    with unlogged_statements(), transaction.atomic() if dry_run else nullcontext():
        run = start_run(importer.code, location, content_hash)
        reading = Reading(importer, location, token)
        lookups = Lookups.load()
        for batch in reading.batches():
            import_batch(run=run, importer=importer, lookups=lookups, batch=batch)
        end_run(run, reading.error)
        report = Report.of(run, dry_run=dry_run, error=reading.error)
        if dry_run:
            transaction.set_rollback(True)
    return report


def import_batch(
    *, run: ImportRun, importer: Importer, lookups: Lookups, batch: Sequence[Received]
) -> None:
    """All of a batch or nothing. A record that the database refuses is found by halving.

    The source's row is locked, so that two imports of one source cannot cross.
    """
    try:
        with transaction.atomic():
            Source.objects.select_for_update().get(pk=run.source_id)
            for part in rounds(batch):
                carry_out(plan_batch(run, importer, lookups, part))
    except REFUSALS as error:
        if len(batch) == 1:
            _refuse(run, importer, lookups, batch[0], error)
            return
        middle = len(batch) // 2
        for half in (batch[:middle], batch[middle:]):
            import_batch(run=run, importer=importer, lookups=lookups, batch=half)


def _refuse(
    run: ImportRun, importer: Importer, lookups: Lookups, received: Received, error: Exception
) -> None:
    plan = Plan(run, importer, lookups)
    plan.quarantine(received.raw, BadRecord(f"the database refuses it ({type(error).__name__})"))
    with transaction.atomic():
        carry_out(plan)


def import_bundled() -> list[Report]:
    """The records that come with the project, from each source whose files are not yet in."""
    reports = []
    for code, folder in bundled_folders().items():
        content_hash = hash_of(folder)
        if not _is_in(str(folder), content_hash):
            importer = importer_of(code)
            reports.append(import_source(importer, str(folder), content_hash=content_hash))
    return reports


def _is_in(location: str, content_hash: str) -> bool:
    """Whether the last run there read exactly these files to the end, and stands."""
    last = ImportRun.objects.filter(location=shown(location)).first()
    return (
        last is not None
        and last.state == ImportRun.State.FINISHED
        and last.content_hash == content_hash
    )
