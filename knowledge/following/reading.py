"""What is new of many follows: a fixed number of queries for each kind among them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from .kinds import KINDS, Asked, Followed, News
from .models import Follow

DAYS_SHOWN = 30
"""News on the site are not older."""
FEED_DAYS, FEED_ENTRIES = 180, 50


@dataclass(frozen=True)
class Told:
    """A follow, what it is of (None where it can be read no more), and its news, newest first."""

    follow: Follow
    followed: Followed | None
    news: list[News]


def told(follows: Sequence[Follow], since: Callable[[Follow], datetime]) -> list[Told]:
    """In the order given; without what the followers did themselves."""
    known: dict[tuple[str, str], Followed] = {}
    happened: dict[tuple[str, str], list[News]] = {}
    for kind, asked in _by_kind(follows, since).items():
        adapter = KINDS[kind]
        found = adapter.followed(asked)
        known |= {(kind, key): one for key, one in found.items()}
        shown = [one for one in asked if one.key in found]
        for key, news in adapter.news(shown) if shown else ():
            happened.setdefault((kind, key), []).append(news)
    return [_told(one, since(one), known, happened) for one in follows]


def _by_kind(
    follows: Iterable[Follow], since: Callable[[Follow], datetime]
) -> dict[str, list[Asked]]:
    found: dict[str, list[Asked]] = {}
    for one in follows:
        found.setdefault(one.kind, []).append(Asked(_key(one), since(one), one))
    return found


def _key(follow: Follow) -> str:
    """A search is its owner's: what it found, and its name, are nobody else's."""
    return str(follow.pk) if follow.kind == Follow.Kind.SEARCH else follow.key


def _told(
    follow: Follow,
    since: datetime,
    known: dict[tuple[str, str], Followed],
    happened: dict[tuple[str, str], list[News]],
) -> Told:
    which = (str(follow.kind), _key(follow))
    later = [
        one
        for one in happened.get(which, ())
        if one.at > since and (KINDS[follow.kind].is_own or one.by != follow.user_id)
    ]
    news = sorted(later, key=lambda one: one.at, reverse=True)
    return Told(follow, known.get(which), news)


def lately(follows: Sequence[Follow]) -> list[Told]:
    """For the site: since each began, and not older than DAYS_SHOWN."""
    oldest = timezone.now() - timedelta(days=DAYS_SHOWN)
    return told(follows, lambda one: max(one.since, oldest))


def followed(kind: str, key: str) -> Followed | None:
    """What everybody may read and follow; None for all else."""
    adapter = KINDS.get(kind)
    return adapter.followed([Asked(key, timezone.now())]).get(key) if adapter else None


def feed_news(kind: str, key: str) -> list[News]:
    """For everybody, newest first; of something that `followed` finds."""
    since = timezone.now() - timedelta(days=FEED_DAYS)
    asked = Asked(key, since, most=FEED_ENTRIES)
    found = [one for other, one in KINDS[kind].news([asked]) if other == key]
    newest = sorted(found, key=lambda one: one.at, reverse=True)
    return [one for one in newest if one.at > since][:FEED_ENTRIES]
