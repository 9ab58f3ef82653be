"""An invitation: a link in a mail, for one address, one role, once, two weeks long."""

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import log

from .. import roles
from ..models import DAYS_OF_INVITATION, Invitation
from ..names import name_of
from .joining import agree_to_terms, member_of

KEPT_AFTER_EXPIRY = timedelta(days=30)


class MayNotInvite(Exception):
    """Who invites has no right to, for this role."""


class InvitationUsed(Exception):
    """Taken up before, or too old."""


class WrongAddress(Exception):
    """The invitation was sent to somebody else."""


@transaction.atomic
def invite(*, email: str, role: str, language: str, by: User) -> Invitation:
    """Keep and send one; an open one to the same address for the same role is replaced, and old
    ones are forgotten. Raises MayNotInvite. The mail leaves once the transaction holds."""
    if role not in roles.roles_to_invite_to(by):
        raise MayNotInvite
    forget_old_invitations(timezone.now())
    Invitation.objects.open().filter(email__iexact=email, role=role).delete()
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email.lower(), role=role, language=language, invited_by=by, token_hash=_hash(token)
    )
    log(instance=invitation, action="members.invite", user=by, data={"role": role})
    transaction.on_commit(lambda: _send(invitation, token))
    return invitation


def find_invitation(token: str) -> Invitation | None:
    """Open or not; None for a link that nobody sent."""
    return (
        Invitation.objects.select_related("invited_by__member")
        .filter(token_hash=_hash(token))
        .first()
    )


@transaction.atomic
def accept_invitation(invitation: Invitation, *, user: User) -> None:
    """The role is given; the address is no longer kept with the invitation.

    Raises InvitationUsed, and WrongAddress unless the user has proved to own the address.
    Whoever invited must still have the right to.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    may_still = invitation.role in roles.roles_to_invite_to(invitation.invited_by)
    if not invitation.is_open or not may_still:
        raise InvitationUsed
    mine = EmailAddress.objects.filter(user=user, verified=True)
    if not mine.filter(email__iexact=invitation.email).exists():
        raise WrongAddress
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.email = ""
    invitation.save()
    _give(invitation.role, user)
    log(instance=invitation, action="members.accept", user=user, data={"role": invitation.role})


def _give(role: str, user: User) -> None:
    if role != roles.FRIEND:
        agree_to_terms(user)
    group, _created = Group.objects.get_or_create(name=role)
    member_of(user).user.groups.add(group)


def forget_old_invitations(now: datetime) -> int:
    """Those that nobody took up; how many."""
    old = Invitation.objects.filter(accepted_at=None, expires_at__lt=now - KEPT_AFTER_EXPIRY)
    return old.delete()[0]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _send(invitation: Invitation, token: str) -> None:
    with translation.override(invitation.language):
        context = {
            "language": invitation.language,
            "path": reverse("members:invited", args=[token]),
            "by": name_of(invitation.invited_by),
            "role": roles.LABELS[invitation.role],
            "does": roles.DOES[invitation.role],
            "days": DAYS_OF_INVITATION,
        }
        get_adapter().send_mail("members/mail/invitation", invitation.email, context)
