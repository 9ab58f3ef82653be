"""The queue, and the page on which a proposal is decided."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from knowledge.members.decorators import right_required

from .. import actions
from ..actions.reviewing import (
    BlockedError,
    DecidedError,
    MergeConflictError,
    NothingChangedError,
)
from ..actions.undoing import HiddenError, TooLateError
from ..due import due_sheets
from ..items import Kind
from ..models import Proposal
from ..queue import Filters, chosen, waiting, zone_choices
from ..rights import ANY, REVIEW
from ..subjects import InvalidAnswersError
from .canned import reply_of
from .changes import changes_of, names_of
from .desk import Desk

A_PAGE = 20


class ReviewerRequest(HttpRequest):
    """After right_required."""

    user: User


@right_required(*ANY)
@require_GET
def queue(request: ReviewerRequest) -> HttpResponse:
    items, filters = waiting(request.user), _filters(request)
    found = chosen(items, filters)
    context = {
        "items": items,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "kinds": Kind.choices,
        "zones": zone_choices(items),
        "written_in": settings.LANGUAGES,
        "due": due_sheets().order_by().count(),
        "lately": _lately(request.user),
    }
    return render(request, "contributing/review/queue.html", context)


def _filters(request: HttpRequest) -> Filters:
    """A value that is none finds nothing, which the page then says."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "zone", "language")}
    return Filters(**asked, is_by_risk=request.GET.get("sort") == "risk")


def _lately(user: User) -> Any:
    """What the reviewer decided last, to look again or to undo."""
    mine = Proposal.objects.filter(reviewer=user, decided_at__isnull=False)
    return mine.select_related("content_type").order_by("-decided_at")[:5]


@right_required(REVIEW)
@require_GET
def due(request: ReviewerRequest) -> HttpResponse:
    page = Paginator(due_sheets(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "contributing/review/due.html", {"page": page})


@right_required(REVIEW)
@require_http_methods(["GET", "POST"])
def proposal(request: ReviewerRequest, key: UUID) -> HttpResponse:
    people = Proposal.objects.exclude(state=Proposal.State.DRAFT)
    found = get_object_or_404(people.select_related("author__member", "reviewer__member"), key=key)
    if request.method == "POST":
        return _decided(request, found)
    return render(request, "contributing/review/proposal.html", {"desk": Desk(found)})


def _decided(request: ReviewerRequest, found: Proposal) -> HttpResponse:
    """Back to the queue once it is decided; else to the page, which says why not."""
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        messages.error(request, _("Choose an answer."))
        return redirect("contributing:review_proposal", found.key)
    try:
        said, is_done = act(request, found)
    except tuple(REFUSALS) as error:
        messages.warning(request, str(REFUSALS[type(error)]))
        return redirect("contributing:review_proposal", found.key)
    messages.success(request, said)
    if is_done:
        return redirect("contributing:queue")
    return redirect("contributing:review_proposal", found.key)


Said = tuple[str, bool]
"""What to tell the reviewer, and whether to go back to the queue."""


def _approve(request: ReviewerRequest, found: Proposal) -> Said:
    takes = _takes(request)
    actions.approve(found, user=request.user, mine_of=takes["mine"], theirs_of=takes["theirs"])
    return _("Published. You can undo it for 30 days."), True


def _approve_some(request: ReviewerRequest, found: Proposal) -> Said:
    names = names_of(changes_of(found), request.POST.getlist("change"), found)
    takes = _takes(request)
    _done, back = actions.approve_some(
        found,
        user=request.user,
        chosen=names,
        reply=_reply(request, found),
        mine_of=takes["mine"],
        theirs_of=takes["theirs"],
    )
    if back is None:
        return _("Published. You can undo it for 30 days."), True
    return _("The chosen changes are published; the others went back to their author."), True


def _send_back(request: ReviewerRequest, found: Proposal) -> Said:
    actions.send_back(found, user=request.user, reply=_reply(request, found))
    return _("Sent back, with your answer."), True


def _take(request: ReviewerRequest, found: Proposal) -> Said:
    actions.take_over(found, user=request.user)
    return _("You have it now; its author sees that."), False


def _undo(request: ReviewerRequest, found: Proposal) -> Said:
    actions.undo(found, user=request.user)
    return _("Taken back: the page says again what it said before."), False


def _look_over(request: ReviewerRequest, found: Proposal) -> Said:
    actions.look_over(found, user=request.user)
    return _("Reviewed: it stays."), True


ACTS: dict[str, Callable[[ReviewerRequest, Proposal], Said]] = {
    "approve": _approve,
    "some": _approve_some,
    "return": _send_back,
    "take": _take,
    "undo": _undo,
    "look_over": _look_over,
}
REFUSALS: dict[type[Exception], Any] = {
    DecidedError: gettext_lazy("Somebody decided this before you."),
    BlockedError: gettext_lazy(
        "This page is not public now, or an editor's own change of it waits in the admin. That has"
        " to be decided first."
    ),
    MergeConflictError: gettext_lazy(
        "The page says something else today in the same fields. Choose one text for each of them;"
        " what was published can be undone only while nobody has changed the same fields since."
    ),
    InvalidAnswersError: gettext_lazy(
        "Some fields cannot be published as they are. Send it back, and say which."
    ),
    NothingChangedError: gettext_lazy("Choose at least one change."),
    TooLateError: gettext_lazy(
        "It can no longer be undone: 30 days have passed, or it is not published. Propose a"
        " change, or restore an earlier version from the history of the page."
    ),
    HiddenError: gettext_lazy(
        "It cannot be undone: what the page said before is hidden. Propose a change instead."
    ),
    ValueError: gettext_lazy("Say why: choose a reason, or write one."),
}


def _takes(request: HttpRequest) -> dict[str, list[str]]:
    """Which text stands where both changed a field."""
    takes = {name[5:]: value for name, value in request.POST.items() if name.startswith("take-")}
    return {
        side: [name for name, value in takes.items() if value == side]
        for side in ("mine", "theirs")
    }


def _reply(request: HttpRequest, found: Proposal) -> str:
    return reply_of(request.POST.get("reason", ""), request.POST.get("reply", ""), found.language)
