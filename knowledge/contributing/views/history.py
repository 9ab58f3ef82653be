"""What an object said at each time it was public; any two compared, any one restored."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import actions
from ..access import noted
from ..actions.drafting import open_draft
from ..subjects import Subject, subject_of
from ..versions import Version, public_revisions, versions
from .changes import Change, changes_between
from .deciding import public_object
from .reviewing import REFUSALS, REVIEW


@require_safe
def history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    target, subject = _with_versions(kind, pk)
    found = versions(target)
    old, new = _asked(request, found)
    context = {
        "target": target,
        "kind": kind,
        "url": subject.url_of(target),
        "versions": found,
        "old": old,
        "new": new,
        "changes": _changes(subject, target, old, new) if old and new else [],
        "may_restore": request.user.has_perm(REVIEW),
    }
    return render(request, "contributing/review/history.html", context)


def _with_versions(kind: str, pk: int) -> tuple[Any, Subject]:
    """Raises Http404 for what is only a part of another object: the versions are of the whole."""
    target, subject = public_object(kind, pk), subject_of(kind)
    if not subject.is_whole:
        raise Http404
    return target, subject


def _asked(request: HttpRequest, found: list[Version]) -> tuple[Version | None, Version | None]:
    """The two that are compared; the older one is the left one whichever is asked first."""
    asked = {request.GET.get("a", ""), request.GET.get("b", "")}
    pair = [one for one in found if str(one.pk) in asked]
    return (pair[1], pair[0]) if len(pair) == 2 else (None, None)


def _changes(subject: Subject, target: Any, old: Version, new: Version) -> list[Change]:
    revisions = public_revisions(target).in_bulk([old.pk, new.pk])
    language = _language(subject, target)
    before, after = (
        subject.answers_of(revisions[one.pk].as_object(), language) for one in (old, new)
    )
    return changes_between(subject, before, after)


def _language(subject: Subject, target: Any) -> str:
    return subject.language_of(target, get_language() or "en")


@require_POST
def restore(request: HttpRequest, kind: str, pk: int, revision: int) -> HttpResponse:
    """A reviewer's is published at once; anybody else's becomes a draft to be sent."""
    target, subject = _with_versions(kind, pk)
    earlier = public_revisions(target).filter(pk=revision).first()
    if earlier is None:
        raise Http404
    about = {"revision": earlier, "subject": subject, "language": _language(subject, target)}
    if request.user.has_perm(REVIEW):
        return _restored(request, target, about)
    author = request.user if request.user.is_authenticated else None
    about_draft = {"kind": kind, "language": about["language"]}
    if own := open_draft(author, target, **about_draft):
        messages.info(request, _("You are writing on this page already. Send that first."))
        return redirect(own)
    begin = partial(actions.propose_version, target, author=author, **about)
    return redirect(noted(request, begin))


def _restored(request: Any, target: Any, about: dict[str, Any]) -> HttpResponse:
    note = _("Back to the version of %(date)s") % {
        "date": f"{about['revision'].created_at:%Y-%m-%d %H:%M}"
    }
    try:
        actions.restore_version(target, user=request.user, note=note, **about)
    except tuple(REFUSALS) as error:
        messages.warning(request, str(REFUSALS[type(error)]))
    else:
        messages.success(request, _("Restored: the page says again what it said then."))
    return redirect("contributing:history", about["subject"].kind, target.pk)
