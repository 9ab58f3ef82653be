"""/healthz, for whatever watches over the site: may requests be sent here?

Outermost, before host names and https are looked at: a container's health check or a load balancer
asks by address, over plain HTTP. Elasticsearch is not asked; the site answers without it.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from practices.models import Source

logger = logging.getLogger(__name__)
ADDRESS = "/healthz"
Handler = Callable[[HttpRequest], Any]


def health(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> Any:
        return healthz(request) if request.path_info == ADDRESS else get_response(request)

    return middleware


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 "ok", or 503 while the database is out of reach or not set up; why is in the log."""
    try:
        Source.objects.exists()
    except DatabaseError as error:
        logger.error("The database cannot be read: %s", error)
        return _said("the database cannot be read", status=503)
    return _said("ok", status=200)


def _said(what: str, *, status: int) -> HttpResponse:
    return HttpResponse(
        f"{what}\n",
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )
