"""What a new content means for a sheet: new, changed, the same, or held for a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from practices.models import ImportChange, PracticeSheet, Source, SourceRecord

from ..draft import SheetDraft
from ..source import Importer, RawRecord
from .building import rows_of
from .licences import strictest
from .lookups import Lookups
from .merging import Drafts, merge, standing_drafts
from .people import edited
from .received import Received
from .rows import SheetRows

SAME = "same"
NEW, CHANGED, HELD = (
    ImportChange.Kind.NEW,
    ImportChange.Kind.CHANGED,
    ImportChange.Kind.HELD,
)


@dataclass(slots=True)
class Entry:
    """A record whose content is new to us. `rows` are what is to be written, if anything.

    `is_older`: the source says that it is older than what we hold; nothing is done with it.
    """

    received: Received
    record: SourceRecord | None
    draft: SheetDraft
    kind: str = SAME
    rows: SheetRows | None = None
    is_older: bool = False

    @property
    def raw(self) -> RawRecord:
        return self.received.raw


@dataclass(slots=True)
class Before:
    """What there is of the records of a batch: the mapped payloads of each, by shape.

    `licences` are those of the sheets; `held` the sheets that belong to people now.
    """

    drafts: dict[int, Drafts]
    licences: dict[int, str]
    held: set[int]

    @classmethod
    def load(cls, importer: Importer, source: Source, entries: Iterable[Entry]) -> "Before":
        records = [entry.record for entry in entries if entry.record]
        sheet_ids = [record.sheet_id for record in records if record.sheet_id]
        licences = PracticeSheet.objects.filter(pk__in=sheet_ids).values_list("pk", "licence")
        drafts = standing_drafts(importer, source, [record.pk for record in records])
        return cls(drafts, dict(licences), edited(sheet_ids))


def decide(entry: Entry, before: Before, importer: Importer, lookups: Lookups) -> None:
    """Merge the draft with what stands of its record, and see what that means for the sheet."""
    record = entry.record
    drafts = before.drafts.get(record.pk, {}) if record else {}
    if _is_older(entry, drafts.get(entry.raw.shape)):
        return
    old = merge(importer, drafts) if drafts else None
    entry.draft = merge(importer, {**drafts, entry.raw.shape: entry.draft})
    entry.kind = _kind(entry, old, before)
    if entry.draft == old or entry.kind == HELD:
        return
    sheet_id = record.sheet_id if record else None
    current = before.licences.get(sheet_id or 0, "")
    entry.draft.licence = strictest(current, entry.draft.licence)
    entry.rows = rows_of(entry.draft, lookups, PracticeSheet(pk=sheet_id))


def _is_older(entry: Entry, standing: SheetDraft | None) -> bool:
    """Whether its own dates say so, as when a bundled copy comes after a visit to the API."""
    ours = standing.changed_at_source if standing else None
    theirs = entry.draft.changed_at_source
    entry.is_older = bool(ours and theirs and utc(theirs) < utc(ours))
    if entry.is_older:
        entry.draft.say("", f"is of {theirs:%Y-%m-%d}, older than what is here; left as it is")
    return entry.is_older


def utc(moment: datetime) -> datetime:
    """A source that gives no time zone is taken to mean UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _kind(entry: Entry, old: SheetDraft | None, before: Before) -> str:
    """A sheet that is gone while its payloads stand was deleted by a person: that is held too."""
    record = entry.record
    if record is None or (record.sheet_id is None and old is None):
        return NEW
    if entry.draft == old:
        return CHANGED if record.withdrawn_at else SAME
    if record.sheet_id is None or record.sheet_id in before.held:
        return HELD
    return CHANGED
