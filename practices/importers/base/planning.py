"""What is to become of each record of a batch. Reads the database, writes nothing."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from practices.models import ImportChange, ImportIssue, ImportRun, SourceRecord

from ..draft import Problem
from ..source import BadRecord, Importer, RawRecord
from .deciding import HELD, SAME, Before, Entry, decide
from .lookups import Lookups
from .mapping import STUMBLES, check_number, draft_of, stumble
from .merging import Standing, standing_payloads
from .received import Received

QUARANTINED, WARNING = "quarantined", "warning"
WAITS = "a person has edited or deleted the sheet; what differs waits for a moderator"


@dataclass(slots=True)
class Plan:
    """One batch, in which each record comes once."""

    run: ImportRun
    importer: Importer
    lookups: Lookups
    records: dict[str, SourceRecord] = field(default_factory=dict)
    standing: dict[int, dict[str, Standing]] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)  # records that this run changed before
    entries: list[Entry] = field(default_factory=list)
    withdrawn: list[SourceRecord] = field(default_factory=list)
    issues: list[ImportIssue] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def quarantine(self, raw: RawRecord, error: Exception) -> None:
        self.counts[QUARANTINED] += 1
        self._issue(raw, Problem("", str(error)), ImportIssue.Severity.QUARANTINED, raw.data)

    def warn(self, raw: RawRecord, problem: Problem) -> None:
        self.counts[WARNING] += 1
        self._issue(raw, problem, ImportIssue.Severity.WARNING)

    def hold(self, raw: RawRecord) -> None:
        self._issue(raw, Problem("", WAITS), ImportIssue.Severity.HELD)

    def _issue(self, raw: RawRecord, problem: Problem, severity: str, data: object = None) -> None:
        issue = ImportIssue(run=self.run, external_id=str(raw.external_id)[:200], payload=data)
        issue.field, issue.message = problem.field[:200], problem.message
        issue.severity = severity
        self.issues.append(issue)

    def leave(self, received: Received, record: SourceRecord | None) -> None:
        """Count as the same, unless this run has counted it before it was killed."""
        is_counted = received.is_repeat or (record is not None and record.pk in self.done)
        self.counts[SAME] += not is_counted


def plan_batch(
    run: ImportRun, importer: Importer, lookups: Lookups, batch: Collection[Received]
) -> Plan:
    """The plan for a batch in which no number comes twice."""
    plan = Plan(run, importer, lookups)
    numbers = [str(received.raw.external_id) for received in batch]
    records = SourceRecord.objects.filter(source=run.source, external_id__in=numbers)
    plan.records = {record.external_id: record for record in records}
    ids = [record.pk for record in plan.records.values()]
    plan.standing = standing_payloads(ids)
    changes = ImportChange.objects.filter(run=run, record__in=ids)
    plan.done = set(changes.values_list("record_id", flat=True))
    for received in batch:
        try:
            _sort(plan, received)
        except BadRecord as error:
            plan.quarantine(received.raw, error)
    _decide_all(plan)
    return plan


def _sort(plan: Plan, received: Received) -> None:
    """Withdrawn, the same, or an entry to decide on. Raises BadRecord."""
    raw = received.raw
    if raw.error:
        raise BadRecord(raw.error)
    check_number(raw.external_id)
    record = plan.records.get(raw.external_id)
    if raw.withdrawn and record and not record.withdrawn_at:
        plan.withdrawn.append(record)
    elif raw.withdrawn or _stands(plan, received, record):
        plan.leave(received, record)
    else:
        _map(plan, received, record)


def _stands(plan: Plan, received: Received, record: SourceRecord | None) -> bool:
    """Whether exactly this content is what the record holds, and it was not withdrawn."""
    if record is None or record.withdrawn_at:
        return False
    standing = plan.standing.get(record.pk, {}).get(received.raw.shape)
    return standing is not None and standing.content_hash == received.content_hash


def _map(plan: Plan, received: Received, record: SourceRecord | None) -> None:
    raw = received.raw
    if received.is_repeat:
        raise BadRecord("its number came before with other content; the first one was kept")
    if raw.shape not in plan.importer.shapes:
        raise BadRecord(f"its shape {raw.shape!r} is not known")
    draft = draft_of(plan.importer, plan.run.source, raw.shape, raw.data)
    plan.entries.append(Entry(received, record, draft))


def _decide_all(plan: Plan) -> None:
    """Give each entry its kind and its rows, and tell what was left out of it."""
    before = Before.load(plan.importer, plan.run.source, plan.entries)
    entries, plan.entries = plan.entries, []
    for entry in entries:
        problems = entry.draft.problems
        try:
            decide(entry, before, plan.importer, plan.lookups)
        except STUMBLES as error:
            plan.quarantine(entry.raw, BadRecord(stumble(error)))
            continue
        plan.entries.append(entry)
        plan.counts[entry.kind] += 1
        if entry.kind == HELD:
            plan.hold(entry.raw)
        for problem in [*problems, *(entry.rows.problems if entry.rows else ())]:
            plan.warn(entry.raw, problem)
