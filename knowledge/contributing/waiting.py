"""What waits for a reviewer, source by source (queue.py)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from knowledge.members.names import name_of
from practices.models import Evidence, HeldChange, PracticeSheet

from .items import MOST, Item, Kind, sheet_of
from .models import Flag, Proposal
from .rights import DECIDE_IMPORTS, REVIEW, Anybody
from .risk import Risk, reasons, risk_of
from .sheets.zones import zones_said


def proposals() -> list[Item]:
    """Sent ones, and those that were public before anybody reviewed them."""
    people = ("author__member", "reviewer__member", "content_type")
    found = list(Proposal.objects.waiting().select_related(*people).order_by("sent_at")[:MOST])
    known = _approved_before({one.author_id for one in found})
    return [_proposal(one, is_first=one.author_id not in known) for one in found]


def _approved_before(authors: Iterable[int | None]) -> set[int | None]:
    done = Proposal.objects.filter(
        author__in=[one for one in authors if one],
        state=Proposal.State.APPROVED,
        reviewed_at__isnull=False,
    )
    return set(done.values_list("author", flat=True).order_by().distinct())


def _proposal(one: Proposal, *, is_first: bool) -> Item:
    is_public = one.state == Proposal.State.APPROVED
    why = tuple(reasons(one.base, one.answers, is_first=is_first, is_public=is_public))
    is_sheet = one.content_type is not None and one.content_type.model_class() is PracticeSheet
    return Item(
        kind=_kind(one),
        title=one.title,
        url=reverse("contributing:review_proposal", args=[one.key]),
        since=one.sent_at or one.changed_at,
        who=name_of(one.author),
        risk=risk_of(list(why)),
        reasons=why,
        language=one.language,
        sheet_id=one.object_id if is_sheet else None,
        taken_by=name_of(one.reviewer) if one.reviewer_id else "",
        zones=zones_said(one.answers) if one.kind == "sheet" else frozenset(),
    )


def _kind(one: Proposal) -> Kind:
    if one.kind == "translation":
        return Kind.TRANSLATION
    return Kind.CHANGE if one.base else Kind.NEW


def measurements() -> list[Item]:
    """Of people; each with the sheet it belongs to, once that is public."""
    found = Evidence.objects.to_review().select_related(
        "outcome", "sheet__latest_revision__user__member"
    )
    return [_measurement(row) for row in found.prefetch_related("sheet__texts")[:MOST]]


def _measurement(row: Evidence) -> Item:
    revision = row.sheet.latest_revision
    return Item(
        kind=Kind.MEASUREMENT,
        title=f"{row.sheet.title}: {row.outcome.label}",
        url=reverse("contributing:review_measurement", args=[row.pk]),
        since=row.sheet.changed_at,
        who=name_of(revision.user) if revision else "",
        risk=Risk.MEDIUM,
        language=_language(row.sheet),
        sheet_id=row.sheet_id,
    )


def differences() -> list[Item]:
    """A newer version at a source, one for each record."""
    held = HeldChange.objects.filter(decision=HeldChange.Decision.WAITING)
    held = held.select_related("record__source", "record__sheet", "run")
    found = {one.record_id: one for one in held.prefetch_related("record__sheet__texts")[:MOST]}
    return [_difference(one) for one in found.values()]


def _difference(held: HeldChange) -> Item:
    sheet = held.record.sheet
    return Item(
        kind=Kind.IMPORT,
        title=sheet.title if sheet else str(held.record),
        url=reverse("contributing:review_import", args=[held.pk]),
        since=held.run.started_at,
        who=held.record.source.name,
        language=_language(sheet) if sheet else "",
        sheet_id=held.record.sheet_id,
    )


def flags() -> list[Item]:
    """What readers tell, and pairs that may be one."""
    found = Flag.objects.waiting().select_related("told_by__member", "content_type")
    rows = list(found.prefetch_related("target")[:MOST])
    sheets = [row.target for row in rows if isinstance(row.target, PracticeSheet)]
    titles = _titles({sheet.pk for sheet in sheets})
    return [_flag(row, titles) for row in rows if row.target is not None]


def _titles(sheets: set[int]) -> dict[int, str]:
    found = PracticeSheet.objects.filter(pk__in=sheets).prefetch_related("texts")
    return {sheet.pk: sheet.title for sheet in found}


def _flag(flag: Flag, titles: dict[int, str]) -> Item:
    is_error = flag.kind == Flag.Kind.ERROR
    sheet = sheet_of(flag.target)
    return Item(
        kind=Kind.FLAG if is_error else Kind.DUPLICATE,
        title=titles[sheet] if sheet else str(flag.target),
        url=reverse("contributing:review_flag", args=[flag.pk]),
        since=flag.told_at,
        who=name_of(flag.told_by) if flag.told_by_id else "",
        risk=Risk.MEDIUM if is_error else Risk.LOW,
        language=flag.language,
        sheet_id=sheet,
    )


def _language(sheet: PracticeSheet) -> str:
    text = sheet.original
    return text.language if text else ""


@dataclass(frozen=True)
class Source:
    """right: asked of whoever decides on it. count: in one query, without building an item."""

    right: str
    items: Callable[[], list[Item]]
    count: Callable[[], int]


SOURCES = [
    Source(REVIEW, proposals, lambda: Proposal.objects.waiting().count()),
    Source(REVIEW, measurements, lambda: Evidence.objects.to_review().count()),
    Source(
        DECIDE_IMPORTS,
        differences,
        lambda: (
            HeldChange.objects.filter(decision=HeldChange.Decision.WAITING)
            .values("record")
            .distinct()
            .count()
        ),
    ),
    Source(REVIEW, flags, lambda: Flag.objects.waiting().count()),
]


def add_source(source: Source) -> None:
    """What another app wants decided in the same queue; called when that app is ready."""
    SOURCES.append(source)


def sources_of(user: Anybody) -> list[Source]:
    """Those that the user may decide on: nobody is shown what is not theirs to decide."""
    return [source for source in SOURCES if user.has_perm(source.right)]
