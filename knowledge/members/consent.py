"""The words that one agrees to by joining, and who has to be asked again.

They are templates/members/_agreed.html. Whoever changes what they promise gives them a new version
here; each person is then asked once, at the next page. What every version said is in the history
of that file.
"""

from django.contrib.auth.models import User
from django.http import HttpRequest

from .models import Consent

VERSION = "2026-11-29"
FINGERPRINT = "ada5e0078aa14edba1f3678b4a92ea9d"
"""Of the template of this version, half of its SHA-256: a test fails where the words are others."""
AGREED = "agreed_to"
UNASKED = "unasked"
"""Kept instead of a version for who joined without seeing the words."""


def is_due(user: User) -> bool:
    """Whether the person agreed to other words than today's, or joined unasked. Of an account made
    at the command line nothing is kept: it is not asked."""
    said = set(Consent.objects.filter(user=user).values_list("version", flat=True))
    return bool(said) and VERSION not in said


def note_consent(request: HttpRequest, user: User) -> bool:
    """Whether it is due; if not, the session knows, and the database is asked no more."""
    if is_due(user):
        return True
    request.session[AGREED] = VERSION
    return False


def is_due_here(request: HttpRequest) -> bool:
    """Whether somebody who is signed in has to be asked before the page that they open."""
    if request.session.get(AGREED) == VERSION or not isinstance(request.user, User):
        return False
    return note_consent(request, request.user)
