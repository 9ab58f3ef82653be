"""What is there already of the name of a new object, and changing that one instead."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from practices.models.labels import language_label

from .. import actions
from ..access import noted
from ..answers import whole
from ..models import Proposal
from .deciding import public_object
from .drawing import known_subject

INSTEAD = "instead-"
"""Begins the value of a button that takes the words of a new object to one that is there."""
MAX_AGE = 60
"""Seconds that anybody may keep an answer."""


@require_GET
def alike(request: HttpRequest, kind: str) -> HttpResponse:
    """A piece of a page, for the fields that a page has so far."""
    subject = known_subject(kind)
    answers, _names = subject.posted(request.GET)
    found = {"alike": subject.alike_to(answers)}
    response = render(request, "contributing/_alike.html", found)
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def changed_instead(request: HttpRequest, proposal: Proposal, number: str) -> HttpResponse:
    """To a change of the object of this number. Raises Http404 for one that is not public."""
    target = public_object(proposal.kind, whole(number) or 0)
    reader = proposal.language
    language = proposal.subject.language_of(target, reader)
    turn = partial(actions.turn_into_change, proposal, target=target, language=language)
    draft = noted(request, turn)
    messages.info(request, _told(proposal, draft))
    return redirect("contributing:settle", draft.key) if draft.conflicts else redirect(draft)


def _told(proposal: Proposal, draft: Proposal) -> str:
    if draft.language == proposal.language:
        return _("You change the sheet that is there. What you wrote first stays in your drafts.")
    return _(
        "The sheet is in another language: %(language)s. Your words stay in your drafts; change"
        " here what is to be changed in that language."
    ) % {"language": language_label(draft.language)}
