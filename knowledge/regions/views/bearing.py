"""What those who look after a region have of their own."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from knowledge.members import roles
from knowledge.members.actions import MayNot
from knowledge.members.decorators import PersonRequest, refused

from .. import actions
from ..models import Mandate
from ..reading.mine import duties
from ..rights import GIVE


@never_cache
@login_required
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """What one is asked to look after, and what waits where one does."""
    asked, held = duties(request.user)
    rows = [(one, roles.LABELS[one.role], roles.DOES[one.role]) for one in asked]
    return render(request, "regions/mine.html", {"asked": rows, "duties": held})


def _mandate(pk: int) -> Mandate:
    return get_object_or_404(Mandate.objects.select_related("user"), pk=pk)


def _done(act: Callable[[], Any]) -> None:
    """Raises PermissionDenied where one may not."""
    try:
        act()
    except MayNot:
        raise PermissionDenied from None


@login_required
@require_POST
def accept(request: PersonRequest, pk: int) -> HttpResponse:
    _done(partial(actions.accept, _mandate(pk), by=request.user))
    messages.success(request, _("Thank you. Your name stands on the page of the region now."))
    return redirect("regions:mine")


@login_required
@require_POST
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """Laid down, or said no to, by the person; or ended by the secretariat."""
    mandate = _mandate(pk)
    is_own = mandate.user_id == request.user.pk
    refusal = None if is_own else refused(request, GIVE)
    if refusal:
        return refusal
    _done(partial(actions.end, mandate, by=request.user))
    messages.success(request, _("Done. Your name is no longer there.") if is_own else _("Saved."))
    return redirect(_back(request) or ("regions:mine" if is_own else "regions:index"))


def _back(request: PersonRequest) -> str:
    """The page of this site that the form came from, if it says so."""
    asked = request.POST.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else ""


@login_required
@require_POST
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Which of one's follows stand on the page of the region."""
    chosen = [int(one) for one in request.POST.getlist("follow") if one.isdecimal()][:1000]
    _done(partial(actions.show, _mandate(pk), follows=chosen, by=request.user))
    messages.success(request, _("Saved."))
    return redirect("regions:mine")


@login_required
@require_POST
def seen(request: PersonRequest, pk: int) -> HttpResponse:
    _done(partial(actions.look, _mandate(pk), by=request.user))
    return redirect("regions:mine")
