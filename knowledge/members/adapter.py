"""Where we differ from allauth: user names say nothing, mails speak the person's language."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from .actions.joining import random_username
from .actions.moderating import why_blocked
from .models import Member
from .sessions import WHY_CLOSED, came_in_lately

UNKNOWN = "account/email/unknown_account"


class Adapter(DefaultAccountAdapter):
    def generate_unique_username(self, txts: list[str | None], regex: str | None = None) -> str:
        """allauth's would hold half of the address."""
        return random_username()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix == UNKNOWN and (blocked := _blocked(email)):
            template_prefix = "members/mail/closed"
            context = context | {"reason": why_blocked(blocked)}
        language = context.get("language") or _mail_language(email) or translation.get_language()
        with translation.override(language):
            self.render_mail(template_prefix, email, _site() | {"email": email} | context).send()

    def respond_user_inactive(
        self, request: HttpRequest, user: AbstractBaseUser
    ) -> HttpResponseRedirect:
        """Asked for who has proved, by a code, a password or ORCID, to be the person: they may
        know why (views/door.py)."""
        if isinstance(user, User):
            request.session[WHY_CLOSED] = why_blocked(user)
        return HttpResponseRedirect(reverse("account_inactive"))

    def is_reauthentication_required(self, *, app: str = "") -> bool:
        """Who has just come through the door need not prove it again."""
        return super().is_reauthentication_required(app=app) and not came_in_lately(self.request)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Signing up with an address that has an account looks as any other; the mail tells."""
        self.send_mail("account/email/account_already_exists", email, {})


def _mail_language(email: str) -> str | None:
    """That of whoever has the address; None for nobody."""
    found = Member.objects.filter(user__emailaddress__email__iexact=email)
    return found.values_list("mail_language", flat=True).first()


def _blocked(email: str) -> User | None:
    """allauth looks among the active only; to send a blocked person to sign up leads nowhere.
    Only whoever reads the mailbox learns of it."""
    found = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=False)
    address = found.select_related("user").first()
    return address.user if address else None


def _site() -> dict[str, str]:
    """Of the settings: a mail must not lead to the host that a request claimed to be for."""
    return {
        "site_url": settings.SITE_URL.rstrip("/"),
        "sign_in_path": reverse("account_login"),
        "sign_up_path": reverse("account_signup"),
    }
