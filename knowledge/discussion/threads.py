"""What a page shows of a discussion, in a fixed number of queries, however long it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.safestring import SafeString

from knowledge.markdown import render
from knowledge.members.names import name_of
from knowledge.moderation.models import PostState
from practices.models.labels import language_label

from .models import Comment
from .translating import translate_url

REPLIES, ANSWERED = 3, 10
Reader = User | AnonymousUser


@dataclass
class Shown:
    """A comment as it is drawn. `more`: replies that are not."""

    comment: Comment
    html: SafeString
    name: str
    is_own: bool
    is_accepted: bool = False
    replies: list["Shown"] = field(default_factory=list)
    more: int = 0
    can_accept: bool = False

    @property
    def language_name(self) -> str:
        return language_label(self.comment.language)

    @property
    def translate_url(self) -> str:
        return translate_url(self.comment)

    @property
    def is_there(self) -> bool:
        return self.comment.state in (PostState.PENDING, PostState.PUBLISHED)


def visible(reader: Reader) -> Q:
    """What is public, and the reader's own that waits."""
    found = Q(state=PostState.PUBLISHED)
    return found | Q(state=PostState.PENDING, author=reader.pk) if reader.pk else found


def threads_of(target: Any, reader: Reader) -> QuerySet[Comment]:
    """The beginnings, newest first; one that was taken away stands while it has replies."""
    replies = Comment.objects.published().filter(parent=OuterRef("pk"))
    gone = Q(state__in=(PostState.REMOVED, PostState.WITHDRAWN)) & Exists(replies)
    found = Comment.objects.of(target).top().filter(visible(reader) | gone)
    return found.select_related("author__member")


def drawn(tops: Iterable[Comment], reader: Reader, *, most: int = REPLIES) -> list[Shown]:
    """With their first replies."""
    tops = list(tops)
    replies = _replies(tops, reader, most)
    texts = render(*(_words(one) for one in [*tops, *replies]))
    accepted = {one.accepted_id for one in tops if one.accepted_id}
    pairs = zip([*tops, *replies], texts, strict=True)
    shown = {
        one.pk: Shown(
            one, text.html, name_of(one.author), one.author_id == reader.pk, one.pk in accepted
        )
        for one, text in pairs
    }
    for reply in replies:
        thread = shown[reply.parent_id]
        thread.replies.append(shown[reply.pk])
        thread.more = reply.total - most if reply.total > most else 0
    return [shown[one.pk] for one in tops]


def _words(comment: Comment) -> str:
    """Nothing of what was taken away."""
    return comment.text if comment.state in (PostState.PENDING, PostState.PUBLISHED) else ""


def _replies(tops: list[Comment], reader: Reader, most: int) -> list[Any]:
    """The first of each, an accepted one before others."""
    accepted = [one.accepted_id for one in tops if one.accepted_id]
    mine = Comment.objects.filter(visible(reader), parent__in=[one.pk for one in tops])
    first = Q(pk__in=accepted)
    order = Case(When(first, then=Value(0)), default=Value(1))
    ranked = mine.annotate(
        number=Window(
            RowNumber(), partition_by=[F("parent")], order_by=[order, "created_at", "pk"]
        ),
        total=Window(Count("pk"), partition_by=[F("parent")]),
    )
    rows = ranked.filter(number__lte=most).select_related("author__member")
    return list(rows.order_by("parent", "number"))


def answered(target: Any) -> list[Shown]:
    """Questions with their accepted answers."""
    questions = Comment.objects.of(target).top().published().answered()
    rows = list(questions.select_related("author__member", "accepted__author__member")[:ANSWERED])
    pairs = [(one, one.accepted) for one in rows if one.accepted]
    texts = iter(render(*(one.text for pair in pairs for one in pair)))
    found = []
    for question, answer in pairs:
        asked = Shown(question, next(texts).html, name_of(question.author), False)
        asked.replies = [Shown(answer, next(texts).html, name_of(answer.author), False, True)]
        found.append(asked)
    return found
