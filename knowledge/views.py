"""The site's own pages: home, about, method, sources."""

import logging
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django.views.static import serve

from knowledge.home import choices, evidence_map, regions
from knowledge.licences import EXTENTS, data_files
from knowledge.members.consent import VERSION
from knowledge.members.keeping import HELD
from practices.models import Practice, Source
from practices.models.labels import reader_language
from practices.reading.practice import practice_cards, search_url
from search.answering import answer
from search.engine import EngineError
from search.result import Result

logger = logging.getLogger(__name__)

CARDS_ON_HOME = 6
MAX_WORDS = 80
CARBON_STATES = ("measured", "rated", "unknown")


@dataclass(frozen=True)
class CountLink:
    """A number that leads to what it counts."""

    number: int
    label: str
    url: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    kinds = sorted(practice_cards(), key=lambda card: -(card.sheet_count or 0))
    practice_total = Practice.objects.count()
    found = _from_search()
    context = {
        **found,
        "counts": [*found.get("counts", ()), _count_of_practices(practice_total)],
        "practices": kinds[:CARDS_ON_HOME],
        "practice_total": practice_total,
    }
    return render(request, "home.html", context)


def _from_search() -> dict[str, Any]:
    """Counts, choices and map, each number that of the list behind it; nothing without an index."""
    language = reader_language()
    try:
        found = answer({}, language=language)
        return {
            "counts": _counts_of_sheets(found.result),
            "choices": choices(found, language),
            "map": evidence_map(found),
            "regions": regions(found, language),
        }
    except EngineError:
        logger.exception("The home page cannot count the sheets.")
        return {}


def _counts_of_sheets(found: Result) -> list[CountLink]:
    carbon = found.facets["carbon"]
    return [
        _sheets(found.total),
        *(_sheets(carbon[state], state) for state in CARBON_STATES if carbon.get(state)),
    ]


def _sheets(number: int, state: str = "") -> CountLink:
    label = {
        "": ngettext("practice sheet", "practice sheets", number),
        "measured": ngettext(
            "sheet with measured soil carbon", "sheets with measured soil carbon", number
        ),
        "rated": ngettext(
            "sheet whose soil carbon people judged",
            "sheets whose soil carbon people judged",
            number,
        ),
        "unknown": ngettext(
            "sheet whose soil carbon is not known yet",
            "sheets whose soil carbon is not known yet",
            number,
        ),
    }[state]
    url = search_url(carbon=state) if state else reverse("search:results")
    return CountLink(number, label, url)


def _count_of_practices(total: int) -> CountLink:
    label = ngettext("practice", "practices", total)
    return CountLink(total, label, reverse("practices:practice_list"))


def _sources() -> QuerySet[Source]:
    """Each with `record_count`, its sheets that can be read here."""
    is_read = Q(records__sheet__live=True)
    return Source.objects.annotate(record_count=Count("records", filter=is_read))


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Its table is what the apps declare, so that the page and the code cannot part."""
    context = {"held": HELD, "version": date.fromisoformat(VERSION)}
    return render(request, "privacy.html", context)


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    return render(request, "method.html")


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    found = [(source, EXTENTS.get(source.code)) for source in _sources()]
    context = {
        "sources": [source for source, _extent in found],
        "extents": found,
        "data_files": data_files(),
    }
    return render(request, "sources.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """All may be read but the endless combinations of filters."""
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look that have read no page."""
    return redirect(static("img/icon.svg"), permanent=True)


@require_safe
def picture(request: HttpRequest, folder: str, path: str) -> HttpResponseBase:
    """Where no web server stands before the site, as with `make run`."""
    return serve(request, path, document_root=str(Path(settings.MEDIA_ROOT) / folder))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Offers a search for the words of the address."""
    return render(request, "404.html", {"words": words_of(request.path)}, status=404)


def words_of(path: str) -> str:
    """ "/en/sheets/12-stone-bunds/" -> "stone bunds"; what is no word or a language is left out."""
    *_, last = [part for part in path.split("/") if part] or [""]
    name = last.rsplit(".", 1)[0]
    words = re.findall(r"[^\W\d_]{2,}", name)
    return "" if name in dict(settings.LANGUAGES) else " ".join(words)[:MAX_WORDS]
