"""Reading a page and its versions. A wrong slug is mended by a redirect."""

from typing import cast
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from wagtail.models import Revision

from knowledge.contributing.actions.reviewing import checked
from knowledge.contributing.models import Proposal
from knowledge.contributing.subjects import InvalidAnswersError
from knowledge.members.sessions import visitor
from knowledge.paging import page_of, pages

from ..links import linking_to_page
from ..models import WikiPage
from ..people import name_of
from ..reading import PageView
from ..versions import (
    Version,
    changes_between,
    hidden_of,
    notes_of,
    readable_changes,
    revision_of,
    revisions,
    revisions_of,
    version_of,
    versions,
)

VERSIONS_A_PAGE, LINKS_A_PAGE = 50, 100
MAY_REVIEW, MAY_HIDE = "contributing.review_proposal", "wiki.hide_version"


def published_page(pk: int) -> WikiPage:
    pages = WikiPage.objects.published().select_related("practice", "zone")
    return get_object_or_404(pages, pk=pk)


def person(request: HttpRequest) -> User:
    """Behind `login_required` and its like, where nobody is anonymous."""
    return cast("User", request.user)


def may_review(request: HttpRequest) -> bool:
    return is_in(request) and request.user.has_perm(MAY_REVIEW)


def may_hide(request: HttpRequest) -> bool:
    return is_in(request) and request.user.has_perm(MAY_HIDE)


def is_in(request: HttpRequest) -> bool:
    return visitor(request).is_authenticated


@require_safe
def page(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = published_page(pk)
    if request.path != found.address_for_reader():
        return redirect(found.address_for_reader(), permanent=True)
    context = {
        "view": PageView(found),
        "proposals": waiting(found),
    }
    return render(request, "wiki/page.html", context)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    found = published_page(pk)
    listed = page_of(request, revisions_of(found), VERSIONS_A_PAGE)
    context = {
        "around": PageView(found),
        "versions": versions(found, listed),
        "pages": pages(request, listed),
        "may_restore": may_review(request),
        "may_hide": may_hide(request),
    }
    return render(request, "wiki/history.html", context)


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Any version, also one that waits for its review."""
    found = published_page(pk)
    revision = revision_of(found, number)
    is_hidden = hidden_of(revision) is not None
    context = {
        "around": None if is_hidden else PageView(revision.as_object()),
        "version": said(revision, found),
        "now": found,
        "may_restore": may_review(request) and not is_hidden,
        "may_hide": may_hide(request),
    }
    return render(request, "wiki/version.html", context)


def waiting(page: WikiPage) -> QuerySet[Proposal]:
    """What people have sent and nobody has decided on, the oldest first."""
    return Proposal.objects.of(page).filter(state=Proposal.State.SENT).order_by("sent_at")


@require_safe
def proposed(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """The page as a proposal would have it, and what that changes; gone once it is decided."""
    found = published_page(pk)
    proposal = get_object_or_404(waiting(found).select_related("author__member"), key=key)
    try:
        changed = checked(proposal)
    except InvalidAnswersError as error:
        raise Http404 from error
    context = {
        "now": found,
        "around": PageView(changed),
        "author": name_of(proposal.author),
        "proposal": proposal,
        "changes": changes_between(found, changed),
    }
    return render(request, "wiki/proposed.html", context)


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """`from` and `to` are numbers of versions; without one, the version before the other, or the
    published one."""
    found = published_page(pk)
    new = _version_or(request.GET.get("to"), found, found.live_revision)
    old = _version_or(request.GET.get("from"), found, _before(new))
    context = {
        "around": PageView(found),
        "old": said(old, found),
        "new": said(new, found),
        "changes": readable_changes(old, new),
        "may_restore": may_review(request) and not hidden_of(old),
    }
    return render(request, "wiki/compare.html", context)


def _version_or(asked: str | None, page: WikiPage, default: Revision) -> Revision:
    return revision_of(page, asked) if asked else default


def _before(revision: Revision) -> Revision:
    """The first version has none before it, and is compared with itself."""
    before = revisions().filter(object_id=revision.object_id, pk__lt=revision.pk)
    return before.first() or revision


def said(revision: Revision, page: WikiPage) -> Version:
    return version_of(revision, page.live_revision_id, notes_of([revision.pk]))


@require_safe
def links_here(request: HttpRequest, pk: int) -> HttpResponse:
    found = published_page(pk)
    listed = page_of(request, linking_to_page(found), LINKS_A_PAGE)
    context = {
        "around": PageView(found),
        "listed": listed,
        "pages": pages(request, listed),
        "former": found.titles.filter(is_current=False),
    }
    return render(request, "wiki/links.html", context)
