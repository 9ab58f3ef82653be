"""The page on which a moderator takes or refuses what a source newly says."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_denied

from .actions import refuse_held, take_held
from .actions.holding import AlreadyDecided, held_draft
from .importers.base.differences import differences
from .models import HeldChange


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows both, field by field; POST `decision=take` or `decision=refuse`."""
    if not request.user.has_perm("practices.change_heldchange"):
        return permission_denied(request)
    changes = HeldChange.objects.select_related("record__source", "record__sheet", "run")
    held = get_object_or_404(changes, pk=pk)
    if request.method == "POST":
        return _decided(request, held)
    sheet = held.record.sheet
    latest = sheet.get_latest_revision_as_object() if sheet else None
    context = {
        "held": held,
        "sheet": sheet,
        "differences": differences(latest, held_draft(held)) if latest else [],
        "list_url": reverse("heldchange:index"),
    }
    return render(request, "practices/admin/held_change.html", context)


def _decided(request: HttpRequest, held: HeldChange) -> HttpResponse:
    if carry_out(request, held, request.POST.get("decision", "")):
        return redirect("heldchange:index")
    return redirect("heldchange:edit", held.pk)


def carry_out(request: HttpRequest, held: HeldChange, answer: str) -> bool:
    """Do what was answered, "take" or "refuse", and say what came of it; False for neither."""
    try:
        if answer == "take":
            take_held(held, user=request.user)
            messages.success(request, _("The source's version is published."))
        elif answer == "refuse":
            refuse_held(held, user=request.user)
            messages.success(request, _("The sheet stays as it is."))
        else:
            messages.error(request, _("Choose one of the two."))
            return False
    except AlreadyDecided:
        messages.warning(request, _("Somebody decided this before you."))
    return True
