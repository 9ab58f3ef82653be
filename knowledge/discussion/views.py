"""The pages of a discussion: one writes first, and signs in after."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from knowledge.contributing.access import is_too_much
from knowledge.members.decorators import PersonRequest
from knowledge.moderation.limits import TooManyError
from knowledge.moderation.models import PostState
from knowledge.moderation.rights import MODERATE
from knowledge.paging import page_of, pages
from knowledge.wording import moment

from . import actions
from .forms import CommentForm
from .models import Comment
from .parked import Parked, let_go, park, parked
from .targets import public_object, target_for
from .threads import answered, drawn, threads_of

A_PAGE, ALL_REPLIES, MOST_UNSIGNED_AN_HOUR = 10, 500, 60


@require_http_methods(["GET", "POST"])
def discussion(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """All of it, and the form; posting writes."""
    target, found = public_object(kind, pk)
    form = CommentForm(request.POST or None, initial={"is_question": "ask" in request.GET})
    if request.method == "POST" and form.is_valid():
        done = _written(request, Parked(kind, pk, **_said(form)), form)
        if done:
            return done
    page = page_of(request, threads_of(found, request.user), A_PAGE)
    context = {
        "title": target.title(found), "back": target.url(found), "form": form, "page": page,
        "pages": pages(request, page), "threads": drawn(page.object_list, request.user),
        "answered": answered(found) if page.number == 1 else [], "reader": request.user,
        "kind": kind, "pk": pk,
    }  # fmt: skip
    return render(request, "discussion/all.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """One thread with all its replies, at its permanent address; posting replies to it."""
    found = _readable(request, pk)
    top = found.parent or found
    target, obj = public_object(target_for(found.target).kind, found.object_id)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = Parked(target.kind, found.object_id, **_said(form) | {"parent": top.pk})
        done = _written(request, words, form)
        if done:
            return done
    thread = drawn([top], request.user, most=ALL_REPLIES)[0]
    may = actions.may_accept(top, request.user) if top.is_question else False
    for reply in thread.replies:
        reply.can_accept = may and reply.comment.is_published
    context = {
        "thread": thread, "form": form, "title": target.title(obj), "back": target.url(obj),
        "reader": request.user, "found": found, "kind": target.kind,
    }  # fmt: skip
    return render(request, "discussion/comment.html", context, status=_status(form))


def _status(form: CommentForm) -> int:
    return 422 if form.is_bound and form.errors else 200


def _said(form: CommentForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("text", "language", "is_question")}


def _written(request: HttpRequest, words: Parked, form: CommentForm) -> HttpResponse | None:
    """Sent, or kept until one has signed in; None if the form has to say why not."""
    if form.cleaned_data["website"]:
        return redirect("discussion:all", words.kind, words.pk)
    if not request.user.is_authenticated:
        if is_too_much(request, "unsigned-comment", most=MOST_UNSIGNED_AN_HOUR):
            form.add_error(None, _("You have written much within an hour. Please come back later."))
            return None
        return _parked(request, words)
    try:
        return redirect(_send(request, request.user, words))
    except REFUSALS as error:
        form.add_error(None, _why(error))
        return None


def _parked(request: HttpRequest, words: Parked) -> HttpResponse:
    park(request, words)
    messages.info(request, _("Your words are kept. Tell us your address, and they are sent."))
    question = urlencode({"next": reverse("discussion:send")})
    return redirect(f"{reverse('account_signup')}?{question}")


REFUSALS = (
    actions.MayNotError,
    actions.ClosedError,
    TooManyError,
    ValueError,
    Http404,
    Comment.DoesNotExist,
)


def _why(error: Exception) -> str:
    if isinstance(error, TooManyError):
        said = _("You have written much. You may write again from %(when)s. Your words are kept.")
        return said % {"when": moment(error.until)}
    if isinstance(error, actions.MayNotError):
        return _("Your account may not take part in discussions.")
    return _("What you answer to can no longer be read.")


def _send(request: HttpRequest, user: User, words: Parked) -> Comment:
    """Raises REFUSALS."""
    _target, obj = public_object(words.kind, words.pk)
    parent = Comment.objects.get(pk=words.parent) if words.parent else None
    written = actions.write(
        obj, author=user, text=words.text, language=words.language,
        is_question=words.is_question, parent=parent,
    )  # fmt: skip
    if written.is_waiting:
        said = _("Sent. A moderator reads it first; only you see it until then.")
    else:
        said = _("Your comment is public.")
    messages.success(request, said)
    return written


@login_required
@require_GET
def send_parked(request: PersonRequest) -> HttpResponse:
    """After signing in: what this browser wrote before is sent. Without any, to the account."""
    last: Comment | None = None
    for words in parked(request):
        try:
            last = _send(request, request.user, words)
            let_go(request, words)
        except TooManyError as error:
            messages.warning(request, _why(error))
            break
        except REFUSALS as error:
            let_go(request, words)
            messages.warning(request, _why(error))
    return redirect(last) if last else redirect("members:account")


def _readable(request: HttpRequest, pk: int) -> Comment:
    """Public, one's own, or for a moderator. Raises Http404 alike for what is hidden or not."""
    rows = Comment.objects.select_related("author__member", "parent__author__member")
    found = get_object_or_404(rows, pk=pk)
    top = found.parent or found
    if found.target is None:
        raise Http404
    if request.user.has_perm(MODERATE):
        return found
    is_own = found.author_id == request.user.pk and found.state == PostState.PENDING
    if not (found.is_published or is_own) or (top.state == PostState.PENDING and not is_own):
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    initial = {"text": found.text, "language": found.language}
    form = CommentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _edited(request, found, form):
        return redirect(found)
    context = {"form": form, "comment": found}
    return render(request, "discussion/edit.html", context, status=_status(form))


def _edited(request: PersonRequest, found: Comment, form: CommentForm) -> bool:
    """False if the form has to say why not."""
    text, language = form.cleaned_data["text"], form.cleaned_data["language"]
    try:
        changed = actions.edit(found, by=request.user, text=text, language=language)
    except actions.MayNotError as error:  # taken away while it was written
        raise PermissionDenied from error
    except TooManyError as error:
        form.add_error(None, _why(error))
        return False
    if changed.is_waiting:
        said = _("Saved. A moderator reads your words first; only you see them until then.")
        messages.info(request, said)
    return True


@login_required
@require_POST
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    target = target_for(found.target)
    try:
        actions.withdraw(found, by=request.user)
    except actions.MayNotError as error:
        raise PermissionDenied from error
    messages.success(request, _("Your comment is deleted."))
    return redirect("discussion:all", target.kind, found.object_id)


def _own(request: PersonRequest, pk: int) -> Comment:
    """Raises PermissionDenied."""
    found = get_object_or_404(Comment, pk=pk)
    is_there = found.state in (PostState.PENDING, PostState.PUBLISHED)
    if found.author_id != request.user.pk or not is_there:
        raise PermissionDenied
    return found


@login_required
@require_POST
def accept(request: PersonRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Comment.objects.select_related("parent"), pk=pk)
    try:
        question = actions.accept(found, by=request.user)
    except actions.MayNotError as error:
        raise PermissionDenied from error
    return redirect(question)


@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What it said before each change; what nobody let pass only to its author and moderators."""
    found = _readable(request, pk)
    public_object(target_for(found.target).kind, found.object_id)
    sees_all = found.author_id == request.user.pk or request.user.has_perm(MODERATE)
    versions = found.versions.all() if sees_all else found.versions.filter(was_public=True)
    return render(request, "discussion/history.html", {"comment": found, "versions": versions})
