"""The words of a mail about what is followed: plain text, in the active language."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .kinds import News
from .models import Follow
from .reading import Told
from .tokens import stop_token

MOST_OF_ONE = 10
"""News of one thing in a mail; the site has the rest."""


@dataclass(frozen=True)
class Entry:
    """One thing followed, ready for the template; addresses in full."""

    title: str
    line: str
    kind: str
    url: str
    news: Sequence[News]
    left: int
    stop_url: str


def words(rows: Sequence[Told], user: User) -> tuple[str, str]:
    """Subject and text. Titles are people's words, so each becomes one line."""
    entries = [_entry(one, user) for one in rows]
    number = sum(len(one.news) for one in rows)
    if len(entries) == 1:
        subject = _("News: %(title)s") % {"title": entries[0].title}
    else:
        said = ngettext("%(number)s news", "%(number)s news of what you follow", number)
        subject = said % {"number": number}
    context = {
        "entries": entries,
        "mine_url": absolute(reverse("following:mine")),
        "stop_all_url": absolute(reverse("following:stop", args=[stop_token(user.pk)])),
        "site_url": settings.SITE_URL,
    }
    body = render_to_string("following/mails/news.txt", context).strip()
    return subject[:200], f"{body}\n"


def _entry(row: Told, user: User) -> Entry:
    assert row.followed is not None  # noqa: S101 - what can be read no more has no mail
    title = one_line(row.followed.title)
    url = absolute(row.followed.url)
    news = [_in_full(one, url) for one in row.news[:MOST_OF_ONE]]
    token = stop_token(user.pk, row.follow.pk)
    return Entry(
        title=title,
        line="=" * min(len(title), 68),
        kind=str(Follow.Kind(row.follow.kind).label),
        url=url,
        news=news,
        left=len(row.news) - len(news),
        stop_url=absolute(reverse("following:stop", args=[token])),
    )


def _in_full(news: News, url: str) -> News:
    return replace(
        news,
        text=one_line(news.text),
        url=absolute(news.url) if news.url else url,
        note=one_line(news.note),
    )


def one_line(text: str) -> str:
    return " ".join(text.split())


def absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


def message_id() -> str:
    return f"<news.{uuid.uuid4().hex}@{urlsplit(settings.SITE_URL).hostname}>"
