"""What a person fills in about the account. The forms of signing in: door_forms.py."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from . import roles
from .models import Invitation, Member


def _languages() -> list[tuple[str, str]]:
    """Each by its own name."""
    return [
        (code, get_language_info(code)["name_local"].capitalize())
        for code, _name in settings.LANGUAGES
    ]


class DetailsForm(forms.ModelForm):
    """How a person is shown, and in which language, how often, mails come."""

    reads = forms.MultipleChoiceField(
        label=_("Languages you read"),
        choices=_languages,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    mail_language = forms.ChoiceField(label=_("Language of mails"), choices=_languages)

    class Meta:
        model = Member
        fields = ("shown_name", "reads", "mail_language", "mail_rhythm")
        labels: ClassVar = {
            "shown_name": _("Name to show"),
            "mail_rhythm": _("Mails about what you follow"),
        }
        help_texts: ClassVar = {
            "shown_name": _(
                "Stands beside what you write, for all to see. Without it you are a contributor "
                "with a number."
            ),
        }
        widgets: ClassVar = {"shown_name": forms.TextInput(attrs={"autocomplete": "nickname"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["reads"] = list(self.instance.reading_languages)

    def clean_shown_name(self) -> str:
        """An address would be read by every robot that gathers them."""
        name = " ".join(self.cleaned_data["shown_name"].split())
        if "@" in name:
            raise forms.ValidationError(_("A name, please, not an e-mail address."))
        return name

    def clean_reads(self) -> str:
        return ",".join(self.cleaned_data["reads"])


class InvitationForm(forms.ModelForm):
    """Whom to invite to which role; `may_give` are the roles to choose from."""

    language = forms.ChoiceField(label=_("Language of the mail"), choices=_languages)

    class Meta:
        model = Invitation
        fields = ("email", "role", "language")
        labels: ClassVar = {"email": _("E-mail address"), "role": _("Role")}

    def __init__(self, *args: Any, may_give: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["role"] = forms.ChoiceField(
            label=_("Role"), choices=[(code, roles.LABELS[code]) for code in may_give]
        )


class RolesForm(forms.Form):
    """The roles of one person."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=roles.CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        self.person = person
        self.before = set(roles.roles_of(person)).difference(roles.OF_A_REGION)
        super().__init__(*args, **kwargs)
        self.initial["roles"] = sorted(self.before)

    @property
    def given(self) -> set[str]:
        return set(self.cleaned_data["roles"]) - self.before

    @property
    def taken(self) -> set[str]:
        return self.before - set(self.cleaned_data["roles"])
