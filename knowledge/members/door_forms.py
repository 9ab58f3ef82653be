"""The forms of allauth with our words: labels that stay, and no grey words inside of a field, which
are gone once one types."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

LABELS = {
    "code": _("Code"),
    "email": _("E-mail address"),
    "login": _("E-mail address"),
    "name": _("Name of the key"),
    "oldpassword": _("Your password now"),
    "password": _("Password"),
    "password1": _("New password"),
    "password2": _("The same once more"),
    "recipient": _("E-mail address"),
}


class Plain:
    """Before a form of allauth, gives its fields our labels."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Plain, account.LoginForm):
    """The password is for who has one; without it a code is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].required = self.fields["password"].widget.is_required = False

    def _setup_password_field(self) -> None:
        """allauth would take the field away, since nobody signs up with a password."""


class JoinForm(Plain, account.SignupForm):
    """An address is all it takes."""


class JoinByOrcidForm(Plain, SocialSignupForm):
    """ORCID seldom tells an address."""


class AddAddressForm(Plain, account.AddEmailForm):
    pass


class SetPasswordForm(Plain, account.SetPasswordForm):
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    pass


class ProveByPasswordForm(Plain, account.ReauthenticateForm):
    pass


class SecondKeyForm(Plain, mfa.AuthenticateForm):
    pass


class ProveByKeyForm(Plain, mfa.ReauthenticateForm):
    pass


class SetUpAppForm(Plain, ActivateTOTPForm):
    pass


class AddKeyForm(Plain, webauthn.AddWebAuthnForm):
    pass


class RenameKeyForm(Plain, webauthn.EditWebAuthnForm):
    pass
