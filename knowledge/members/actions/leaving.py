"""The end of an account. The row stays, so that texts keep an author; nothing in it is personal."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from .. import keeping
from ..models import Invitation, Member
from ..sessions import end_sessions
from .joining import member_of, random_username


@transaction.atomic
def delete_account(user: User) -> None:
    """Names, addresses, keys, sessions and roles go; apps let go of their parts (keeping.py)."""
    member = member_of(user)
    addresses = _addresses(user)
    for farewell in keeping.FAREWELLS:
        farewell(user)
    _remove_rows(user, addresses)
    end_sessions(user, naming=addresses)
    _empty(user)
    _empty_profile(member)
    log(instance=member, action="members.delete_account", user=user)


def _addresses(user: User) -> set[str]:
    known = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return {address for address in {*known, user.email} if address}


def _remove_rows(user: User, addresses: set[str]) -> None:
    for model in (EmailAddress, SocialAccount, Authenticator, UserProfile):
        model._default_manager.filter(user=user).delete()
    to_me = Q(accepted_by=user)
    for address in addresses:
        to_me |= Q(email__iexact=address)
    Invitation.objects.filter(to_me | Q(invited_by=user, accepted_at=None)).delete()
    user.groups.clear()
    user.user_permissions.clear()


def _empty(user: User) -> None:
    user.username = random_username()
    user.email = user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()


def _empty_profile(member: Member) -> None:
    """What is left: that there was somebody, and that the terms were agreed to."""
    member.shown_name, member.reads = "", ""
    member.mail_language = "en"
    member.mail_rhythm = Member.Rhythm.NEVER
    member.mail_stopped_at, member.soft_bounces = None, 0
    member.is_former = True
    member.save()
