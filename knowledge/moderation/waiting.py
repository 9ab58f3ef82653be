"""Posts in the one queue of reviewers: those that wait, and those that readers flagged."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from knowledge.contributing.items import MOST, Item, Kind, sheet_of
from knowledge.contributing.risk import Risk
from knowledge.contributing.waiting import Source, add_source
from knowledge.members.names import name_of
from knowledge.wording import reader

from .models import Hold, PostFlag, PostState
from .posts import Post, PostKind, kinds
from .reasons import SHORT, likely_reason, reasons_in
from .rights import MODERATE
from .screening import Doubt


@dataclass(frozen=True)
class Label:
    """What a row of the queue says of its risk."""

    label: Any


@dataclass(frozen=True)
class ToDecide:
    """What a row needs to be decided where it stands. `likely`: the reason that its button of
    removing says, beside the others in `canned`."""

    kind: str
    pk: int
    text: str
    author_id: int
    is_public: bool
    likely: str

    @property
    def canned(self) -> list[tuple[str, str]]:
        return [(code, text) for code, text in reasons_in(reader()) if code != self.likely]

    @property
    def likely_words(self) -> Any:
        return SHORT[self.likely]


def to_decide(kind: PostKind, post: Post, why: Iterable[Any] = ()) -> ToDecide:
    """why: doubts, or reasons of flags."""
    text = kind.text_of(post)
    is_public = post.state == PostState.PUBLISHED
    likely = likely_reason(text, [str(one) for one in why])
    return ToDecide(kind.kind, post.pk, text, post.author_id, is_public, likely)


def waiting_posts() -> list[Item]:
    return [item for kind in kinds() for item in _items(kind, Kind.POST, _waiting(kind))]


def flagged_posts() -> list[Item]:
    return [item for kind in kinds() for item in _items(kind, Kind.FLAGGED, _flagged(kind))]


def _waiting(kind: PostKind) -> QuerySet[Any]:
    return kind.posts().filter(state=PostState.PENDING)


def _flagged(kind: PostKind) -> QuerySet[Any]:
    return kind.posts().filter(Exists(_flags_of(kind)), state=PostState.PUBLISHED)


def _flags_of(kind: PostKind) -> QuerySet[PostFlag]:
    return PostFlag.objects.waiting().filter(content_type=_type(kind), object_id=OuterRef("pk"))


def _type(kind: PostKind) -> ContentType:
    return ContentType.objects.get_for_model(kind.model)


def _items(kind: PostKind, what: Kind, found: QuerySet[Any]) -> Iterator[Item]:
    posts = list(found.order_by("created_at", "pk")[:MOST])
    flags, holds = _flags(kind, posts), _holds(kind, posts) if what == Kind.POST else {}
    for post in posts:
        yield _item(kind, what, post, [*flags.get(post.pk, ()), *holds.get(post.pk, ())])


def _item(kind: PostKind, what: Kind, post: Post, why: Iterable[Any]) -> Item:
    labels = tuple(Label(one.label) for one in why)
    is_odd = what == Kind.FLAGGED or any(one != Doubt.NEWCOMER for one in why)
    return Item(
        kind=what,
        title=kind.about(post),
        url=reverse("moderation:post", args=[kind.kind, post.pk]),
        since=post.created_at,
        who=name_of(post.author),
        risk=Risk.HIGH if is_odd else Risk.MEDIUM,
        reasons=labels,
        language=post.language,
        sheet_id=sheet_of(kind.target_of(post)),
        post=to_decide(kind, post, why),
    )


def _holds(kind: PostKind, posts: list[Post]) -> dict[int, list[Doubt]]:
    rows = Hold.objects.filter(content_type=_type(kind), object_id__in=[one.pk for one in posts])
    return {
        pk: [Doubt(one) for one in doubts.split(",") if one in Doubt.values]
        for pk, doubts in rows.values_list("object_id", "doubts")
    }


def _flags(kind: PostKind, posts: list[Post]) -> dict[int, list[PostFlag.Reason]]:
    ids = [one.pk for one in posts]
    rows = PostFlag.objects.waiting().filter(content_type=_type(kind), object_id__in=ids)
    found: dict[int, list[PostFlag.Reason]] = {}
    for pk, reason in rows.values_list("object_id", "reason"):
        said = found.setdefault(pk, [])
        if reason not in said:
            said.append(PostFlag.Reason(reason))
    return found


def posts() -> list[Item]:
    return [*waiting_posts(), *flagged_posts()]


def count() -> int:
    """One query for each kind of post."""
    return sum(_either(kind).count() for kind in kinds())


def _either(kind: PostKind) -> QuerySet[Any]:
    """The two below in one."""
    is_public = Q(state=PostState.PUBLISHED)
    either = Q(state=PostState.PENDING) | is_public & Exists(_flags_of(kind))
    return kind.model._default_manager.filter(either)


def add_source_of_posts() -> None:
    add_source(Source(MODERATE, posts, count))
