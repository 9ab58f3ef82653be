"""What a page of another app shows of its discussion."""

from typing import Any

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from ..targets import target_for
from ..threads import Reader, answered, drawn, threads_of

register = template.Library()

FIRST = 5


@register.inclusion_tag("discussion/_about.html", takes_context=True)
def discussion(context: dict[str, Any], target: Any) -> dict[str, Any]:
    """The questions answered, and the newest threads; nothing of what is not saved."""
    request = context.get("request")
    if request is None or target.pk is None:
        return {}
    reader = _reader(request)
    found = threads_of(target, reader)
    return {
        "kind": target_for(target).kind,
        "pk": target.pk,
        "count": found.count(),
        "threads": drawn(found[:FIRST], reader),
        "answered": answered(target),
        "reader": reader,
    }


def _reader(request: HttpRequest) -> Reader:
    """A visitor without a cookie is nobody: the page is then the same for all, and says so."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return request.user if has_session else AnonymousUser()
