"""A sheet is a function of its record's payloads: the newest of each shape, the fullest first.

A fuller shape enriches a thinner one, never the reverse, in whatever order they were imported.
Payloads of undone runs stand no more.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from practices.models import ImportRun, Payload, Source

from ..draft import SheetDraft, merged
from ..source import BadRecord, Importer
from .mapping import draft_of

Drafts = dict[str, SheetDraft]  # by shape


class Standing(NamedTuple):
    """The payload that stands for one shape of a record."""

    payload_id: int
    content_hash: str
    run_id: int


def standing_payloads(record_ids: Collection[int]) -> dict[int, dict[str, Standing]]:
    """By record and shape, the newest payload of a run that was not undone."""
    payloads = (
        Payload.objects.filter(record__in=record_ids)
        .exclude(run__state=ImportRun.State.UNDONE)
        .order_by("pk")
        .values_list("record_id", "shape", "pk", "content_hash", "run_id")
    )
    found: dict[int, dict[str, Standing]] = defaultdict(dict)
    for record, shape, payload, content_hash, run in payloads:
        found[record][shape] = Standing(payload, content_hash, run)
    return found


def standing_drafts(
    importer: Importer, source: Source, record_ids: Collection[int]
) -> dict[int, Drafts]:
    """The mapped payloads of each record. One that the mapping now refuses is left out."""
    by_shape = standing_payloads(record_ids).values()
    ids = [standing.payload_id for shapes in by_shape for standing in shapes.values()]
    found: dict[int, Drafts] = defaultdict(dict)
    for payload in Payload.objects.filter(pk__in=ids).order_by("pk"):
        try:
            draft = draft_of(importer, source, payload.shape, payload.data)
        except BadRecord:
            continue
        found[payload.record_id][payload.shape] = draft
    return found


def merge(importer: Importer, drafts: Mapping[str, SheetDraft]) -> SheetDraft:
    """The drafts of one record as one, which shares no list of problems and no text with them."""
    order = [shape for shape in importer.shapes if shape in drafts]
    return merged([_own(drafts[shape]) for shape in order])


def _own(draft: SheetDraft) -> SheetDraft:
    """A copy of what merging changes in place; problems were told when the payload came."""
    texts = {language: dict(words) for language, words in draft.texts.items()}
    return replace(draft, texts=texts, problems=[])
