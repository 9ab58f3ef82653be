"""What the addresses in mails do, without signing in; and mails again, after they came back."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from knowledge.members.views.account import signed_in

from .. import actions
from ..tokens import Stopping, stopping


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks and changes nothing, since mail programs look at links; POST does it (RFC 8058):
    the signature stands for the person, who need not be signed in. Again, it changes nothing."""
    asked = stopping(token)
    if asked is None:
        raise Http404
    if request.method == "POST":
        _stop(asked)
    context = {"is_all": not asked.follow, "is_done": request.method == "POST"}
    return render(request, "following/stop.html", context)


def _stop(asked: Stopping) -> None:
    user = get_object_or_404(User, pk=asked.user)
    if not asked.follow:
        actions.stop_mails(user=user)
        return
    actions.unfollow(user=user, pk=asked.follow)


@require_POST
@login_required
def again(request: HttpRequest) -> HttpResponse:
    """Only to an address that was confirmed; whoever has none confirms it first."""
    user = signed_in(request)
    if EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists():
        actions.send_again(user=user)
        messages.success(request, _("Mails are sent again."))
        return redirect("members:account")
    messages.error(request, _("Confirm your e-mail address first."))
    return redirect("account_email")
