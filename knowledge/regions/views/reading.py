"""What everybody reads of the regions, and the way to say that one would look after one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.members.actions import MayNot
from knowledge.members.decorators import PersonRequest
from knowledge.members.sessions import visitor
from practices.models.labels import reader_language

from .. import actions
from ..forms import OfferForm
from ..reading.page import region_page
from ..reading.places import Region, meant, region_of
from ..reading.world import world
from ..rights import GIVE


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "regions/index.html", {"continents": world()})


@require_safe
def region(request: HttpRequest, key: str) -> HttpResponse:
    """Who looks after it, what is asked and wanted there, what is new."""
    found = region_of(key)
    if found is None:
        return _elsewhere(request, key)
    may_give = visitor(request).has_perm(GIVE)
    context = {"page": region_page(found), "may_give": may_give}
    return render(request, "regions/region.html", context)


def _elsewhere(request: HttpRequest, key: str) -> HttpResponse:
    """To the country that was meant; else a page that says where all are."""
    found = meant(key)
    if found:
        return redirect(found.url, permanent=True)
    return render(request, "regions/no_such.html", {"asked": key[:80]}, status=404)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def offer(request: PersonRequest, key: str) -> HttpResponse:
    """The form, and sending it to the secretariat."""
    found = region_of(key)
    if found is None:
        return _elsewhere(request, key)
    form = OfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _offered(request, found, form)
        if done:
            return done
    context = {"region": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "regions/offer.html", context, status=status)


def _offered(request: PersonRequest, found: Region, form: OfferForm) -> HttpResponse | None:
    """None if the form has to say why not."""
    said = form.cleaned_data
    if said["website"]:
        return redirect(found.url)
    try:
        actions.offer(found.key, user=request.user, words=said["words"], language=reader_language())
    except MayNot:
        raise PermissionDenied from None
    except actions.TooManyOffersError:
        form.add_error(None, _("You said so already, and the secretariat has not answered yet."))
        return None
    messages.success(request, _("Thank you. The secretariat reads it, and writes to you."))
    return redirect(found.url)
