"""The public site's content security policy; Wagtail's admin has its own."""

from collections.abc import Callable
from typing import Any

from csp.middleware import CSPMiddleware
from django.http import HttpRequest

ADMIN_PATHS = ("/admin/", "/django-admin/")
# Wagtail's admin writes inline styles and evaluates none of our users' text as script.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; frame-ancestors 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)
Handler = Callable[[HttpRequest], Any]


def content_security_policy(get_response: Handler) -> Handler:
    public = CSPMiddleware(get_response)

    def middleware(request: HttpRequest) -> Any:
        if not request.path.startswith(ADMIN_PATHS):
            return public(request)
        response = get_response(request)
        response.setdefault("Content-Security-Policy", ADMIN_POLICY)
        return response

    return middleware
