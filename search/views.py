"""The search page."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practices.models.labels import reader_language
from search.answering import answer, parameters
from search.engine import EngineError
from search.page.narrowing import parted
from search.page.presenting import page

logger = logging.getLogger(__name__)

RETRY_SECONDS = 30


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Whatever the query string holds: 200, or 503 while there is no index to ask."""
    language = reader_language()
    asked, narrowed = parted(parameters(request))
    try:
        shown = page(answer(asked, language=language), request.path, language, narrowed)
    except EngineError:
        logger.exception("The search page cannot answer.")
        response = render(request, "500.html", status=503)
        response["Retry-After"] = RETRY_SECONDS
        return response
    return render(request, "search/results.html", {"page": shown})
