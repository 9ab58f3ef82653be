"""All that is kept about a person, to take along."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from .. import keeping, roles
from ..models import Consent, Invitation
from .joining import member_of

FORMAT = 1


def export_of(user: User) -> dict[str, Any]:
    """Plain values only. Secrets (password, keys) are named, never given out."""
    parts = {name: part(user) for name, part in keeping.PARTS.items()}
    return {
        "format": FORMAT,
        "made_at": timezone.now(),
        "account": _account(user),
        "profile": _profile(user),
        "second_keys": list(
            Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")
        ),
        "other_accounts": list(
            SocialAccount.objects.filter(user=user).values("provider", "uid", "date_joined")
        ),
        "invitations_sent": _invitations(user),
        **parts,
    }


def _account(user: User) -> dict[str, Any]:
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    return {
        "number": user.pk,
        "user_name": user.username,
        "name": user.get_full_name(),
        "email": user.email,
        "email_addresses": list(addresses.values("email", "verified", "primary")),
        "has_password": user.has_usable_password(),
        "joined_at": user.date_joined,
        "last_signed_in_at": user.last_login,
        "roles": roles.roles_of(user),
    }


def _profile(user: User) -> dict[str, Any]:
    member = member_of(user)
    return {
        "shown_name": member.shown_name,
        "reads": list(member.reading_languages),
        "mail_language": member.mail_language,
        "mail_rhythm": member.mail_rhythm,
        "mail_stopped_at": member.mail_stopped_at,
        "mails_that_came_back": member.soft_bounces,
        "agreed_to_terms_at": member.agreed_to_terms_at,
        "agreed": list(Consent.objects.filter(user=user).values("version", "at")),
    }


def _invitations(user: User) -> list[Any]:
    mine = Invitation.objects.filter(invited_by=user)
    return list(mine.values("email", "role", "invited_at", "expires_at", "accepted_at"))


@keeping.kept("log")
def acts_of(user: User) -> list[dict[str, Any]]:
    """What the log of the site says that the person did, on sheets, pages and accounts."""
    rows = [
        *ModelLogEntry.objects.filter(user=user).values("timestamp", "action", "label"),
        *PageLogEntry.objects.filter(user=user).values("timestamp", "action", "label"),
    ]
    return sorted(rows, key=lambda row: row["timestamp"])


@keeping.kept("versions")
def versions_by(user: User) -> list[dict[str, Any]]:
    """Each version of a sheet or page that the person saved, as it was saved."""
    mine = Revision.objects.filter(user=user).order_by("created_at")
    return list(mine.values("created_at", "object_str", "content_type__model", "content"))
