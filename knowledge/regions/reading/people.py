"""Who looks after a region, as everybody may read it, and what they chose to show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from knowledge.following.kinds import KINDS, Asked, Followed
from knowledge.following.models import Follow
from knowledge.friends.people import public_people
from knowledge.members import roles
from knowledge.members.names import member_or_none, name_of
from practices.models.labels import language_label

from ..models import Mandate
from .places import Region


@dataclass
class Bearer:
    """A person with a role. watched: what they chose to show."""

    mandate: Mandate
    name: str
    url: str
    languages: list[str]
    watched: list[Followed] = field(default_factory=list)

    @property
    def role(self) -> str:
        return str(roles.LABELS[self.mandate.role])


def bearers(region: Region) -> tuple[list[Bearer], list[Bearer]]:
    """Those of the region itself; and those of what it lies in, or of what lies in it."""
    near = [*(one.key for one in region.around), *region.inside]
    found = Mandate.objects.held().filter(place__in=[region.key, *near])
    people = _bearers(list(found.select_related("user__member").prefetch_related("shown")))
    own = [one for one in people if one.mandate.place == region.key]
    _add_watched(own)
    order = {key: number for number, key in enumerate(near)}
    others = (one for one in people if one.mandate.place != region.key)
    return own, sorted(others, key=lambda one: order[one.mandate.place])


def _bearers(mandates: Sequence[Mandate]) -> list[Bearer]:
    """With a link to the page of each who has one."""
    everybody = {one.user_id for one in mandates}
    public = set(public_people().filter(pk__in=everybody).values_list("pk", flat=True))
    return [_bearer(one, has_page=one.user_id in public) for one in mandates]


def _bearer(mandate: Mandate, *, has_page: bool) -> Bearer:
    member = member_or_none(mandate.user)
    languages = member.reading_languages if member else ()
    return Bearer(
        mandate=mandate,
        name=name_of(mandate.user),
        url=reverse("friends:person", args=[mandate.user_id]) if has_page else "",
        languages=[language_label(code) for code in languages],
    )


def _add_watched(people: Sequence[Bearer]) -> None:
    """What can be read now."""
    follows = [one for bearer in people for one in bearer.mandate.shown.all()]
    titles = titles_of(follows)
    for bearer in people:
        shown = (titles.get(one.pk) for one in bearer.mandate.shown.all())
        bearer.watched = [one for one in shown if one]


def titles_of(follows: Iterable[Follow]) -> dict[int, Followed]:
    """By the number of the follow; a few queries for each kind among them."""
    by_kind: dict[str, list[Follow]] = {}
    for one in follows:
        by_kind.setdefault(one.kind, []).append(one)
    found: dict[int, Followed] = {}
    for kind, rows in by_kind.items():
        known = KINDS[kind].followed([Asked(one.key, timezone.now()) for one in rows])
        found |= {one.pk: known[one.key] for one in rows if one.key in known}
    return found
