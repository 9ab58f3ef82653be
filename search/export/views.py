"""The addresses of exports: that of the search page, with `export.<format>` at its end."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from practices.models.labels import reader_language
from search.answering import parameters
from search.engine import EngineError
from search.export.bibtex import entries
from search.export.documents import features, sheets
from search.export.listing import Listing, listing
from search.export.table import lines

logger = logging.getLogger(__name__)

RETRY_SECONDS = 30


@dataclass(frozen=True)
class Format:
    """`write` makes the pieces of a file."""

    name: str
    content_type: str
    write: Callable[[Listing], Iterator[str]]


FORMATS: Mapping[str, Format] = {
    "csv": Format("CSV", "text/csv; charset=utf-8", lines),
    "geojson": Format("GeoJSON", "application/geo+json", features),
    "json": Format("JSON", "application/json", sheets),
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", entries),
}


@require_safe
def export(request: HttpRequest, ending: str) -> HttpResponseBase:
    """All that the search page with this query string lists, as a file that is streamed.

    404 for an unknown ending, 503 while there is no index to ask.
    """
    if ending not in FORMATS:
        raise Http404(f"No such format; there are {', '.join(FORMATS)}.")
    try:
        found = listing(parameters(request), reverse("search:results"), reader_language())
    except EngineError:
        logger.exception("A list cannot be exported.")
        return unavailable(request)
    pieces = FORMATS[ending].write(found) if request.method == "GET" else iter(())
    response = StreamingHttpResponse(pieces, content_type=FORMATS[ending].content_type)
    name = f"practice-sheets-{found.exported_at:%Y-%m-%d}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    response = render(request, "500.html", status=503)
    response["Retry-After"] = RETRY_SECONDS
    return response
