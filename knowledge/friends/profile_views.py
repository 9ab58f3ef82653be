"""The page of a Friend, their own side of it, and the list of those who wish to be found."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.members.decorators import PersonRequest
from knowledge.members.sessions import visitor
from knowledge.moderation.models import PostState
from knowledge.paging import page_of, pages
from practices.models import Zone

from .actions import save_profile
from .models import Profile
from .profile_forms import FOUND, ProfileForm, initial_of_page, told_of
from .profile_showing import (
    climates_listed,
    countries_listed,
    languages_listed,
    listed,
    page_of_friend,
    rows,
)
from .saying import MayNotError

A_PAGE = 24
FILTERS = ("country", "climate", "language")


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """What everybody sees. Who shows nothing is not told from who never was; they themselves are
    shown that there is nothing to see."""
    reader = visitor(request)
    page, is_own = page_of_friend(pk), reader.pk == pk
    if page is None or not (page.is_public or is_own):
        raise Http404
    can_flag = reader.is_authenticated and not is_own and page.parts.has_words
    context = {"page": page, "is_own": is_own, "can_flag": can_flag}
    return render(request, "friends/person.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def mine(request: PersonRequest) -> HttpResponse:
    """One's own page, to fill in."""
    page = Profile.objects.filter(author=request.user).select_related("country").first()
    form = ProfileForm(request.POST or None, initial=initial_of_page(page))
    if request.method == "POST" and form.is_valid():
        return _saved(request, form)
    context = {"form": form, "page": page}
    return render(request, "friends/mine.html", context, status=422 if form.errors else 200)


def _saved(request: PersonRequest, form: ProfileForm) -> HttpResponse:
    try:
        page = save_profile(request.user, told_of(form.cleaned_data))
    except MayNotError:
        raise PermissionDenied from None
    zone = page.zones.filter(scheme=Zone.Scheme.KOPPEN).first()
    if zone and form.data.get("near") == FOUND:
        said = _("Saved. Your climate: %(climate)s. The position is not kept.")
        messages.success(request, said % {"climate": f"{zone.label} ({zone.code})"})
        return redirect("friends:mine")
    if page.state == PostState.PENDING:
        said = _("Saved. A moderator reads your words first; only you see them until then.")
        messages.success(request, said)
    else:
        messages.success(request, _("Saved. This is your page as others see it."))
    return redirect("friends:person", request.user.pk)


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Friends who chose to be listed."""
    asked = {name: request.GET.get(name, "").replace("\x00", "")[:40] for name in FILTERS}
    found = page_of(request, listed(**asked), A_PAGE)
    offered = (
        ("country", _("Country"), countries_listed()),
        ("climate", _("Climate"), climates_listed()),
        ("language", _("Language"), languages_listed()),
    )
    context = {
        "rows": rows(list(found.object_list)),
        "pages": pages(request, found),
        "filters": [(name, label, there, asked[name]) for name, label, there in offered if there],
        "is_filtered": any(asked.values()),
    }
    return render(request, "friends/directory.html", context)
