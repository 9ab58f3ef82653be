"""What one person has proposed, and taking all of it back."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from knowledge.members.decorators import right_required
from knowledge.members.names import name_of

from .. import actions
from ..models import Proposal
from ..trust import is_trusted
from .reviewing import REVIEW, ReviewerRequest

ROLL_BACK = "contributing.rollback_person"
MOST = 200


@right_required(REVIEW)
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    found = _person(pk)
    seen = Proposal.objects.filter(author=found).exclude(state=Proposal.State.DRAFT)
    context = {
        "person": found,
        "name": name_of(found),
        "proposals": seen.select_related("reviewer__member", "content_type")[:MOST],
        "is_trusted": is_trusted(found),
    }
    return render(request, "contributing/review/person.html", context)


def _person(pk: int) -> User:
    return get_object_or_404(User.objects.select_related("member"), pk=pk)


@right_required(ROLL_BACK)
@require_http_methods(["GET", "POST"])
def roll_back(request: ReviewerRequest, pk: int) -> HttpResponse:
    """GET lists what would be taken back, POST does it and says what could not be."""
    found = _person(pk)
    context: dict[str, Any] = {"person": found, "name": name_of(found)}
    if request.method == "POST":
        context |= _rolled_back(request, found)
        return render(request, "contributing/review/rolled_back.html", context)
    published = Proposal.objects.filter(author=found, state=Proposal.State.APPROVED)
    rows = [one for one in published.order_by("-decided_at") if one.can_be_undone]
    return render(request, "contributing/review/roll_back.html", context | {"proposals": rows})


def _rolled_back(request: ReviewerRequest, person: User) -> dict[str, Any]:
    done, left = actions.roll_back_person(person, user=request.user)
    chosen = request.POST.get("other", "")
    other = actions.roll_back_other(person, user=request.user, chosen=chosen)
    return {"done": done, "left": left, "other": other}
