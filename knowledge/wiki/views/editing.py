"""What changes a page: each a form that calls an action."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from knowledge.members.decorators import right_required

from .. import actions
from ..forms import HideForm, RenameForm
from ..reading import PageView
from ..versions import revision_of
from .reading import MAY_HIDE, MAY_REVIEW, person, published_page, said


@require_POST
@right_required(MAY_REVIEW)
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    page = published_page(pk)
    version = revision_of(page, number)
    try:
        page = actions.restore_version(page, version=version, user=person(request))
        messages.success(request, _("This version is published again."))
    except actions.NothingToChange:
        messages.info(request, _("This version is the published one."))
    except actions.NotToBeRead:
        messages.error(request, _("This version is hidden."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(page.address_for_reader())


@require_http_methods(["GET", "POST"])
@right_required(MAY_HIDE)
def hide(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    page = published_page(pk)
    version = revision_of(page, number)
    form = HideForm(request.POST or None)
    if form.is_valid():
        try:
            actions.hide_version(page, version=version, user=person(request), **form.cleaned_data)
            messages.success(request, _("The version is hidden."))
            return redirect("wiki:history", page.pk)
        except actions.NotToBeRead:
            form.add_error(None, _("Readers see this version now: change the page first."))
    context = {"form": form, "around": PageView(page), "version": said(version, page)}
    return render(request, "wiki/hide.html", context)


@require_POST
@right_required(MAY_HIDE)
def show(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    page = published_page(pk)
    actions.show_version(page, version=revision_of(page, number), user=person(request))
    messages.success(request, _("The version can be read again."))
    return redirect("wiki:history", page.pk)


@require_http_methods(["GET", "POST"])
@right_required(MAY_REVIEW)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    page = published_page(pk)
    form = RenameForm(request.POST or None, initial={"title": page.title})
    if form.is_valid():
        try:
            page = actions.rename_page(page, user=person(request), **form.cleaned_data)
            messages.success(request, _("The page has a new title; the former one leads here."))
            return redirect(page.address_for_reader())
        except actions.NothingToChange:
            form.add_error("title", _("This is the title that it has."))
        except ValidationError as error:
            form.add_error("title", error.messages)
    return render(request, "wiki/rename.html", {"form": form, "around": PageView(page)})
