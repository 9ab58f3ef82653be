"""One's own account."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import actions, roles
from ..forms import DetailsForm
from ..second_key import KEYS, lacks_second_key
from ..sessions import end_sessions
from ..signals import renamed

COME_BACK = "second_key_next"


def signed_in(request: HttpRequest) -> User:
    """The user of a page behind `login_required`."""
    return cast(User, request.user)


def next_of(request: HttpRequest, default: str) -> str:
    """Where a person wanted to go, if that is on this site."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else reverse(default)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """All about the account on one page; POST saves how one is shown and gets mail."""
    member = actions.member_of(signed_in(request))
    form = DetailsForm(request.POST or None, instance=member)
    if request.method == "POST" and form.is_valid():
        form.save()
        if "shown_name" in form.changed_data:
            renamed.send(sender=type(member), user=member.user)
        messages.success(request, _("Saved."))
        return redirect("members:account")
    return render(request, "members/account.html", {"form": form, **_standing(signed_in(request))})


def _standing(user: User) -> dict[str, object]:
    mine = roles.roles_of(user)
    keys = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return {
        "member": user.member,
        "roles": [(roles.LABELS[code], roles.DOES[code]) for code in mine],
        "has_region": not set(roles.OF_A_REGION).isdisjoint(mine),
        "addresses": EmailAddress.objects.filter(user=user).order_by("-primary", "email"),
        "has_key": bool(keys.intersection(KEYS)),
        "needs_key": roles.needs_second_key(user),
        "has_orcid": settings.HAS_ORCID,
        "orcid": SocialAccount.objects.filter(user=user).first() if settings.HAS_ORCID else None,
        "may_invite": bool(roles.roles_to_invite_to(user)),
        "may_see_people": user.has_perm("members.block_member"),
        "contributions_url": _url_or_none("contributing:mine"),
    }


def _url_or_none(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        actions.agree_to_terms(signed_in(request))
        messages.success(request, _("Thank you. You may now write and propose."))
        return redirect(next_of(request, "members:account"))
    member = actions.member_of(signed_in(request))
    context = {"member": member, "next": next_of(request, "members:account")}
    return render(request, "members/terms.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest) -> HttpResponse:
    """To the words of today, where they are others than those that one agreed to."""
    if request.method == "POST":
        actions.agree(signed_in(request))
        return redirect(next_of(request, "members:account"))
    return render(request, "members/agree.html", {"next": next_of(request, "members:account")})


@never_cache
@login_required
@reauthentication_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """A file with all that is kept about whoever asks, after a fresh proof that it is they."""
    user = signed_in(request)
    response = JsonResponse(
        actions.export_of(user), json_dumps_params={"indent": 1, "ensure_ascii": False}
    )
    response["Content-Disposition"] = f'attachment; filename="account-{user.pk}.json"'
    return response


@never_cache
@login_required
@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """GET says what goes and what stays; POST does it, after a fresh proof."""
    if request.method != "POST":
        return render(request, "members/delete.html")
    actions.delete_account(signed_in(request))
    logout(request)
    messages.success(request, _("Your account is deleted."))
    return redirect("home")


@login_required
@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    ended = end_sessions(signed_in(request), but=request.session.session_key)
    said = ngettext(
        "Signed out of %(number)s other browser.",
        "Signed out of %(number)s other browsers.",
        ended,
    )
    messages.success(request, said % {"number": ended})
    return redirect("members:account")


@login_required
@reauthentication_required
@require_POST
def remove_password(request: HttpRequest) -> HttpResponse:
    """For who forgot it, too: a code in a mail proves as much. Other browsers are signed out."""
    user = signed_in(request)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)
    messages.success(request, _("You have no password now: a code is sent whenever you sign in."))
    return redirect("members:account")


@never_cache
@login_required
@require_safe
def second_key(request: HttpRequest) -> HttpResponse:
    """Says what to do before one goes on; with a key, goes on to where one wanted to go."""
    if "next" in request.GET:
        request.session[COME_BACK] = next_of(request, "members:account")
    if not lacks_second_key(request.user):
        return redirect(request.session.pop(COME_BACK, "members:account"))
    return render(request, "members/second_key.html")
