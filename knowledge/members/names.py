"""The name under which a person's words stand, everywhere. Never an e-mail address."""

from django.contrib.auth.models import AnonymousUser, User
from django.utils.translation import gettext as _

from .models import Member


def name_of(user: User | AnonymousUser | None) -> str:
    """What the person chose, else "Contributor 12"; "Former contributor" for one who has left.

    Reads `user.member`: a list of texts asks for it with `select_related("author__member")`.
    """
    if user is None or user.pk is None:
        return _("Former contributor")
    member = member_or_none(user)
    if member and member.is_former:
        return _("Former contributor")
    return (member and member.shown_name) or _("Contributor %(number)s") % {"number": user.pk}


def member_or_none(user: User | AnonymousUser) -> Member | None:
    """A super user made at the command line, or a visitor, has no profile."""
    try:
        return user.member  # type: ignore[union-attr]
    except (AttributeError, Member.DoesNotExist):
        return None
