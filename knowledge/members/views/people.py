"""Invitations; and the people of the site, for those who look after them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from .. import actions, roles
from ..decorators import right_required
from ..forms import InvitationForm, RolesForm
from ..models import Invitation
from ..names import name_of
from .account import signed_in

ON_A_PAGE = 50


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """Invite by mail; below, those sent and not taken up."""
    by = signed_in(request)
    may_give = roles.roles_to_invite_to(by)
    if not may_give:
        raise PermissionDenied
    initial = {"language": get_language()}
    form = InvitationForm(request.POST or None, initial=initial, may_give=may_give)
    if request.method == "POST" and form.is_valid():
        actions.invite(**form.cleaned_data, by=by)
        said = _("The invitation is on its way to %(email)s.")
        messages.success(request, said % {"email": form.cleaned_data["email"]})
        return redirect("members:invitations")
    sent = [
        (one, roles.LABELS[one.role]) for one in Invitation.objects.open().filter(invited_by=by)
    ]
    return render(request, "members/invitations.html", {"form": form, "sent": sent})


@never_cache
@require_http_methods(["GET", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of an invitation leads; POST takes it up."""
    invitation = actions.find_invitation(token)
    if invitation is None or not invitation.is_open:
        return render(request, "members/invitation_over.html", status=410)
    if request.method == "POST" and request.user.is_authenticated:
        return _accept(request, invitation)
    context = {
        "invitation": invitation,
        "by": name_of(invitation.invited_by),
        "role": roles.LABELS[invitation.role],
        "does": roles.DOES[invitation.role],
    }
    return render(request, "members/invited.html", context)


def _accept(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    try:
        actions.accept_invitation(invitation, user=signed_in(request))
    except actions.InvitationUsed:
        return render(request, "members/invitation_over.html", status=410)
    except actions.WrongAddress:
        said = _("This invitation is for %(email)s. Add that address to your account first.")
        messages.error(request, said % {"email": invitation.email})
        return redirect(request.path)
    messages.success(request, _("Welcome! Your new role is yours from now on."))
    return redirect("members:account")


@never_cache
@right_required("members.block_member")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip()
    page = Paginator(_found(asked), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        (
            one,
            name_of(one),
            [roles.LABELS[g.name] for g in one.groups.all() if g.name in roles.ROLES],
        )
        for one in page.object_list
    ]
    return render(request, "members/people.html", {"rows": rows, "page": page, "asked": asked})


def _found(asked: str) -> QuerySet[User]:
    """By a part of the name, or the whole of an address; newest first. Who has left is nobody."""
    everybody = User.objects.exclude(member__is_former=True).select_related("member")
    if asked:
        by_address = Q(emailaddress__email__iexact=asked)
        everybody = everybody.filter(Q(member__shown_name__icontains=asked) | by_address)
    return everybody.prefetch_related("groups").order_by("-pk").distinct()


@never_cache
@right_required("members.block_member")
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Roles and blocks of one person; what of it one may do oneself."""
    everybody = User.objects.exclude(member__is_former=True).select_related("member")
    someone = get_object_or_404(everybody, pk=pk)
    form = RolesForm(request.POST if "give" in request.POST else None, person=someone)
    if request.method == "POST":
        return _done(request, someone, form)
    context = {
        "person": someone,
        "name": name_of(someone),
        "form": form if request.user.has_perm("members.give_role") else None,
        "roles": [roles.LABELS[code] for code in roles.roles_of(someone)],
    }
    return render(request, "members/person.html", context)


def _done(request: HttpRequest, someone: User, form: RolesForm) -> HttpResponse:
    try:
        _act(request, someone, form)
        messages.success(request, _("Saved."))
    except actions.MayNot:
        messages.error(request, _("You may not do this to this account."))
    return redirect("members:person", someone.pk)


def _act(request: HttpRequest, someone: User, form: RolesForm) -> None:
    by = signed_in(request)
    if "block" in request.POST:
        actions.block(someone, by=by, reason=request.POST.get("reason", "")[:500])
    elif "unblock" in request.POST:
        actions.unblock(someone, by=by)
    elif form.is_valid():
        for role in form.given:
            actions.give_role(role, to=someone, by=by)
        for role in form.taken:
            actions.take_role(role, of=someone, by=by)
