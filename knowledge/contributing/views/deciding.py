"""What waits beside proposals: measurements, newer versions at a source, flags, yearly reviews."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from knowledge.members.decorators import right_required
from practices.actions.holding import held_draft
from practices.importers.base.differences import differences
from practices.models import Evidence, HeldChange
from practices.moderation import carry_out

from .. import actions
from ..actions.reviewing import DecidedError
from ..models import Flag
from ..rights import DECIDE_IMPORTS
from ..sheets.measuring import MeasurementRow, Measurements
from ..sheets.reading import reading
from ..subjects import kinds, subject_for, subject_of
from .reviewing import REVIEW, ReviewerRequest


@right_required(REVIEW)
@require_http_methods(["GET", "POST"])
def measurement(request: ReviewerRequest, pk: int) -> HttpResponse:
    rows = Evidence.objects.filter(external_id="").select_related("sheet", "outcome", "reference")
    row = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        return _measured(request, row)
    context = {"row": row, "says": _says(row)}
    return render(request, "contributing/review/measurement.html", context)


def _measured(request: ReviewerRequest, row: Evidence) -> HttpResponse:
    is_right = {"publish": True, "withdraw": False}.get(request.POST.get("do", ""))
    if is_right is None:
        messages.error(request, _("Choose an answer."))
        return redirect("contributing:review_measurement", row.pk)
    try:
        actions.decide_measurement(row, user=request.user, is_right=is_right)
    except DecidedError:
        messages.warning(request, _("Somebody decided this before you."))
    else:
        said = (_("The measurement is withdrawn."), _("The measurement is published."))
        messages.success(request, said[is_right])
    return redirect("contributing:queue")


def _says(row: Evidence) -> list[str]:
    """The row in a sentence, then doubts, as its author saw them."""
    rows = Measurements(Measurements.read(row.sheet, "")).rows
    found = (one for one in rows if isinstance(one, MeasurementRow) and one.pk == row.pk)
    return next((reading(one) for one in found), [])


@right_required(DECIDE_IMPORTS)
@require_http_methods(["GET", "POST"])
def difference(request: ReviewerRequest, pk: int) -> HttpResponse:
    """A newer version at a source, of a sheet that a person has edited or removed."""
    changes = HeldChange.objects.select_related("record__source", "record__sheet", "run")
    held = get_object_or_404(changes, pk=pk)
    if request.method == "POST":
        return _taken(request, held)
    sheet = held.record.sheet
    latest = sheet.get_latest_revision_as_object() if sheet else None
    context = {
        "held": held,
        "sheet": sheet,
        "differences": differences(latest, held_draft(held)) if latest else [],
    }
    return render(request, "contributing/review/difference.html", context)


def _taken(request: ReviewerRequest, held: HeldChange) -> HttpResponse:
    if carry_out(request, held, request.POST.get("do", "")):
        return redirect("contributing:queue")
    return redirect("contributing:review_import", held.pk)


@right_required(REVIEW)
@require_http_methods(["GET", "POST"])
def flag(request: ReviewerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Flag.objects.select_related("told_by__member"), pk=pk)
    if request.method == "POST":
        try:
            actions.decide_flag(found, user=request.user, answer=request.POST.get("answer", ""))
            messages.success(request, _("Put away."))
        except DecidedError:
            messages.warning(request, _("Somebody decided this before you."))
        return redirect("contributing:queue")
    target = found.target
    subject = subject_for(target) if target is not None else None
    context = {
        "flag": found,
        "target": target,
        "subject": subject,
        "url": subject.url_of(target) if subject else "",
        "other": _other(found),
    }
    return render(request, "contributing/review/flag.html", context)


def _other(found: Flag) -> Any:
    model = found.content_type.model_class()
    if found.other_id is None or model is None:
        return None
    return model._default_manager.filter(pk=found.other_id).first()


@right_required(REVIEW)
@require_POST
def confirm(request: ReviewerRequest, kind: str, pk: int) -> HttpResponse:
    """ "Reviewed: still right", from wherever one reads it."""
    target = public_object(kind, pk)
    actions.confirm(target, user=request.user)
    messages.success(request, _("Reviewed: still right. It comes back in a year."))
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect(back)
    return redirect("contributing:due")


def public_object(kind: str, pk: int) -> Any:
    """Of a kind that can be proposed for. Raises Http404."""
    if kind not in kinds():
        raise Http404
    return get_object_or_404(subject_of(kind).model, pk=pk, live=True)
