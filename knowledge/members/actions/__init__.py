"""The verbs: what happens to accounts. Each is one transaction, and is written in Wagtail's log."""

from .exporting import export_of
from .forgetting import forget_unconfirmed
from .inviting import (
    InvitationUsed,
    MayNotInvite,
    WrongAddress,
    accept_invitation,
    find_invitation,
    invite,
)
from .joining import agree, agree_to_terms, make_editor, member_of, random_username, welcome
from .leaving import delete_account
from .moderating import MayNot, block, give_role, take_role, unblock
from .sweeping import forget, overdue

__all__ = [
    "InvitationUsed",
    "MayNot",
    "MayNotInvite",
    "WrongAddress",
    "accept_invitation",
    "agree",
    "agree_to_terms",
    "block",
    "delete_account",
    "export_of",
    "find_invitation",
    "forget",
    "forget_unconfirmed",
    "give_role",
    "invite",
    "make_editor",
    "member_of",
    "overdue",
    "random_username",
    "take_role",
    "unblock",
    "welcome",
]
