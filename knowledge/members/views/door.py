"""The admin has no door of its own: it is entered by that of the site."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

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
