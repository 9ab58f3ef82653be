"""The pages of writing, and what becomes of a draft."""

from functools import partial
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from .. import actions
from ..access import SESSION, SignedOutError, mine, noted
from ..actions.drafting import open_draft
from ..actions.reviewing import checked, doubts_of
from ..answers import from_post
from ..models import Proposal
from ..subjects import InvalidAnswersError
from .drawing import draw, known_subject, new_subject
from .labels import conflicts_of, seen_of
from .page import Editor


class AuthenticatedRequest(HttpRequest):
    """After login_required."""

    user: User


@require_GET
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty editor. Nothing is kept before somebody writes."""
    subject, language = new_subject(kind), get_language() or "en"
    answers = subject.blank(language) | subject.asked(request.GET)
    draft = Proposal(kind=kind, key=uuid4(), language=language, answers=answers)
    return draw(request, Editor(draft))


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """GET says what happens, POST begins a draft; one that is there is gone on with."""
    subject = known_subject(kind)
    target = get_object_or_404(subject.model, pk=pk, live=True)
    author = request.user if request.user.is_authenticated else None
    if not subject.can_be_new:
        return redirect("contributing:translations", pk)
    language = subject.language_of(target, get_language() or "en")
    own = open_draft(author, target, kind=kind, language=language)
    if own:
        return redirect(own)
    if request.method == "POST":
        begin = partial(actions.begin, kind=kind, author=author, language=language, target=target)
        return redirect(noted(request, begin))
    context = {"target": target, "subject": subject, "url": subject.url_of(target)}
    return render(request, "contributing/begin.html", context)


@require_GET
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    try:
        proposal = mine(request, key)
    except SignedOutError:
        return redirect_to_login(request.get_full_path())
    if not proposal.is_written:
        return _state(request, proposal)
    return draw(request, Editor(proposal, grown=request.GET.get("grow", "")))


def _state(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """What became of it, for its author."""
    target = proposal.target
    is_public = proposal.state == Proposal.State.APPROVED and target is not None
    context = {
        "proposal": proposal,
        "doubts": doubts_of(proposal) if proposal.state == Proposal.State.SENT else (),
        "url": proposal.subject.url_of(target) if is_public else "",
    }
    return render(request, "contributing/state.html", context)


@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, key: UUID) -> HttpResponse:
    """Both texts of each field that two pages wrote at once, and a third to combine them in."""
    try:
        proposal = mine(request, key)
    except SignedOutError:
        return redirect_to_login(request.get_full_path())
    if request.method == "POST":
        actions.settle(proposal, chosen=_chosen(request, proposal))
        if proposal.conflicts:
            messages.warning(request, _("More was written meanwhile. Look at these texts again."))
            return redirect("contributing:settle", proposal.key)
        messages.success(request, _("Saved. Nobody else sees it yet."))
        return redirect(proposal)
    context = {"proposal": proposal, "conflicts": conflicts_of(proposal)}
    return render(request, "contributing/settle.html", context)


def _chosen(request: HttpRequest, proposal: Proposal) -> dict[str, str]:
    """What is said of each field; one that nothing is said of stays open, or of other texts."""
    combined = from_post(request.POST, proposal.conflicts)
    chosen = {}
    for name, pages in proposal.conflicts.items():
        given = {f"page:{page}": text for page, text in pages.items()}
        given |= {"draft": proposal.answers.get(name, ""), "both": combined.get(name, "")}
        take = request.POST.get(f"take-{name}", "")
        seen = request.POST.get(f"seen-{name}", "")
        if take in given and seen == seen_of(proposal, name):
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
        return draw(request, Editor(proposal, complains=True), status=422)


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
    """A session that has ended meanwhile leads to the page, which asks again."""
    try:
        proposal = mine(request, key)
    except SignedOutError:
        return redirect_to_login(reverse("contributing:edit", args=[key]))
    actions.withdraw(proposal)
    return redirect(proposal)


@require_POST
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    try:
        actions.discard(mine(request, key))
    except SignedOutError:
        return redirect_to_login(reverse("contributing:edit", args=[key]))
    messages.success(request, _("The draft is thrown away."))
    return redirect("contributing:mine")


@login_required
@require_GET
def my_proposals(request: AuthenticatedRequest) -> HttpResponse:
    proposals = Proposal.objects.filter(author=request.user).select_related("reviewer")
    return render(request, "contributing/mine.html", {"proposals": proposals[:200]})


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "contributing/start.html")


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, which may only serve pages below its own address."""
    files = ("css/site.css", "css/apart/writing.css", "js/device.js", "js/editor.js")
    context = {"files": [static(name) for name in files]}
    kind = "text/javascript; charset=utf-8"
    return render(request, "contributing/worker.js", context, content_type=kind)
