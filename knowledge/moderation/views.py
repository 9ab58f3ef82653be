"""Deciding on a post where one sees it, taking that back, and flagging."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from knowledge.members.decorators import PersonRequest, right_required
from knowledge.wording import reader

from . import actions
from .figures import by_month
from .lately import after
from .models import Decision, PostFlag, PostState
from .posts import Post, PostKind, SaidAnewError, kind_named
from .reasons import reasons_in
from .rights import MODERATE, TAKE_PART


def found_post(kind: str, pk: int) -> tuple[PostKind, Post]:
    """Raises Http404."""
    try:
        adapter = kind_named(kind)
    except KeyError as error:
        raise Http404 from error
    return adapter, get_object_or_404(adapter.posts(), pk=pk)


@right_required(MODERATE)
@require_GET
def post(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """A post with all that was decided about it."""
    adapter, found = found_post(kind, pk)
    context = {
        "kind": adapter,
        "post": found,
        "text": adapter.text_of(found),
        "about": adapter.about(found),
        "canned": reasons_in(reader()),
        "decisions": Decision.objects.of(found).select_related("by__member", "undone_by__member"),
        "is_flagged": PostFlag.objects.of(found).waiting().exists(),
    }
    return render(request, "moderation/post.html", context)


@right_required(MODERATE)
@require_POST
def decide(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """do: "publish", "keep", or "remove:" and the code of a reason."""
    _adapter, found = found_post(kind, pk)
    do, _colon, reason = request.POST.get("do", "").partition(":")
    try:
        return redirect(_after(request, _carry_out(do, reason, found, request)))
    except ValueError:
        messages.error(request, _("Choose an answer."))
    except actions.DecidedError:
        messages.warning(request, _("Somebody decided this before you."))
    except SaidAnewError:
        messages.warning(request, _said_anew())
    return _back(request)


def _carry_out(do: str, reason: str, found: Post, request: PersonRequest) -> Decision:
    """Raises ValueError for an answer that there is not."""
    if do == "remove":
        words = request.POST.get("words", "")
        return actions.remove(found, by=request.user, reason=reason, words=words)
    act = {"publish": actions.publish, "keep": actions.keep}.get(do)
    if act is None:
        raise ValueError(do)
    return act(found, by=request.user)


def _after(request: PersonRequest, decision: Decision) -> str:
    """Where it was decided, the undo stands in the place of the row."""
    return after(_next(request), decision, request.POST.get("at", ""))


@right_required(MODERATE)
@require_POST
def undo(request: PersonRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(Decision, pk=pk)
    try:
        actions.undo(decision, by=request.user)
        messages.success(request, _("Taken back: the post is as it was before."))
    except actions.TooLateError:
        messages.warning(request, _("This can no longer be undone."))
    except SaidAnewError:
        messages.warning(request, _said_anew())
    return _back(request)


def _said_anew() -> str:
    return _("It stays removed: its author has said it anew since, and only one can stand.")


@right_required(MODERATE)
@require_GET
def figures(request: PersonRequest) -> HttpResponse:
    return render(request, "moderation/figures.html", {"months": by_month()})


@login_required
@require_http_methods(["GET", "POST"])
def flag(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    if not request.user.has_perm(TAKE_PART):
        raise PermissionDenied
    adapter, found = found_post(kind, pk)
    url = adapter.url_of(found)
    if found.state != PostState.PUBLISHED or not url:
        raise Http404
    if request.method == "POST" and _flagged(request, found):
        return redirect(url)
    context: dict[str, Any] = {
        "text": adapter.text_of(found),
        "language": found.language,
        "url": url,
        "reasons": PostFlag.Reason.choices,
    }
    return render(request, "moderation/flag.html", context)


def _flagged(request: PersonRequest, found: Post) -> bool:
    try:
        actions.flag(found, by=request.user, reason=request.POST.get("reason", ""))
    except ValueError:
        messages.error(request, _("Choose a reason."))
        return False
    except actions.OwnPostError:
        messages.error(request, _("This is your own post: you can delete it."))
        return False
    messages.success(request, _("Thank you. A moderator reads it."))
    return True


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return back
    return reverse("contributing:queue")
