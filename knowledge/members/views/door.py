"""The admin has no door of its own: it is entered by that of the site."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..sessions import WHY_CLOSED
from .account import next_of


@never_cache
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail sends here whoever may not enter; to sign in again would not help who is in."""
    if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    wanted = next_of(request, "wagtailadmin_home")
    if request.user.is_authenticated:
        return redirect(wanted)
    return redirect_to_login(wanted)


@never_cache
def admin_sign_out(request: HttpRequest) -> HttpResponse:
    """The site's page asks, and does it."""
    return redirect("account_logout")


@never_cache
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Of a blocked account. The reason is shown once, to who has just proved to be the person;
    whoever else opens the page reads what could be said of any account."""
    reason = request.session.pop(WHY_CLOSED, "")
    return render(request, "account/account_inactive.html", {"reason": reason})
