"""What somebody wanted to follow before signing in: kept in the session, done at the door."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from practices.models import PracticeSheet
from search.engine import EngineError

from .actions import TooManyFollows, follow, save_search
from .actions.looking import asked

SESSION = "wants_to_follow"


def remember(request: HttpRequest, **wanted: Any) -> None:
    """The last of several counts."""
    request.session[SESSION] = wanted


@receiver(user_logged_in)
def follow_now(request: HttpRequest, user: User, **_: Any) -> None:
    """By what the form said, which its page had looked at."""
    wanted = request.session.pop(SESSION, None)
    if not wanted:
        return
    try:
        if "query" in wanted:
            save_search(**wanted, found=_found(**wanted), user=user)
        else:
            follow(**wanted, user=user)
    except TooManyFollows:
        return


def _found(query: str, language: str, **_: Any) -> Collection[int]:
    """Without an index nobody knows: then all that is public is taken as known."""
    try:
        return asked(query, language)[1]
    except EngineError:
        return list(PracticeSheet.objects.published().values_list("pk", flat=True))
