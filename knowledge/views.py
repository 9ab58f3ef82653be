"""The site's own pages: home, about, method, sources."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from practices.models import Practice, PracticeSheet, Source
from practices.reading.practice import practice_cards

CARDS_ON_HOME = 6


@dataclass(frozen=True)
class CountLink:
    """A number that leads to what it counts."""

    number: int
    label: str
    url: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    kinds = sorted(practice_cards(), key=lambda card: -(card.sheet_count or 0))
    practices = Practice.objects.count()
    context = {
        "counts": _counts(practices),
        "practices": kinds[:CARDS_ON_HOME],
        "practice_total": practices,
    }
    return render(request, "home.html", context)


def _counts(practices: int) -> list[CountLink]:
    sheets, sources = PracticeSheet.objects.published().count(), _sources().count()
    return [
        CountLink(
            sheets,
            ngettext("practice sheet", "practice sheets", sheets),
            reverse("search:results"),
        ),
        CountLink(
            practices,
            ngettext("practice", "practices", practices),
            reverse("practices:practice_list"),
        ),
        CountLink(sources, ngettext("source", "sources", sources), reverse("sources")),
    ]


def _sources() -> QuerySet[Source]:
    """Each with `record_count`, its sheets that can be read here."""
    is_read = Q(records__sheet__live=True)
    return Source.objects.annotate(record_count=Count("records", filter=is_read))


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html")


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    return render(request, "method.html")


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    return render(request, "sources.html", {"sources": _sources()})
