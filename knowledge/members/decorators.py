"""Who may open a page, and where the others are sent."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from .names import member_or_none
from .second_key import lacks_second_key

View = Callable[..., HttpResponse]


class PersonRequest(HttpRequest):
    """What a view gets behind `login_required` and its like: somebody is signed in."""

    user: User


def right_required(*rights: str) -> Callable[[View], View]:
    """Signed out: to the door and back. Without any of the rights ("app.codename"): 403, with a
    page that says so. Where one stands behind a second key: to the page that asks for one."""

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            refusal = refused(request, *rights)
            return refusal or view(request, *args, **kwargs)

        return wrapper

    return decorator


def refused(request: HttpRequest, *rights: str) -> HttpResponse | None:
    """What to answer instead of the page, if anything. Raises PermissionDenied."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not any(map(request.user.has_perm, rights)):
        raise PermissionDenied
    if lacks_second_key(request.user):
        return _sent_on("members:second_key", request)
    return None


def terms_required(view: View) -> View:
    """For who writes: signed in, and agreed that own texts go under CC BY 4.0."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        member = member_or_none(request.user)
        if member is None or member.agreed_to_terms_at is None:
            return _sent_on("members:terms", request)
        return view(request, *args, **kwargs)

    return wrapper


def _sent_on(name: str, request: HttpRequest) -> HttpResponse:
    question = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse(name)}?{question}")
