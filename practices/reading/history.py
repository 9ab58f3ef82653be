"""What changed upstream: each time that a source sent something else of a record, and what.

The fields are those in which the drafts of two payloads differ, the one received and the one of
the same shape before it. Runs that were undone are left out: what they brought is not here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from practices.importers.base.mapping import draft_of
from practices.importers.base.registry import importer_of
from practices.importers.base.rows import CHILDREN
from practices.importers.draft import LISTS, SheetDraft
from practices.importers.source import BadRecord, BadSource
from practices.models import (
    ImportChange,
    ImportRun,
    Payload,
    PracticeSheet,
    SheetText,
    SourceRecord,
)

from .facts import heading

Kind = ImportChange.Kind
SAID: dict[str, Any] = {
    Kind.NEW: _("Received for the first time"),
    Kind.CHANGED: _("Changed at the source"),
    Kind.HELD: _("Changed at the source; a person had edited the sheet, so a moderator decides"),
    Kind.WITHDRAWN: _("Withdrawn at the source"),
}
OTHER_FORM = _("Received from the same source in another form, with other details")
# Lists of a draft that have another name as rows of a sheet.
ROWS_OF = {"practices": "practice_links", "references": "reference_links"}


@dataclass(frozen=True)
class HistoryRow:
    """`fields` are headings of this page; empty where nothing was compared."""

    received: datetime
    text: str
    fields: list[str]


def history(sheet: PracticeSheet) -> list[HistoryRow]:
    """Newest first; two queries for each change."""
    record = getattr(sheet, "source_record", None)
    if record is None:
        return []
    changes = record.changes.exclude(run__state=ImportRun.State.UNDONE).select_related("run")
    return [_row(record, change) for change in changes.order_by("-pk")]


def _row(record: SourceRecord, change: ImportChange) -> HistoryRow:
    received = record.payloads.filter(run=change.run_id).first()
    if change.kind not in (Kind.CHANGED, Kind.HELD) or received is None:
        return HistoryRow(change.run.started_at, str(SAID[change.kind]), [])
    standing = record.payloads.exclude(run__state=ImportRun.State.UNDONE)
    before = standing.filter(pk__lt=received.pk, shape=received.shape).first()
    if before is None:
        return HistoryRow(change.run.started_at, str(OTHER_FORM), [])
    fields = _differences(record, before, received)
    return HistoryRow(change.run.started_at, str(SAID[change.kind]), fields)


def _differences(record: SourceRecord, before: Payload, after: Payload) -> list[str]:
    """The headings of what differs; none where the mapping of today refuses one of the two."""
    try:
        importer = importer_of(record.source.code)
        drafts = [draft_of(importer, record.source, p.shape, p.data) for p in (before, after)]
    except (BadRecord, BadSource):
        return []
    return list(dict.fromkeys(capfirst(name) for name in _differing(*drafts)))


def _differing(before: SheetDraft, after: SheetDraft) -> Iterator[str]:
    for field in _unlike(_words(before), _words(after)):
        yield heading(SheetText, field)
    for field in _unlike(before.facts, after.facts):
        yield heading(PracticeSheet, field)
    for name in LISTS:
        if getattr(before, name) != getattr(after, name):
            yield _plural(name)
    if before.terms != after.terms:
        yield _plural("term_links")


def _words(draft: SheetDraft) -> dict[str, Any]:
    """By text field, what it says in each language."""
    fields = {field for words in draft.texts.values() for field in words}
    return {
        field: {language: words.get(field, "") for language, words in draft.texts.items()}
        for field in fields
    }


def _unlike(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return sorted(key for key in before | after if before.get(key) != after.get(key))


def _plural(name: str) -> str:
    model = CHILDREN.get(ROWS_OF.get(name, name))
    return str(model._meta.verbose_name_plural) if model else str(_("tags"))
