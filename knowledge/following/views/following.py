"""What one follows, and the forms that begin and end it."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.members.actions import member_of
from knowledge.members.views.account import signed_in
from knowledge.paging import page_of, pages
from practices.models.labels import reader_language
from search.address import LIST
from search.engine import EngineError
from search.export.views import unavailable
from search.feeds import asked_for
from search.page.addresses import Addresses

from .. import actions
from ..actions.following import search_key
from ..actions.looking import asked
from ..forms import FollowForm, SearchForm
from ..kinds import Followed
from ..models import Follow
from ..reading import followed, lately
from ..waiting import remember

ON_A_PAGE = 50


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All that one follows, each with its news and its rhythm."""
    user = signed_in(request)
    listed = page_of(request, Follow.objects.filter(user=user), ON_A_PAGE)
    rows = [
        (one, FollowForm(initial={"rhythm": one.follow.rhythm}, auto_id=f"{one.follow.pk}_%s"))
        for one in lately(list(listed))
    ]
    newest = sorted(rows, key=lambda row: not row[0].news)
    context = {"rows": newest, "pages": pages(request, listed), "member": member_of(user)}
    return render(request, "following/mine.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """GET asks, so that the page of the thing needs no form and is the same for everybody."""
    found = followed(kind, key)
    if found is None or (kind == Follow.Kind.PERSON and key == str(request.user.pk)):
        raise Http404
    form = FollowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        wanted = {"kind": kind, "key": key, "rhythm": form.cleaned_data["rhythm"]}
        if not request.user.is_authenticated:
            return _to_the_door(request, found.url, **wanted)
        return _began(request, found, partial(actions.follow, **wanted))
    return _asked(request, found, kind, key, form)


def _to_the_door(request: HttpRequest, url: str, **wanted: str) -> HttpResponse:
    """What was chosen is kept, and done once one is in."""
    remember(request, **wanted)
    return redirect_to_login(url)


def _began(request: HttpRequest, found: Followed, act: Callable[..., Follow]) -> HttpResponse:
    try:
        act(user=signed_in(request))
        messages.success(request, _("You follow this now: %(title)s") % {"title": found.title})
    except actions.TooManyFollows:
        messages.error(request, _("You follow as much as one can. End something first."))
        return redirect("following:mine")
    return redirect(found.url)


def _asked(
    request: HttpRequest, found: Followed, kind: str, key: str, form: FollowForm
) -> HttpResponse:
    known = _known(request.user, kind, key)  # type: ignore[arg-type]
    context = {
        "followed": found,
        "kind": kind,
        "kind_label": Follow.Kind(kind).label,
        "known": known,
        "form": form,
        "feed_url": reverse("following:feed", args=[kind, key]) if kind != "search" else "",
    }
    return render(request, "following/follow.html", context)


def _known(user: User, kind: str, key: str) -> Follow | None:
    if not user.is_authenticated:
        return None
    return Follow.objects.filter(user=user, kind=kind, key=key).first()


@never_cache
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Saves the search of the query string: all that it finds now is known, and never told."""
    language = reader_language()
    try:
        answer, ids = asked(request.META.get("QUERY_STRING", ""), language)
    except EngineError:
        return unavailable(request)
    address = Addresses(reverse("search:results"), answer.parsed, language).shown_as(LIST).page(1)
    query, key = urlsplit(address).query, search_key(urlsplit(address).query, language)
    known = _known(request.user, "search", key)  # type: ignore[arg-type]
    name = known.name if known else " · ".join(asked_for(answer, language)) or _("All sheets")
    given = request.POST if request.method == "POST" else None
    form = SearchForm(given, initial={"name": name[:120]})
    found = Followed(name, address)
    if request.method == "POST" and form.is_valid():
        called = form.cleaned_data["name"] or name[:120]
        wanted = {"query": query, "language": language, **form.cleaned_data, "name": called}
        if not request.user.is_authenticated:
            return _to_the_door(request, address, **wanted)
        return _began(request, found, partial(actions.save_search, **wanted, found=ids))
    return _asked(request, found, "search", key, form)


@require_POST
@login_required
def rhythm(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Follow, user=signed_in(request), pk=pk)
    form = FollowForm(request.POST)
    if form.is_valid():
        actions.change_rhythm(found, rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("Saved."))
    return redirect("following:mine")


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    actions.unfollow(user=signed_in(request), pk=pk)
    messages.success(request, _("You follow this no more."))
    return redirect("following:mine")
