"""Signed addresses: of a mail that stops mails, and of the sender to whom failures come back."""

import re
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

SALT, BOUNCE_SALT = "following.stop", "following.bounce"
SIGNS = 16
"""Hexadecimal digits of a signature in a local part, which holds 64 signs (RFC 5321)."""
MARK = re.compile(r"\+(\d{1,18})-([0-9a-f]{16})@", re.IGNORECASE)


class Stopping(NamedTuple):
    """Whose mails, of which follow; 0: all of them."""

    user: int
    follow: int


def stop_token(user: int, follow: int = 0) -> str:
    """Good for ever: an old mail must still be able to stop the next."""
    return signing.dumps([user, follow], salt=SALT)


def stopping(token: str) -> Stopping | None:
    """None for what we have not signed."""
    try:
        user, follow = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Stopping(user, follow)


def return_path(user: int) -> str:
    """bounces+12-0123456789abcdef@host; empty without BOUNCE_ADDRESS."""
    local, at, host = settings.BOUNCE_ADDRESS.partition("@")
    return f"{local}+{user}-{_signature(user)}@{host}" if at else ""


def returned_to(address: str) -> int | None:
    """Whose mail came back; None unless we have signed it. Mail servers may change the case."""
    found = MARK.search(address)
    if found is None:
        return None
    user, signature = int(found[1]), found[2].lower()
    return user if constant_time_compare(signature, _signature(user)) else None


def _signature(user: int) -> str:
    return salted_hmac(BOUNCE_SALT, str(user), algorithm="sha256").hexdigest()[:SIGNS]
