"""Keeping what a page sends, whatever became of its session or its draft meanwhile."""

import json
from collections.abc import Collection
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knowledge.members.actions import agree_to_terms

from .. import actions
from ..access import SignedOutError, mine, note_unsigned, noted
from ..actions.drafting import NotWrittenError
from ..actions.reviewing import NothingChangedError
from ..actions.sending import ConflictsError
from ..answers import as_text, told
from ..models import Proposal
from ..subjects import InvalidAnswersError
from ..uploads import BadPhotoError, take_photo
from .alike import INSTEAD, changed_instead
from .drawing import MAY_SEND, draw, new_subject
from .page import Editor

GROW, READ = "add-", "read-"
"""Begin the values of buttons: one more row of a section; what was pasted there as rows."""


@require_POST
def keep(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take what a page has, then do what its button says; JSON for a page that asks for it."""
    is_json = "application/json" in request.headers.get("Accept", "")
    try:
        proposal = _kept(request, key)
        return _saved(request, proposal) if is_json else _next(request, proposal)
    except SignedOutError:
        return _signed_out(request, key, is_json=is_json)
    except NotWrittenError:
        return _not_written(request, key, is_json=is_json)


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
    taken: dict[str, str] = {}
    names = proposal.subject.file_names(request.FILES)
    if names and proposal.author is None:
        messages.error(request, _("Sign in to add photographs. All that you wrote is kept."))
        return taken
    for name in names:
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
    subject = new_subject(request.POST.get("kind", ""))
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
    about = {"answers": answers, "names": names, "number": _number(request)}
    parked = noted(request, partial(actions.park, draft, **about))
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
    editor = Editor(proposal, shows_alike=False)
    says = {row.row.prefix: row.says for part in editor.parts for row in part.rows if row.says}
    return JsonResponse(
        {
            "state": "saved",
            "number": proposal.number,
            "url": proposal.get_absolute_url(),
            "conflicts": sorted(proposal.conflicts),
            "settle": reverse("contributing:settle", args=[proposal.key]),
            "answers": told(proposal.answers),
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
    if do.startswith(READ):
        return _read_rows(request, proposal, do.removeprefix(READ))
    if do.startswith(INSTEAD) and proposal.is_new:
        return changed_instead(request, proposal, do.removeprefix(INSTEAD))
    if proposal.conflicts:
        return redirect("contributing:settle", proposal.key)
    messages.success(request, _("Saved. Nobody else sees it yet."))
    return redirect(proposal)


def _read_rows(request: HttpRequest, proposal: Proposal, section: str) -> HttpResponse:
    """What could not be read is said beside the field, where it stays."""
    try:
        count = actions.take_pasted(proposal, section=section)
    except KeyError as error:
        raise Http404 from error
    said = ngettext("%(count)s row was read.", "%(count)s rows were read.", count)
    messages.info(request, said % {"count": count} if count else _("No row could be read."))
    return redirect(f"{proposal.get_absolute_url()}#{section}")


def _sent(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Signing in comes last: one writes first."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("contributing:claim", args=[proposal.key]))
    if not request.user.has_perm(MAY_SEND):
        if "agreed" not in request.POST:
            messages.error(
                request, _("Say first that your words may be published under CC BY 4.0.")
            )
            return draw(request, Editor(proposal, complains=True), status=422)
        agree_to_terms(request.user)
    try:
        sent = actions.send(proposal, note=request.POST.get("note", ""))
    except InvalidAnswersError:
        messages.error(request, _("Not sent yet: some fields need you. All is saved."))
        return draw(request, Editor(proposal, complains=True), status=422)
    except ConflictsError:
        return redirect("contributing:settle", proposal.key)
    except NothingChangedError:
        messages.info(request, _("There is nothing to send: nothing has changed."))
        return redirect(proposal)
    return redirect(sent)
