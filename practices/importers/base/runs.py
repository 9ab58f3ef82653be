"""The beginning and the end of a run."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone

from practices.models import ImportIssue, ImportRun, Payload, Source

from ..source import BadSource

logger = logging.getLogger(__name__)


def start_run(code: str, location: str, content_hash: str = "") -> ImportRun:
    """A new run, or the one that was killed on the same source and place.

    Raises BadSource where the source is not in the database.
    """
    source = Source.objects.filter(code=code).first()
    if source is None:
        raise BadSource(f"The source {code!r} is not known here; run: manage.py load_vocabularies")
    place = {"source": source, "location": shown(location)}
    run = ImportRun.objects.filter(state=ImportRun.State.RUNNING, **place).first()
    if run is None:
        return ImportRun.objects.create(content_hash=content_hash, **place)
    _wind_back(run, content_hash)
    logger.info("Import run %s of %s continues", run.pk, code)
    return run


def _wind_back(run: ImportRun, content_hash: str) -> None:
    """Forget what the killed run counted and will count again: all but the payloads it kept."""
    kept = Payload.objects.filter(run=run).values("record__external_id")
    warnings = run.issues.filter(severity=ImportIssue.Severity.WARNING)
    warnings.exclude(external_id__in=kept).delete()
    run.issues.filter(severity=ImportIssue.Severity.QUARANTINED).delete()
    run.same_count = run.quarantined_count = 0
    run.warning_count = warnings.count()
    run.content_hash = content_hash
    run.save()


def end_run(run: ImportRun, error: str = "") -> None:
    """Finished, or failed with the reason among its issues; the counts so far are kept."""
    State = ImportRun.State
    state = State.FAILED if error else State.FINISHED
    ImportRun.objects.filter(pk=run.pk).update(state=state, finished_at=timezone.now())
    if error:
        severity = ImportIssue.Severity.WARNING
        ImportIssue.objects.create(run=run, severity=severity, message=error)
    _count_anew()
    logger.info("Import run %s of %s: %s", run.pk, run.source.code, state)


def _count_anew() -> None:
    """PostgreSQL counts its rows a minute later, and takes tables for empty till then.

    Measured on 1,075 sheets: to read them for the search took minutes, and a second after this.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@contextmanager
def unlogged_statements() -> Iterator[None]:
    """With DEBUG on, Django quotes and keeps every statement: slow, and memory without end."""
    if not settings.DEBUG:
        yield
        return
    connection.make_debug_cursor = connection.make_cursor  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        del connection.make_debug_cursor


def shown(location: str) -> str:
    """How a place is written down: no password, and the same from wherever it was named."""
    if "://" in location:
        parts = urlsplit(location)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))[:500]
    path = Path(location).resolve()
    is_ours = path.is_relative_to(settings.BASE_DIR)
    return str(path.relative_to(settings.BASE_DIR) if is_ours else path)[-500:]
