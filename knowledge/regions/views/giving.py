"""What the secretariat does: asks people, and answers those who say that they would."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from knowledge.members import roles
from knowledge.members.actions import MayNot
from knowledge.members.decorators import PersonRequest, right_required
from knowledge.members.names import name_of

from .. import actions
from ..forms import GiveForm
from ..models import Offer
from ..rights import GIVE


@never_cache
@right_required(GIVE)
@require_http_methods(["GET", "POST"])
def give(request: PersonRequest) -> HttpResponse:
    """Asks a person; `person` and `place` of the address are filled in."""
    known = {name: request.GET.get(name, "") for name in ("person", "place", "role")}
    form = GiveForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        done = _given(request, form)
        if done:
            return done
    status = 422 if form.errors else 200
    return render(request, "regions/give.html", {"form": form}, status=status)


def _given(request: PersonRequest, form: GiveForm) -> HttpResponse | None:
    """None if the form has to say why not."""
    said = form.cleaned_data
    try:
        actions.give(said["role"], place_code=said["place"], to=said["person"], by=request.user)
    except actions.GivenAlreadyError:
        form.add_error(None, _("This person has this role there, or was asked already."))
        return None
    except MayNot:
        form.add_error(None, _("This account may not take part."))
        return None
    _say_asked(request, name_of(said["person"]))
    return redirect("regions:region", said["place"])


def _say_asked(request: HttpRequest, name: str) -> None:
    said = _("%(name)s is asked by mail, and shown once they say yes.")
    messages.success(request, said % {"name": name})


@never_cache
@right_required(GIVE)
@require_http_methods(["GET", "POST"])
def offered(request: PersonRequest, pk: int) -> HttpResponse:
    """One who would look after a region: asked to, with one of the roles, or thanked."""
    offer = get_object_or_404(Offer.objects.select_related("user__member"), pk=pk)
    if request.method == "POST" and offer.decided_at is None:
        return _answered(request, offer, request.POST.get("do", ""))
    context = {
        "offer": offer,
        "name": name_of(offer.user),
        "roles": [(code, roles.LABELS[code], roles.DOES[code]) for code in roles.OF_A_REGION],
    }
    return render(request, "regions/offered.html", context)


def _answered(request: PersonRequest, offer: Offer, do: str) -> HttpResponse:
    try:
        if do in roles.OF_A_REGION:
            actions.give(do, place_code=offer.place, to=offer.user, by=request.user)
            _say_asked(request, name_of(offer.user))
        elif do == "decline":
            actions.decline(offer, by=request.user)
            messages.success(request, _("They are thanked by mail."))
    except (MayNot, actions.GivenAlreadyError):
        messages.error(request, _("This account may not, or was asked already."))
    return redirect("contributing:queue")
