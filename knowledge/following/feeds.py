"""What is new of anything that can be followed, as an Atom feed that everybody may read."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from practices.models.labels import reader_language
from search.feeds import Feed, feed_response, tag

from .digest import absolute, one_line
from .kinds import Followed, News
from .reading import feed_news, followed


@require_safe
def atom(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """404 for what cannot be read; a search has a feed of its own (search/feeds.py)."""
    found = followed(kind, key)
    if found is None:
        raise Http404
    feed = _feed(request, found)
    for one in feed_news(kind, key):
        feed.add_item(**_entry(one, found, f"following/{kind}/{key}"))
    return feed_response(request, feed)


def _feed(request: HttpRequest, found: Followed) -> Feed:
    return Feed(
        title=" · ".join((_("Soil carbon practices"), one_line(found.title))),
        link=absolute(found.url),
        description=None,
        feed_url=absolute(request.path),
        feed_guid=tag(request.path.removeprefix("/")),
        language=reader_language(),
    )


def _entry(one: News, found: Followed, name: str) -> dict[str, Any]:
    return {
        "title": one_line(one.text),
        "link": absolute(one.url or found.url),
        "description": escape(one_line(one.note)) or None,
        "unique_id": tag("/".join((name, f"{one.at:%Y%m%dT%H%M%S%f}", one.which))),
        "updateddate": one.at,
        "author_name": _("Soil carbon practices"),
    }
