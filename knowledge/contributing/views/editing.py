"""Writing: the editor, what keeps it, and what becomes of it."""

import json
from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from knowledge.members.actions import agree_to_terms

from .. import actions
from ..access import SESSION, SignedOutError, mine, note_unsigned
from ..actions.drafting import NotWrittenError, open_draft
from ..actions.reviewing import NothingChangedError, checked
from ..actions.sending import ConflictsError
from ..answers import as_text, from_post
from ..models import Proposal
from ..subjects import InvalidAnswersError, Subject, kinds, subject_of
from ..uploads import BadPhotoError, take_photo
from .page import Editor, conflicts_of


class AuthenticatedRequest(HttpRequest):
    """After login_required."""

    user: User


MAY_SEND = "contributing.add_proposal"
GROW = "add-"
"""Begins the value of a button that asks for one more row of a section."""


def _subject(kind: str) -> Subject:
    if kind not in kinds():
        raise Http404
    return subject_of(kind)


@require_GET
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty editor. Nothing is kept before somebody writes."""
    subject, language = _subject(kind), get_language() or "en"
    answers = subject.blank(language) | subject.asked(request.GET)
    draft = Proposal(kind=kind, key=uuid4(), language=language, answers=answers)
    return _editor(request, Editor(draft))


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """GET says what happens, POST begins a draft; one that is there is gone on with."""
    subject = _subject(kind)
    target = get_object_or_404(subject.model, pk=pk, live=True)
    author = request.user if request.user.is_authenticated else None
    own = open_draft(author, target)
    if own:
        return redirect(own)
    if request.method == "POST":
        language = subject.language_of(target, get_language() or "en")
        draft = actions.begin(kind=kind, author=author, language=language, target=target)
        if author is None:
            note_unsigned(request, draft.key)
        return redirect(draft)
    context = {"target": target, "subject": subject, "url": subject.url_of(target)}
    return render(request, "contributing/begin.html", context)


@require_GET
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    try:
        proposal = mine(request, key)
    except SignedOutError:
        return redirect_to_login(request.get_full_path())
    if not proposal.is_written:
        return render(request, "contributing/state.html", {"proposal": proposal})
    return _editor(request, Editor(proposal, grown=request.GET.get("grow", "")))


@require_POST
def keep(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take what a page has, then do what its button says; JSON for a page that asks for it."""
    is_json = "application/json" in request.headers.get("Accept", "")
    try:
        proposal = _kept(request, key)
    except SignedOutError:
        return _signed_out(request, key, is_json=is_json)
    except NotWrittenError:
        return _not_written(request, key, is_json=is_json)
    return _saved(request, proposal) if is_json else _next(request, proposal)


def _kept(request: HttpRequest, key: UUID) -> Proposal:
    """Raises SignedOutError, NotWrittenError, PermissionDenied, Http404."""
    try:
        proposal = mine(request, key)
    except Http404:
        proposal = _begun(request, key)
    answers, names = proposal.subject.posted(request.POST)
    answers |= _photos(request, proposal)
    names |= answers.keys()
    actions.keep(
        proposal,
        answers=answers,
        names=names,
        number=_number(request),
        page=request.POST.get("page", "")[:40],
        bases=_bases(request, names),
    )
    return proposal


def _bases(request: HttpRequest, names: Collection[str]) -> dict[str, str]:
    """By field, what it said on a page that has not taken the text of the draft."""
    try:
        bases = json.loads(request.POST.get("bases", "{}"))
    except ValueError:
        return {}
    known = bases.items() if isinstance(bases, dict) else ()
    return {name: as_text(text) for name, text in known if name in names and isinstance(text, str)}


def _photos(request: HttpRequest, proposal: Proposal) -> dict[str, str]:
    """The numbers of pictures that came along; a file that is none is said, and all else kept."""
    taken = {}
    for name in proposal.subject.file_names(request.FILES):
        row = name.removesuffix("-file")
        title = request.POST.get(f"{row}-caption", "")
        try:
            image = take_photo(request.FILES[name], user=proposal.author, title=title)
            taken[f"{row}-image"] = str(image.pk)
        except BadPhotoError as error:
            messages.error(request, str(error))
    return taken


def _number(request: HttpRequest) -> int:
    """Of the draft as the page had it; -1, which never was, for what is none."""
    number = request.POST.get("number", "")
    return int(number) if number.isdecimal() and len(number) < 9 else -1


def _begun(request: HttpRequest, key: UUID) -> Proposal:
    """The first time that a page of a new object is kept."""
    subject = _subject(request.POST.get("kind", ""))
    language = request.POST.get("language", "")
    known = language if language in dict(subject.languages()) else get_language() or "en"
    author = request.user if request.user.is_authenticated else None
    if author is None:
        note_unsigned(request, key)
    return actions.begin(kind=subject.kind, author=author, language=known, key=key)


def _signed_out(request: HttpRequest, key: UUID, *, is_json: bool) -> HttpResponse:
    """The words are kept beside the draft and join it after signing in."""
    if is_json:
        return JsonResponse({"state": "signed_out"}, status=401)
    draft = Proposal.objects.get(key=key)
    answers, names = draft.subject.posted(request.POST)
    parked = actions.park(draft, answers=answers, names=names, number=_number(request))
    note_unsigned(request, parked.key)
    return redirect_to_login(reverse("contributing:claim", args=[parked.key]))


