"""What a person published under their name: the newest, and only what everybody can read now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Q
from django.utils.translation import gettext as _

from knowledge.contributing.models import Proposal
from knowledge.discussion.models import Comment
from knowledge.discussion.targets import TARGETS, target_for
from knowledge.moderation.models import PostState
from practices.models import FieldReport

SHOWN, LOOKED_AT = 10, 60
"""Of each kind so many are looked at, since some stand under what is public no more."""


@dataclass(frozen=True)
class Work:
    """One thing. label: what kind of thing; title: of it, or of what it stands under."""

    at: datetime
    label: str
    title: str
    url: str


def works_of(person: User) -> list[Work]:
    """Newest first, in a fixed number of queries."""
    found = [*_reports(person), *_comments(person), *_written(person)]
    return sorted(found, key=lambda work: work.at, reverse=True)[:SHOWN]


def _reports(person: User) -> Iterator[Work]:
    mine = FieldReport.objects.published().filter(author=person, sheet__live=True)
    rows = mine.order_by("-changed_at").select_related("sheet").prefetch_related("sheet__texts")
    for one in rows[:SHOWN]:
        url = f"{one.sheet.get_absolute_url()}#who"
        yield Work(one.changed_at, _("Report from the field"), one.sheet.title, url)


def _comments(person: User) -> Iterator[Work]:
    is_under = Q(parent=None) | Q(parent__state=PostState.PUBLISHED)
    mine = Comment.objects.published().filter(is_under, author=person).order_by("-created_at")
    for one in mine.prefetch_related(_public("target"))[:LOOKED_AT]:
        if one.target is not None:
            label = _("Question") if one.is_question else _("Comment")
            yield Work(one.created_at, label, _title(one.target), one.get_absolute_url())


def _written(person: User) -> Iterator[Work]:
    """Sheets and wiki pages, each once, however often the person changed it."""
    mine = Proposal.objects.filter(author=person, state=Proposal.State.APPROVED)
    mine = mine.exclude(decided_at=None).order_by("-decided_at")
    seen = set()
    for one in mine.prefetch_related(_public("target"))[:LOOKED_AT]:
        key = (one.content_type_id, one.object_id)
        if one.target is None or one.decided_at is None or key in seen:
            continue
        seen.add(key)
        target = target_for(one.target)
        label = _("Wiki page") if target.kind == "wiki" else _("Sheet")
        yield Work(one.decided_at, label, _title(one.target), target.url(one.target))


def _public(name: str) -> GenericPrefetch:
    """Nothing is there of what is not public."""
    return GenericPrefetch(name, [target.public() for target in TARGETS.values()])


def _title(found: Any) -> str:
    return " ".join(target_for(found).title(found).split())
