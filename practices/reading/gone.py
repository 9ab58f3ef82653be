"""A sheet that was public once: since when it is not, and why. Page and API say the same."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop

from practices.models import PracticeSheet, Tombstone

TAKEN_BACK = gettext_noop("It is not public any more. It may come back at the same address.")


@dataclass(frozen=True)
class Gone:
    """`reason` is a sentence in English, to be translated for a reader; `title` may be empty."""

    title: str
    reason: str
    since: datetime


def gone(pk: int) -> Gone | None:
    """None for a number that no public sheet ever had."""
    if stone := Tombstone.objects.filter(pk=pk).first():
        return Gone(stone.title, stone.reason, stone.removed_at)
    drafts = PracticeSheet.objects.filter(live=False, first_published_at__isnull=False, pk=pk)
    since = drafts.values_list("changed_at", flat=True).first()
    # Without its title: what is written there now may be a draft.
    return Gone("", TAKEN_BACK, since) if since else None
