"""The signed-in browsers of a person.

Django's sessions do not say whose they are, so each is opened to see. That is slow, but rare: one
signs out everywhere, or leaves, once. To keep who was where, with what program, would be quicker,
and personal data that nobody needs.
"""

import json
import time
from collections.abc import Collection, Iterator

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.contrib.sessions.models import Session
from django.http import HttpRequest

CAME_IN_AT = "came_in_at"
WHY_CLOSED = "why_closed"


def has_session(request: HttpRequest) -> bool:
    """Whether the browser sent a session's cookie. Without one the session is not even looked for,
    so that a page that everybody gets stays one: no query, no `Vary: Cookie`."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def visitor(request: HttpRequest) -> User | AnonymousUser:
    """Who reads a page that everybody may read; nobody for a request that failed early."""
    user = getattr(request, "user", None) if has_session(request) else None
    return user or AnonymousUser()


def note_coming_in(request: HttpRequest) -> None:
    """When this browser was signed in, in seconds since 1970."""
    request.session[CAME_IN_AT] = int(time.time())


def came_in_lately(request: HttpRequest) -> bool:
    """Within the time for which a proof holds; the session of a phone left lying did not."""
    came_in_at = request.session.get(CAME_IN_AT, 0)
    return time.time() - came_in_at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def end_sessions(
    user: AbstractBaseUser, *, but: str | None = None, naming: Collection[str] = ()
) -> int:
    """Sign the user out of every browser, except the session with the key `but`. How many.

    Also ends those that hold one of the addresses in `naming`: somebody began to sign in.
    """
    mine = [key for key in _keys(str(user.pk), naming) if key != but]
    Session.objects.filter(session_key__in=mine).delete()
    return len(mine)


def _keys(pk: str, naming: Collection[str]) -> Iterator[str]:
    for session in Session.objects.iterator():
        said = session.get_decoded()
        text = json.dumps(said, ensure_ascii=False) if naming else ""
        if said.get(SESSION_KEY) == pk or any(address in text for address in naming):
            yield session.session_key
