"""A person: what they made public, and that only."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from knowledge.contributing.models import Proposal
from knowledge.friends.people import page_url, public_people
from knowledge.friends.profile_showing import page_of_friend
from knowledge.members.names import name_of

from ..models import Follow
from .base import Asked, Followed, Kind, News, Told, earliest, numbers
from .posts import comments_by, reports_by


class People(Kind):
    """Who has left, is blocked, or never showed anything, is nobody."""

    code = Follow.Kind.PERSON
    is_own = True

    def followed(self, asked: Sequence[Asked]) -> Mapping[str, Followed]:
        found = _here(numbers(asked))
        return {str(one.pk): Followed(name_of(one), page_url(one)) for one in found}

    def news(self, asked: Sequence[Asked]) -> Told:
        people = [one.pk for one in _here(numbers(asked))]
        since = earliest(asked)
        yield from _published(people, since)
        yield from comments_by(people, since)
        yield from reports_by(people, since)


def _here(pks: list[int]) -> list[User]:
    """One alone, as a page or a feed asks for, is looked at as closely as on their own page; many
    by what they published, which may have been hidden since."""
    if len(pks) == 1:
        page = page_of_friend(pks[0])
        return [page.person] if page and page.is_public else []
    return list(public_people().filter(pk__in=pks))


def _published(people: list[int], since: datetime) -> Told:
    """Proposals that were approved, of objects that can be read still."""
    state = Proposal.State.APPROVED
    made = Proposal.objects.filter(author__in=people, state=state, decided_at__gt=since)
    for one in made.exclude(revision=None).prefetch_related("target"):
        if one.decided_at is None or not getattr(one.target, "live", False):
            continue
        title = " ".join(str(one.target).split())
        said = _("Changed: %(title)s") if one.base else _("New: %(title)s")
        url = one.subject.url_of(one.target)
        said = said % {"title": title}
        news = News(one.decided_at, said, url, one.author_id, one.note, f"proposal-{one.pk}")
        yield str(one.author_id), news
