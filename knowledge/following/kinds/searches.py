"""A saved search: the sheets that came since it was saved (actions/looking.py)."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from practices.models import PracticeSheet

from ..bitmaps import unpacked
from ..models import Follow
from .base import Asked, Followed, Kind, News, Told
from .sheets import sheets_shown

MOST = 200


class Searches(Kind):
    """Its news are read from what is kept with the follow, so that no engine is asked."""

    code = Follow.Kind.SEARCH

    def followed(self, asked: Sequence[Asked]) -> Mapping[str, Followed]:
        return {
            one.key: Followed(one.follow.name or _("All sheets"), search_address(one.follow))
            for one in asked
            if one.follow
        }

    def news(self, asked: Sequence[Asked]) -> Told:
        """All that came since saving; which of it a mail told is no matter of time."""
        came = {one.key: _newest(one.follow.found) for one in asked if one.follow}
        shown = sheets_shown({pk for pks in came.values() for pk in pks})
        for key, pks in came.items():
            yield from ((key, news_of_sheet(shown[pk])) for pk in pks if pk in shown)


def _newest(column: bytes | memoryview | None) -> list[int]:
    return sorted(unpacked(column), reverse=True)[:MOST]


def news_of_sheet(sheet: PracticeSheet) -> News:
    said = _("New in this search: %(title)s") % {"title": sheet.title}
    revision = sheet.live_revision
    return News(sheet.changed_at, said, sheet.get_absolute_url(), revision and revision.user_id)


def search_address(follow: Follow) -> str:
    """In the language in which it was saved, since its words are of that language."""
    with override(follow.language):
        path = reverse("search:results")
    return f"{path}?{follow.query}" if follow.query else path
