"""Carries out the plan for a batch: sheets, provenance, and what the run will answer for."""

from collections import defaultdict
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from practices.models import (
    HeldChange,
    ImportChange,
    ImportIssue,
    ImportRun,
    Payload,
    PracticeSheet,
    Source,
    SourceRecord,
)
from practices.signals import announce

from .deciding import HELD, SAME, utc
from .fitting import fit, new
from .inserting import insert
from .planning import Plan
from .rows import SheetRows
from .writing import write

RECORD_COLUMNS = [
    "sheet",
    "url",
    "licence",
    "version",
    "changed_at_source",
    "retrieved_at",
    "withdrawn_at",
]


def carry_out(plan: Plan) -> None:
    """Call it in a transaction: all of a batch, or nothing."""
    entries = [entry for entry in plan.entries if entry.rows]
    rows = {entry.raw.external_id: entry.rows for entry in entries if entry.rows}
    write(rows.values())
    plan.records |= save_records(plan.run.source, rows)
    _mark(plan)
    _keep_payloads(plan)
    _keep_changes(plan)
    insert(ImportIssue, plan.issues)
    _count(plan)
    withdrawn = [record.sheet_id for record in plan.withdrawn if record.sheet_id]
    announce([*withdrawn, *(found.sheet.pk for found in rows.values())])


def save_records(
    source: Source, sheets: dict[str, SheetRows], retrieved: dict[str, datetime] | None = None
) -> dict[str, SourceRecord]:
    """The provenance of written sheets, by number at the source; retrieved now unless told."""
    moments = defaultdict(timezone.now, retrieved or {})
    records = [_record(source, number, rows, moments[number]) for number, rows in sheets.items()]
    SourceRecord.objects.bulk_create(
        records,
        update_conflicts=True,
        unique_fields=["source", "external_id"],
        update_fields=RECORD_COLUMNS,
    )
    return {record.external_id: record for record in records}


def _record(source: Source, number: str, rows: SheetRows, retrieved_at: datetime) -> SourceRecord:
    draft = rows.draft
    record = new(SourceRecord, source_id=source.pk, external_id=number, sheet_id=rows.sheet.pk)
    record.url, record.licence, record.version = draft.url, draft.licence, draft.version
    record.changed_at_source = utc(draft.changed_at_source) if draft.changed_at_source else None
    record.retrieved_at = retrieved_at
    fit(record, "", draft.say)
    return record


def _mark(plan: Plan) -> None:
    """Withdrawn at the source, which those who keep a copy must be told; or there again."""
    gone, now = [record.pk for record in plan.withdrawn], timezone.now()
    SourceRecord.objects.filter(pk__in=gone).update(withdrawn_at=now)
    PracticeSheet.objects.filter(source_record__in=gone).update(changed_at=now)
    back = [e.record.pk for e in plan.entries if e.record and e.record.withdrawn_at]
    SourceRecord.objects.filter(pk__in=back).update(withdrawn_at=None)


def _keep_payloads(plan: Plan) -> None:
    payloads = [
        Payload(
            record=plan.records[entry.raw.external_id],
            run=plan.run,
            shape=entry.raw.shape,
            data=entry.raw.data,
            content_hash=entry.received.content_hash,
        )
        for entry in plan.entries
        if not entry.is_older
    ]
    Payload.objects.bulk_create(
        payloads,
        batch_size=50,
        update_conflicts=True,
        unique_fields=["record", "run", "shape"],
        update_fields=["data", "content_hash"],
    )


def _keep_changes(plan: Plan) -> None:
    done = [(plan.records[e.raw.external_id], e.kind) for e in plan.entries if e.kind != SAME]
    done += [(record, ImportChange.Kind.WITHDRAWN) for record in plan.withdrawn]
    plan.counts[ImportChange.Kind.WITHDRAWN] += len(plan.withdrawn)
    insert(
        ImportChange,
        [
            new(ImportChange, run_id=plan.run.pk, record_id=record.pk, kind=str(kind))
            for record, kind in done
        ],
    )
    HeldChange.objects.bulk_create(
        HeldChange(run=plan.run, record=record) for record, kind in done if kind == HELD
    )


def _count(plan: Plan) -> None:
    added = {f"{kind}_count": F(f"{kind}_count") + count for kind, count in plan.counts.items()}
    if added:
        ImportRun.objects.filter(pk=plan.run.pk).update(**added)
