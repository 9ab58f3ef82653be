"""Any search as an Atom feed: its sheets, whatever changed last first."""

import hashlib
import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from practices.api.records import Record, absolute, records
from practices.models.labels import reader_language
from search import engines
from search.address import LIST
from search.answering import Answer, answer, parameters
from search.engine import EngineError
from search.export.views import unavailable
from search.page.addresses import Addresses
from search.page.area_words import area_words
from search.page.facets import label
from search.page.ranges import LABELS as NUMBERS
from search.page.ranges import range_words

logger = logging.getLogger(__name__)

ENTRIES = 50
SINCE = "2026"
"""The year in which our tag addresses (RFC 4151) were ours; never to be changed."""


class Feed(Atom1Feed):
    """An empty feed is as old as can be, not changed at every look."""

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=datetime(1970, 1, 1, tzinfo=UTC))

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", _("Soil carbon practices"))


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """What the query string asks for; 304 where nothing changed, 503 without an index."""
    language = reader_language()
    try:
        found = answer(parameters(request), language=language)
        plain = replace(found.query, facets=(), histograms=(), highlight=False)
        newest = engines.current().search(replace(plain, sort="newest", offset=0, limit=ENTRIES))
    except EngineError:
        logger.exception("A feed cannot be made.")
        return unavailable(request)
    entries = records([hit.id for hit in newest.hits], language)
    return feed_response(request, _feed(found, entries, language))


def _feed(found: Answer, entries: list[Record], language: str) -> Feed:
    listed = Addresses(reverse("search:results"), found.parsed, language).shown_as(LIST)
    page, own = listed.page(1), replace(listed, path=reverse("search:feed")).page(1)
    feed = Feed(
        title=_title(found, language),
        link=absolute(page),
        description=None,
        feed_url=absolute(own),
        feed_guid=tag(own.removeprefix("/")),
        language=language,
    )
    for entry in entries:
        _add(feed, entry)
    return feed


def _title(found: Answer, language: str) -> str:
    return " · ".join((_("Soil carbon practices"), *asked_for(found, language)))


def asked_for(found: Answer, language: str) -> list[str]:
    """The words, and what is chosen."""
    chosen = (
        label(found, name, value, language)
        for name, values in found.query.filters.items()
        for value in sorted(values)
    )
    bounds = (
        _("%(label)s: %(value)s")
        % {"label": NUMBERS[name], "value": range_words(found.query, name)}
        for name in found.query.ranges
    )
    area = [area_words(found.query.box)] if found.query.box else []
    return [part for part in (found.query.text, *chosen, *bounds, *area) if part]


def _add(feed: Feed, entry: Record) -> None:
    changed = datetime.fromisoformat(entry["updated"])
    people = {c["name"] or c["institution"]: None for c in entry["credits"]}
    source = (entry["source"] or {}).get("name")
    feed.add_item(
        title=entry["title"],
        link=entry["url"],
        description=escape(entry["summary"]),  # feedgenerator says that it is HTML
        unique_id=tag(f"sheets/{entry['id']}"),
        updateddate=changed,
        author_name=", ".join(people) or source or _("Soil carbon practices"),
        categories=[practice["label"] for practice in entry["practices"]],
        item_copyright=entry["licence"]["label"],
    )


def tag(name: str) -> str:
    """An address that stays when titles, languages and servers change (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{SINCE}:{name}"


def feed_response(request: HttpRequest, feed: Feed) -> HttpResponse:
    """304 by its ETag alone: when a sheet leaves the feed, the newest date goes back."""
    body = feed.writeString("utf-8").encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    made = HttpResponse(body, content_type=feed.content_type)
    response = get_conditional_response(request, etag, None, made) or made
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=300)
    return response
