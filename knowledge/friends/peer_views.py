"""Reports of one's own zones, and one's word on them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.members.decorators import PersonRequest
from practices.actions import field_reporting as acts

from .asking import waiting_for
from .saying import MayNotError, vouch
from .showing import cards, public_reports


@login_required
@require_safe
def peers(request: PersonRequest) -> HttpResponse:
    """Reports of one's own zones that still want a peer's word."""
    found, has_own = waiting_for(request.user)
    context = {"cards": cards(found), "has_own": has_own}
    return render(request, "friends/peers.html", context)


@login_required
@require_POST
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    report = public_reports().filter(pk=pk).first()
    if report is None:
        raise Http404
    if not acts.is_peer(report, request.user):
        raise PermissionDenied
    agrees, why = "agree" in request.POST, request.POST.get("why", "").replace("\x00", "")[:280]
    if agrees == ("disagree" in request.POST):
        return redirect("friends:peers")
    try:
        vouch(report, peer=request.user, agrees=agrees, why=why)
    except (MayNotError, acts.NotPublicError, acts.NotAPeerError):
        raise PermissionDenied from None
    messages.success(request, _("Thank you. Your word counts as long as your own report stands."))
    return redirect("friends:peers")
