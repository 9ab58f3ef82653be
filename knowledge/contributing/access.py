"""Whose draft it is. One written before signing in belongs to the browser that wrote it."""

from collections.abc import Callable
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest

from .models import Proposal

SESSION = "drafts"
MOST_UNSIGNED = 20
"""Drafts that a browser may keep before somebody signs in."""
MOST_AN_HOUR = 60
"""The same from one address of the network, which a whole village may share."""


class SignedOutError(Exception):
    """The draft is a person's, and nobody is signed in."""


def mine(request: HttpRequest, key: UUID) -> Proposal:
    """The proposal, for its author. Raises SignedOutError, PermissionDenied or Http404."""
    proposal = Proposal.objects.filter(key=key).first()
    if proposal is None:
        raise Http404
    if proposal.author_id is None:
        if str(key) in request.session.get(SESSION, []):
            return proposal
        raise PermissionDenied
    if not request.user.is_authenticated:
        raise SignedOutError
    if proposal.author_id != request.user.pk:
        raise PermissionDenied
    return proposal


def note_unsigned(request: HttpRequest, key: UUID) -> None:
    """This browser wrote it. Raises PermissionDenied where it wrote too many already."""
    keys = request.session.get(SESSION, [])
    if str(key) in keys:
        return
    if len(keys) >= MOST_UNSIGNED or is_too_much(request, "unsigned", most=MOST_AN_HOUR):
        raise PermissionDenied
    request.session[SESSION] = list(dict.fromkeys([*keys, str(key)]))


@transaction.atomic
def noted(request: HttpRequest, begin: Callable[[], Proposal]) -> Proposal:
    """The draft that this begins; before signing in, its browser's.

    Raises PermissionDenied as `note_unsigned` does, and nothing is begun then.
    """
    draft = begin()
    if draft.author_id is None:
        note_unsigned(request, draft.key)
    return draft


def is_too_much(request: HttpRequest, what: str, *, most: int) -> bool:
    """More than so many an hour from one address of the network, which is kept no longer."""
    key = f"{what}:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, timeout=3600)
    try:
        return cache.incr(key) > most
    except ValueError:
        return False
