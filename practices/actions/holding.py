"""A moderator's word on a newer source record that met a person's work."""

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone

from practices.importers.base.building import rows_of
from practices.importers.base.licences import strictest
from practices.importers.base.lookups import Lookups
from practices.importers.base.merging import merge, standing_drafts
from practices.importers.base.recording import save_records
from practices.importers.base.registry import importer_of
from practices.importers.base.writing import write
from practices.importers.draft import SheetDraft
from practices.importers.source import Importer
from practices.models import HeldChange, PracticeSheet, SourceRecord

DECIDE = "practices.change_heldchange"


class AlreadyDecided(Exception):
    """Somebody was quicker."""


def held_draft(held: HeldChange, *, importer: Importer | None = None) -> SheetDraft:
    """What the source says now of the record; compare it by `importers.differences`."""
    source = held.record.source
    importer = importer or importer_of(source.code)
    return merge(importer, standing_drafts(importer, source, [held.record_id])[held.record_id])


@transaction.atomic
def take_held(
    held: HeldChange, *, user: AbstractUser, importer: Importer | None = None
) -> PracticeSheet:
    """Write the source's word over the sheet and publish it, as a revision of this person.

    The person's earlier words stay in the sheet's history. A sheet that was deleted comes back
    under a new number. Whoever decides on these changes may publish them, and nothing else by
    that. Raises AlreadyDecided; Wagtail's PublishPermissionError if the user may do neither.
    """
    _decide(held, HeldChange.Decision.TAKEN, user)
    sheet = _rewrite(held.record, held_draft(held, importer=importer))
    revision = sheet.save_revision(user=user, log_action=True)
    revision.publish(user=user, skip_permission_checks=user.has_perm(DECIDE))
    return sheet


@transaction.atomic
def refuse_held(held: HeldChange, *, user: AbstractUser) -> None:
    """Leave the sheet as it is. The next newer content is held again. Raises AlreadyDecided."""
    _decide(held, HeldChange.Decision.REFUSED, user)


def _decide(held: HeldChange, decision: str, user: AbstractUser) -> None:
    """One word for all that waits of a record: what would be written is the same."""
    waiting = HeldChange.objects.filter(record=held.record_id, decision=HeldChange.Decision.WAITING)
    count = waiting.update(decision=decision, decided_by=user, decided_at=timezone.now())
    if not count:
        raise AlreadyDecided(f"The change of {held.record} was decided before.")
    held.refresh_from_db()


def _rewrite(record: SourceRecord, draft: SheetDraft) -> PracticeSheet:
    current = record.sheet.licence if record.sheet else ""
    draft.licence = strictest(current, draft.licence)
    rows = rows_of(draft, Lookups.load(), PracticeSheet(pk=record.sheet_id))
    write([rows])
    save_records(record.source, {record.external_id: rows})
    return PracticeSheet.objects.get(pk=rows.sheet.pk)
