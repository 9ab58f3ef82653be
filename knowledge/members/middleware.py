"""What accounts do to requests: pages stay private, and the admin wants a second key."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

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


def second_key(get_response: Handler) -> Handler:
    """Nobody enters the admin with a mailbox alone, if what they may do there touches others."""

    def middleware(request: HttpRequest) -> Any:
        is_inside = request.path.startswith(ADMIN) and request.path not in DOORS
        if is_inside and lacks_second_key(request.user):
            question = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('members:second_key')}?{question}")
        return get_response(request)

    return middleware
