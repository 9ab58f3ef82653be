"""What those who look after the site do to accounts: roles, blocks."""

from django.contrib.auth.models import Group, User
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from .. import keeping, roles
from ..sessions import end_sessions
from .joining import member_of


class MayNot(Exception):
    """Who acts has no right to do this to that person."""


@transaction.atomic
def give_role(role: str, *, to: User, by: User) -> None:
    """Raises MayNot, and KeyError for a role that there is not."""
    _must(by, "members.give_role")
    roles.ROLES[role]
    group, _created = Group.objects.get_or_create(name=role)
    to.groups.add(group)
    log(instance=member_of(to), action="members.give_role", user=by, data={"role": role})


@transaction.atomic
def take_role(role: str, *, of: User, by: User) -> None:
    """Raises MayNot; one's own role of secretariat included, so that somebody is left."""
    _must(by, "members.give_role")
    if of == by and role == roles.SECRETARIAT:
        raise MayNot
    of.groups.remove(*Group.objects.filter(name=role))
    log(instance=member_of(of), action="members.take_role", user=by, data={"role": role})


@transaction.atomic
def block(user: User, *, by: User, reason: str = "") -> None:
    """Signed out everywhere, and not let in. Raises MayNot for oneself and for those above."""
    _must(by, "members.block_member")
    if user == by or _is_above(user, by):
        raise MayNot
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    for blocking in keeping.BLOCKINGS:
        blocking(user, by)
    log(instance=member_of(user), action="members.block", user=by, data={"reason": reason})


@transaction.atomic
def unblock(user: User, *, by: User) -> None:
    """Raises MayNot, also where the account was deleted: nobody is behind it any more."""
    _must(by, "members.block_member")
    member = member_of(user)
    if member.is_former:
        raise MayNot
    user.is_active = True
    user.save(update_fields=["is_active"])
    log(instance=member, action="members.unblock", user=by)


def why_blocked(user: User) -> str:
    """What the moderator said, for the person alone; empty where nothing was."""
    entries = ModelLogEntry.objects.for_instance(member_of(user)).filter(action="members.block")
    last = entries.order_by("-timestamp").first()
    return str(last.data.get("reason", "")) if last else ""


def _must(user: User, right: str) -> None:
    if not user.has_perm(right):
        raise MayNot


def _is_above(user: User, other: User) -> bool:
    """A moderator may not block a super user, nor the secretariat; a super user may all."""
    if other.is_superuser:
        return False
    return user.is_superuser or user.has_perm("members.give_role")
