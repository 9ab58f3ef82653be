"""The pages of an account: one's own, those of people, invitations, and the admin's door."""

from .account import (
    account,
    agree,
    delete,
    export,
    remove_password,
    second_key,
    sign_out_elsewhere,
    terms,
)
from .door import admin_sign_in, admin_sign_out
from .people import invitations, invited, people, person

__all__ = [
    "account",
    "admin_sign_in",
    "admin_sign_out",
    "agree",
    "delete",
    "export",
    "invitations",
    "invited",
    "people",
    "person",
    "remove_password",
    "second_key",
    "sign_out_elsewhere",
    "terms",
]