def _not_written(request: HttpRequest, key: UUID, *, is_json: bool) -> HttpResponse:
    """Sent from another page meanwhile: what this page has becomes a draft of its own."""
    sent = mine(request, key)
    answers, names = sent.subject.posted(request.POST)
    draft = actions.set_aside(sent, answers=answers, names=names)
    if is_json:
        return JsonResponse({"state": "moved", "url": draft.get_absolute_url()}, status=409)
    messages.warning(
        request, _("It was sent from another page. What you wrote here is kept as a new draft.")
    )
    return redirect(draft)


def _saved(request: HttpRequest, proposal: Proposal) -> JsonResponse:
    """What a page shows after its words were kept."""
    editor = Editor(proposal)
    says = {row.row.prefix: row.says for part in editor.parts for row in part.rows if row.says}
    return JsonResponse(
        {
            "state": "saved",
            "number": proposal.number,
            "url": proposal.get_absolute_url(),
            "conflicts": sorted(proposal.conflicts),
            "settle": reverse("contributing:settle", args=[proposal.key]),
            "answers": proposal.answers,
            "says": says,
            "told": editor.told,
            "percent": editor.progress.percent if editor.progress else None,
            "mistakes": {bound.html_name: text for bound, text in editor.mistakes},
            "messages": [str(one) for one in messages.get_messages(request)],
        }
    )


def _next(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    do = request.POST.get("do", "keep")
    if do == "send":
        return _sent(request, proposal)
    if do == "preview":
        return redirect("contributing:preview", proposal.key)
    if do.startswith(GROW):
        section = do.removeprefix(GROW)
        return redirect(f"{proposal.get_absolute_url()}?grow={section}#{section}")
    if proposal.conflicts:
        return redirect("contributing:settle", proposal.key)
    messages.success(request, _("Saved. Nobody else sees it yet."))
    return redirect(proposal)


def _sent(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Signing in comes last: one writes first."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("contributing:claim", args=[proposal.key]))
    if not request.user.has_perm(MAY_SEND):
        if "agreed" not in request.POST:
            messages.error(
                request, _("Say first that your words may be published under CC BY 4.0.")
            )
            return _editor(request, Editor(proposal, complains=True), status=422)
        agree_to_terms(request.user)
    try:
        sent = actions.send(proposal, note=request.POST.get("note", ""))
    except InvalidAnswersError:
        messages.error(request, _("Not sent yet: some fields need you. All is saved."))
        return _editor(request, Editor(proposal, complains=True), status=422)
    except ConflictsError:
        return redirect("contributing:settle", proposal.key)
    except NothingChangedError:
        messages.info(request, _("There is nothing to send: nothing has changed."))
        return redirect(proposal)
    return redirect(sent)


@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, key: UUID) -> HttpResponse:
    """Both texts of each field that two pages wrote at once, and a third to combine them in."""
    try:
        proposal = mine(request, key)
    except SignedOutError:
        return redirect_to_login(request.get_full_path())
    if request.method == "POST":
        actions.settle(proposal, chosen=_chosen(request, proposal))
        messages.success(request, _("Saved. Nobody else sees it yet."))
        return redirect(proposal)
    context = {"proposal": proposal, "conflicts": conflicts_of(proposal)}
    return render(request, "contributing/settle.html", context)


def _chosen(request: HttpRequest, proposal: Proposal) -> dict[str, str]:
    """What is said of each field; one that nothing is said of stays open."""
    combined = from_post(request.POST, proposal.conflicts)
    chosen = {}
    for name, pages in proposal.conflicts.items():
        given = {f"page:{page}": text for page, text in pages.items()}
        given |= {"draft": proposal.answers.get(name, ""), "both": combined.get(name, "")}
        take = request.POST.get(f"take-{name}", "")
        if take in given:
            chosen[name] = given[take]
    return chosen


@require_GET
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    try:
        proposal = mine(request, key)
        obj = checked(proposal)
        return proposal.subject.preview(request, obj, proposal.answers, proposal.language)
    except SignedOutError:
        return redirect_to_login(request.get_full_path())
    except InvalidAnswersError:
        messages.error(request, _("A preview needs a few fields first. All is saved."))
        return _editor(request, Editor(proposal, complains=True), status=422)


@login_required
@require_GET
def claim(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """After signing in: what this browser wrote before is now the person's."""
    parked = get_object_or_404(Proposal, key=key)
    if parked.author_id == request.user.pk:
        return redirect(parked)
    if parked.author_id is not None or str(key) not in request.session.get(SESSION, []):
        raise PermissionDenied
    proposal = actions.claim(parked, author=request.user)
    return (
        redirect("contributing:settle", proposal.key) if proposal.conflicts else redirect(proposal)
    )


@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    proposal = mine(request, key)
    actions.withdraw(proposal)
    return redirect(proposal)


@require_POST
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    actions.discard(mine(request, key))
    messages.success(request, _("The draft is thrown away."))
    return redirect("contributing:mine")


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, which may only serve pages below its own address."""
    files = ("css/site.css", "css/apart/writing.css", "js/editor.js")
    context = {"files": [static(name) for name in files]}
    kind = "text/javascript; charset=utf-8"
    return render(request, "contributing/worker.js", context, content_type=kind)


@login_required
@require_GET
def my_proposals(request: AuthenticatedRequest) -> HttpResponse:
    proposals = Proposal.objects.filter(author=request.user).select_related("reviewer")
    return render(request, "contributing/mine.html", {"proposals": proposals[:200]})


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "contributing/start.html")


def _editor(request: HttpRequest, editor: Editor, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "editor": editor,
        "proposal": editor.proposal,
        "base": json.dumps(editor.proposal.answers),
        "must_agree": not request.user.has_perm(MAY_SEND),
    }
    return render(request, "contributing/edit.html", context, status=status)
