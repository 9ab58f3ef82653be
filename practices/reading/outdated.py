"""What a translation was made from, and since when its original says something else."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from practices.models import PracticeSheet
from practices.paragraphs import normal, paragraphs
from practices.translating import Slot

MOST = 50
"""Versions that are looked through for the one that changed the original."""
A_FEW = 3
"""Versions that are read at once: mostly it was one of the last that changed it."""
Version = tuple[datetime, Mapping[str, Any]]
"""When it was made, and what it says."""


class Versions:
    """The versions of one sheet, newest first; a few at a time, as far back as somebody asks."""

    def __init__(self, sheet: PracticeSheet) -> None:
        self.sheet = sheet
        self._read: list[Version] = []

    def since(self, slot: Slot, text: str) -> datetime | None:
        """When the original came to say this: the first version of those that do, or the import.

        None for a sheet that is not saved yet.
        """
        if self.sheet.pk is None:
            return None
        found = None
        for made_at, content in self._newest_first():
            if normal(text) not in _said(content, slot):
                return found or self.sheet.changed_at
            found = made_at
        record = getattr(self.sheet, "source_record", None)
        return (record.retrieved_at if record else None) or found or self.sheet.changed_at

    def _newest_first(self) -> Iterator[Version]:
        """Each is read once, however many paragraphs ask."""
        place = 0
        while place < len(self._read) or self._reads_more():
            yield self._read[place]
            place += 1

    def _reads_more(self) -> bool:
        """Whether there were more; a version is the whole sheet, and may be large."""
        start = len(self._read)
        if start >= MOST or start % A_FEW:
            return False
        rows = self._revisions.values_list("created_at", "content")[start : start + A_FEW]
        self._read += [(at, json.loads(one) if isinstance(one, str) else one) for at, one in rows]
        return len(self._read) > start

    @property
    def _revisions(self) -> Any:
        """Up to the one that is public."""
        live = self.sheet.revisions.order_by("-pk")
        last = self.sheet.live_revision_id
        return live.filter(pk__lte=last) if last else live


def _said(content: Mapping[str, Any], slot: Slot) -> set[str]:
    """The paragraphs of the original in a version, and each text as a whole."""
    texts = content.get("texts", ())
    original = [text for text in texts if text.get("is_original")] or texts[:1]
    rows = content.get(slot.rows, ()) if slot.rows else original
    found = [str(row.get(slot.field) or "") for row in rows]
    return {normal(part) for text in found for part in (text, *paragraphs(text))}


@dataclass(frozen=True)
class Outdated:
    """was, now: the original, in `language`, when it was translated and today."""

    was: str
    now: str
    language: str
    slot: Slot
    versions: Versions

    @property
    def since(self) -> datetime | None:
        return self.versions.since(self.slot, self.now)

    def __repr__(self) -> str:
        return f"Outdated({self.was!r}, {self.now!r})"
