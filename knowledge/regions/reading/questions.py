"""Questions on sheets that have no accepted answer, by where the sheet is from.

Asked of the questions, which are few, not of the sheets.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import Truncator

from knowledge.discussion.models import Comment
from knowledge.markdown import in_words, render
from practices.models import PracticeSheet, Site, SiteZone, Zone
from practices.models.labels import language_label
from practices.reading.cards import titles
from practices.reading.words import Phrase

SHOWN, SHOWN_ELSEWHERE, LONGEST = 20, 5, 160


@dataclass(frozen=True)
class Question:
    """One that waits for an answer. text: its beginning. is_new: since the reader last looked."""

    comment: Comment
    text: str
    title: Phrase
    is_new: bool = False

    @property
    def language_name(self) -> str:
        return language_label(self.comment.language)


def unanswered() -> QuerySet[Comment]:
    """On sheets that everybody may read, the oldest first."""
    sheets = PracticeSheet.objects.published().filter(pk=OuterRef("object_id"))
    kind = ContentType.objects.get_for_model(PracticeSheet)
    found = Comment.objects.published().top().unanswered().filter(content_type=kind)
    return found.filter(Exists(sheets)).order_by("created_at", "pk")


def asked_in(countries: Collection[str]) -> QuerySet[Comment]:
    return unanswered().filter(_from(countries))


def asked_elsewhere(countries: Collection[str], climates: Collection[str]) -> QuerySet[Comment]:
    """On sheets from other countries, in one of these climates."""
    zones = SiteZone.objects.filter(
        site__sheet=OuterRef("object_id"),
        zone__scheme=Zone.Scheme.KOPPEN,
        zone__code__in=climates,
    )
    return unanswered().filter(~_from(countries), Exists(zones))


def _from(countries: Collection[str]) -> Any:
    sites = Site.objects.filter(sheet=OuterRef("object_id"), country__code__in=countries)
    return Exists(sites)


def listed(
    questions: QuerySet[Comment], *, most: int = SHOWN, since: datetime | None = None
) -> list[Question]:
    """The first, each with the title of its sheet. since: when the reader last looked."""
    rows = list(questions[:most])
    named = titles({one.object_id for one in rows}) if rows else {}
    return [
        Question(
            comment=one,
            text=Truncator(in_words(words.html)).chars(LONGEST),
            title=named[one.object_id],
            is_new=since is not None and one.created_at > since,
        )
        for one, words in zip(rows, render(*(one.text for one in rows)), strict=True)
    ]
