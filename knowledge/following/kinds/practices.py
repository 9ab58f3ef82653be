"""A practice: new sheets that apply it or a kind of it, wiki pages about it, comments."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from knowledge.wiki.models import WikiPage
from practices.models import Practice
from practices.models.labels import reader_language

from ..models import Follow
from .base import Asked, Followed, Kind, News, Told, earliest, numbers
from .new_sheets import new_sheets
from .posts import comments_on


class Practices(Kind):
    code = Follow.Kind.PRACTICE

    def followed(self, asked: Sequence[Asked]) -> Mapping[str, Followed]:
        found = Practice.objects.filter(pk__in=numbers(asked))
        return {str(one.pk): Followed(one.label, one.get_absolute_url()) for one in found}

    def news(self, asked: Sequence[Asked]) -> Told:
        pks, since = numbers(asked), earliest(asked)
        above = _above()
        yield from new_sheets(
            since,
            "practice_links__practice",
            lambda pk: (str(one) for one in above.get(pk, ()) if one in pks),
            practice_links__role="main",
        )
        yield from _pages(pks, since)
        yield from comments_on(Practice, asked)


def _above() -> dict[int, list[int]]:
    """Each practice with itself and all that it is a kind of."""
    parents = dict(Practice.objects.order_by().values_list("pk", "parent"))
    return {pk: _line(pk, parents) for pk in parents}


def _line(pk: int, parents: Mapping[int, int | None]) -> list[int]:
    line: list[int] = []
    step: int | None = pk
    while step is not None and step not in line:
        line.append(step)
        step = parents.get(step)
    return line


def _pages(pks: list[int], since: datetime) -> Told:
    """In the reader's language, so that a page and its translations are one news."""
    pages = WikiPage.objects.published().in_language(reader_language())
    found = pages.filter(practice__in=pks, first_published_at__gt=since)
    for page in found.select_related("live_revision"):
        said = _("New wiki page: %(title)s") % {"title": page.title}
        by = page.live_revision.user_id if page.live_revision else None
        url, which = page.address_for_reader(), f"page-{page.translation_key}"
        news = News(page.first_published_at, said, url, by, which=which)
        yield str(page.practice_id), news
