"""Has a person who may change what others read a second key beside the mailbox?"""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.models import AnonymousUser, User

from .roles import needs_second_key

KEYS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def lacks_second_key(user: User | AnonymousUser) -> bool:
    """True if one is needed and there is none. Who has one was asked for it when signing in."""
    return needs_second_key(user) and not is_mfa_enabled(user, KEYS)
