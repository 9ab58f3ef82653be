"""Comments and reports from the field, as news of what they are about and of who wrote them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from knowledge.discussion.models import Comment
from knowledge.discussion.targets import TARGETS, target_for
from knowledge.markdown import in_words, render
from knowledge.members.names import name_of
from knowledge.moderation.models import PostState
from practices.models import PracticeSheet
from practices.models.field_reports import FieldReport

from .base import Asked, News, Told, earliest, numbers

MOST = 140
"""Characters that are told of a comment."""


def comments_on(model: type[models.Model], asked: Sequence[Asked]) -> Told:
    """By the number of the object; of those that the caller knows to be public."""
    kind = ContentType.objects.get_for_model(model)
    found = _comments(earliest(asked)).filter(content_type=kind, object_id__in=numbers(asked))
    for one in _enough(found, asked, "at"):
        yield str(one.object_id), _comment(one)


def _enough(rows: Any, asked: Sequence[Asked], at: str) -> Any:
    """A feed shows some of what may be thousands."""
    most = asked[0].most if len(asked) == 1 else None
    return rows.order_by(f"-{at}")[:most] if most else rows


def comments_by(people: list[int], since: datetime) -> Told:
    """By the number of the person, where what they wrote under is still public."""
    rows = [one.public() for one in TARGETS.values()]
    found = _comments(since).filter(author__in=people)
    for one in found.prefetch_related(GenericPrefetch("target", rows)):
        if one.target is not None:
            title = target_for(one.target).title(one.target)
            yield str(one.author_id), replace(_comment(one), note=title)


def _comments(since: datetime) -> Any:
    """An answer to what can be read no more is not told of."""
    is_under = Q(parent=None) | Q(parent__state=PostState.PUBLISHED)
    shown = Comment.objects.published().filter(is_under)
    shown = shown.annotate(at=Coalesce("decided_at", "created_at"))
    return shown.filter(at__gt=since).select_related("author__member").order_by()


def _comment(one: Any) -> News:
    said = _("%(name)s asked a question.") if one.is_question else _("%(name)s wrote a comment.")
    words = Truncator(in_words(render(one.text)[0].html)).chars(MOST)
    said = said % {"name": name_of(one.author)}
    url = one.get_absolute_url()
    return News(one.at, said, url, one.author_id, words, which=f"comment-{one.pk}")


def reports_on(asked: Sequence[Asked]) -> Told:
    """By the number of the sheet."""
    found = _reports(earliest(asked)).filter(sheet__in=numbers(asked))
    for one in _enough(found, asked, "changed_at"):
        yield str(one.sheet_id), _report(one, "")


def reports_by(people: list[int], since: datetime) -> Told:
    """By the number of the person."""
    found = list(_reports(since).filter(author__in=people, sheet__live=True))
    sheets = PracticeSheet.objects.filter(pk__in={one.sheet_id for one in found})
    about = {one.pk: one for one in sheets.prefetch_related("texts")}
    for one in found:
        sheet = about[one.sheet_id]
        news = _report(one, sheet.get_absolute_url())
        yield str(one.author_id), replace(news, note=sheet.title)


def _reports(since: datetime) -> Any:
    shown = FieldReport.objects.published().filter(changed_at__gt=since)
    return shown.select_related("author__member").order_by()


def _report(one: FieldReport, url: str) -> News:
    said = {
        FieldReport.What.DOES: _("%(name)s does it on their land."),
        FieldReport.What.TRIED: _("%(name)s tried it on their land."),
        FieldReport.What.STOPPED: _("%(name)s stopped doing it."),
    }[FieldReport.What(one.doing)]
    said = said % {"name": name_of(one.author)}
    return News(one.changed_at, said, url, one.author_id, one.why, which=f"report-{one.pk}")
