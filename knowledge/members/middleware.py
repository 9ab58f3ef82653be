"""What accounts do to requests: pages stay private, new words are asked for, and the admin wants a
second key.
"""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from .consent import is_due_here
from .second_key import lacks_second_key
from .sessions import has_session

Handler = Callable[[HttpRequest], Any]
ADMIN = "/admin/"
DOORS = ("/admin/login/", "/admin/logout/", "/admin/password_reset/")


def private_pages(get_response: Handler) -> Handler:
    """A page made for one person is kept by nobody else. Who is signed out has no cookie, and gets
    the page that everybody gets: it says nothing of sessions."""

    def middleware(request: HttpRequest) -> Any:
        response = get_response(request)
        if has_session(request) and request.session.accessed and "Cache-Control" not in response:
            patch_cache_control(response, private=True)
        return response

    return middleware


def consent(get_response: Handler) -> Handler:
    """Who agreed to other words than today's is asked, instead of the next page that they open.

    Never instead of what they send, of what a script asks for, of their account, or of the words
    themselves. The messages of the page that is not shown stay for the next."""

    def middleware(request: HttpRequest) -> Any:
        response = get_response(request)
        if not (has_session(request) and request.session.accessed and _is_page(request, response)):
            return response
        if SESSION_KEY not in request.session or not is_due_here(request):
            return response
        cast(BaseStorage, get_messages(request)).used = False
        question = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('members:agree')}?{question}")

    return middleware


def _is_page(request: HttpRequest, response: Any) -> bool:
    is_opened = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    free = (reverse("members:account"), reverse("privacy"), ADMIN)
    is_free = request.path.startswith(free)
    is_shown = request.method == "GET" and response.status_code == 200 and is_html
    return is_shown and is_opened and not is_free


def second_key(get_response: Handler) -> Handler:
    """Nobody enters the admin with a mailbox alone, if what they may do there touches others."""

    def middleware(request: HttpRequest) -> Any:
        is_inside = request.path.startswith(ADMIN) and request.path not in DOORS
        if is_inside and lacks_second_key(request.user):
            question = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('members:second_key')}?{question}")
        return get_response(request)

    return middleware
