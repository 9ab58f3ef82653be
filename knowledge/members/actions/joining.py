"""How one becomes a Friend, a contributor, and, on a machine of one's own, an editor."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from wagtail.log_actions import log

from .. import roles
from ..consent import VERSION
from ..models import Consent, Member
from ..names import member_or_none

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def random_username() -> str:
    """Nobody types it, so it says nothing of anybody."""
    return f"member-{get_random_string(12, LETTERS)}"


def member_of(user: User) -> Member:
    """The profile; made where an account was made outside of the site."""
    if (known := member_or_none(user)) is not None:
        return known
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    found, _created = Member.objects.get_or_create(
        user=user, defaults={"mail_language": language, "reads": language}
    )
    return found


@transaction.atomic
def welcome(user: User) -> Member:
    """A new account: a profile in the language of the page, and the role of a Friend."""
    member = member_of(user)
    group, _created = Group.objects.get_or_create(name=roles.FRIEND)
    user.groups.add(group)
    log(instance=member, action="members.join", user=user)
    return member


def agree(user: User) -> Consent:
    """To the words of today (consent.py). Again, it changes nothing."""
    return Consent.objects.get_or_create(user=user, version=VERSION)[0]


@transaction.atomic
def agree_to_terms(user: User) -> Member:
    """Own texts go under CC BY 4.0; with that one is a contributor. Again, it changes nothing."""
    member = member_of(user)
    if member.agreed_to_terms_at is None:
        member.agreed_to_terms_at = timezone.now()
        member.save(update_fields=["agreed_to_terms_at"])
        log(instance=member, action="members.agree_to_terms", user=user)
    agree(user)
    group, _created = Group.objects.get_or_create(name=roles.CONTRIBUTOR)
    user.groups.add(group)
    return member


@transaction.atomic
def make_editor(*, email: str, password: str = "") -> User:
    """One who may do everything, with this address; an account that has the address already
    becomes one. Without a password a code is sent, as to everybody."""
    address = EmailAddress.objects.filter(email=email.lower()).select_related("user").first()
    user = address.user if address else User(username=random_username(), email=email.lower())
    user.is_superuser = user.is_staff = user.is_active = True
    if password:
        user.set_password(password)
    elif not address:
        user.set_unusable_password()
    user.save()
    member_of(user)
    EmailAddress.objects.update_or_create(
        email=email.lower(), user=user, defaults={"verified": True, "primary": True}
    )
    return user
