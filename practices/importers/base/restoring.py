"""Takes back what a run did to a batch of records."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_noop

from practices.models import (
    HeldChange,
    ImportChange,
    ImportRun,
    Payload,
    PracticeSheet,
    Source,
    SourceRecord,
    Tombstone,
)
from practices.signals import announce

from ..source import Importer
from .building import rows_of
from .lookups import Lookups
from .merging import merge, standing_drafts
from .people import edited, used
from .recording import save_records
from .writing import clear, write

REASON = gettext_noop("The import that brought it was undone.")
BY_PERSON = "a person edited it or added to it"
BY_RUN = "a later run changed it"
NOTHING_LEFT = "nothing is left to restore it from"


@dataclass(slots=True)
class Kept:
    """A sheet that an undoing left as it is, and why."""

    sheet: int
    number: str
    title: str
    reason: str


@dataclass(slots=True)
class Undone:
    """What an undoing did: counts of sheets, those it kept, and held changes it withdrew."""

    run: ImportRun
    unasked: int = 0
    deleted: int = 0
    restored: int = 0
    kept: list[Kept] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        yield f"Run {self.run.pk} of {self.run.source.code} is undone."
        yield f"  deleted {self.deleted}, restored {self.restored}, kept {len(self.kept)}"
        if self.unasked:
            yield f"  held changes that wait no more: {self.unasked}"
        for kept in self.kept:
            yield f"  kept sheet {kept.sheet} ({kept.number}, {kept.title}): {kept.reason}"

    def keep(self, record: SourceRecord, reason: str) -> None:
        sheet = record.sheet
        if sheet:
            self.kept.append(Kept(sheet.pk, record.external_id, sheet.title, reason))


@transaction.atomic
def undo_records(
    undone: Undone, importer: Importer, lookups: Lookups, record_ids: Collection[int]
) -> None:
    """Delete what the run created, restore what it changed, and announce both."""
    run = undone.run
    Source.objects.select_for_update().get(pk=run.source_id)
    records = SourceRecord.objects.filter(pk__in=record_ids, sheet__isnull=False)
    touched = list(records.select_related("sheet").prefetch_related("sheet__texts"))
    created = set(_with_kind(run, ImportChange.Kind.NEW))
    changed = {*_with_kind(run, ImportChange.Kind.CHANGED), *_taken(run)} - created
    later = _changed_later(run, record_ids)
    news = _free(undone, [r for r in touched if r.pk in created], later, used)
    olds = _free(undone, [r for r in touched if r.pk in changed], later, edited)
    ids = [record.sheet_id for record in (*news, *olds) if record.sheet_id]
    _delete(undone, news)
    _restore(undone, olds, importer, lookups)
    ids += _mark_withdrawn(record_ids)
    announce(ids)


def _with_kind(run: ImportRun, kind: str) -> Iterable[int]:
    return run.changes.filter(kind=kind).values_list("record_id", flat=True)


def _taken(run: ImportRun) -> Iterable[int]:
    """Records whose held change a person took: those sheets are that person's."""
    held = run.held_changes.filter(decision=HeldChange.Decision.TAKEN)
    return held.values_list("record_id", flat=True)


def _changed_later(run: ImportRun, record_ids: Collection[int]) -> set[int]:
    changes = ImportChange.objects.filter(record__in=record_ids, run__gt=run.pk)
    standing = changes.exclude(run__state=ImportRun.State.UNDONE)
    written = standing.filter(kind__in=(ImportChange.Kind.NEW, ImportChange.Kind.CHANGED))
    return set(written.values_list("record_id", flat=True))


def _free(
    undone: Undone,
    records: list[SourceRecord],
    later: set[int],
    of_people: Callable[[Collection[int]], set[int]],
) -> list[SourceRecord]:
    """Those that may be undone; the others are named as kept."""
    theirs = of_people([record.sheet_id for record in records if record.sheet_id])
    free = []
    for record in records:
        if record.sheet_id in theirs:
            undone.keep(record, BY_PERSON)
        elif record.pk in later:
            undone.keep(record, BY_RUN)
        else:
            free.append(record)
    return free


def _delete(undone: Undone, records: list[SourceRecord]) -> None:
    """A public sheet leaves a stone with its name, so that its address can say 410."""
    sheets = [record.sheet for record in records if record.sheet]
    stones = [
        Tombstone(sheet_id=sheet.pk, title=sheet.title[:500], reason=REASON)
        for sheet in sheets
        if sheet.live
    ]
    Tombstone.objects.bulk_create(stones, ignore_conflicts=True)
    ids = [sheet.pk for sheet in sheets]
    clear(ids)
    PracticeSheet.objects.filter(pk__in=ids).delete()
    undone.deleted += len(ids)


def _restore(
    undone: Undone, records: list[SourceRecord], importer: Importer, lookups: Lookups
) -> None:
    """Each sheet again as the payloads that still stand make it."""
    ids = [record.pk for record in records]
    drafts = standing_drafts(importer, undone.run.source, ids)
    sheets = {}
    for record in records:
        if record.pk in drafts:
            draft = merge(importer, drafts[record.pk])
            sheets[record.external_id] = rows_of(draft, lookups, PracticeSheet(pk=record.sheet_id))
        else:
            undone.keep(record, NOTHING_LEFT)
    write(sheets.values())
    save_records(undone.run.source, sheets, _retrieved(ids))
    undone.restored += len(sheets)


def _retrieved(record_ids: Collection[int]) -> dict[str, datetime]:
    """By number at the source, when the newest content that stands was received."""
    payloads = Payload.objects.filter(record__in=record_ids).order_by()
    standing = payloads.exclude(run__state=ImportRun.State.UNDONE)
    return dict(standing.values_list("record__external_id").annotate(Max("run__started_at")))


def _mark_withdrawn(record_ids: Collection[int]) -> list[int]:
    """Withdrawn is what the last standing run that did anything found so; the sheets remarked."""
    changes = ImportChange.objects.filter(record__in=record_ids).order_by("pk")
    standing = changes.exclude(run__state=ImportRun.State.UNDONE).exclude(kind="held")
    last = {change.record_id: change for change in standing.select_related("run")}
    remarked: list[int] = []
    for record in SourceRecord.objects.filter(pk__in=record_ids):
        change = last.get(record.pk)
        is_gone = change is not None and change.kind == ImportChange.Kind.WITHDRAWN
        if is_gone != bool(record.withdrawn_at):
            record.withdrawn_at = change.run.started_at if change and is_gone else None
            record.save(update_fields=["withdrawn_at"])
            remarked += [record.sheet_id] if record.sheet_id else []
    PracticeSheet.objects.filter(pk__in=remarked).update(changed_at=timezone.now())
    return remarked
