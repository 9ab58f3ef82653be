"""Half-set settings of accounts become system checks with a hint."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

SILENT = ("console", "dummy", "filebased", "locmem")


@register()
def check_orcid(**kwargs: Any) -> list[CheckMessage]:
    """Both or none."""
    if bool(settings.ORCID["client_id"]) == bool(settings.ORCID["secret"]):
        return []
    message = "Only one of ORCID_CLIENT_ID and ORCID_SECRET is set, so ORCID stays off."
    hint = "Set both, as ORCID gave them (docs/running.md), or neither."
    return [Error(message, hint=hint, id="members.E001")]


@register(Tags.security, deploy=True)
def check_mail(**kwargs: Any) -> list[CheckMessage]:
    """One signs in by a mail: a site that sends none lets nobody in."""
    if not any(f".{kind}." in settings.EMAIL_BACKEND for kind in SILENT):
        return []
    message = "No mail leaves this site, so nobody can sign in by a code."
    hint = "Set EMAIL_URL, for instance smtp+tls://user:password@mail.example.org:587."
    return [Warning(message, hint=hint, id="members.W001")]


@register(Tags.security, deploy=True)
def check_second_key(**kwargs: Any) -> list[CheckMessage]:
    if settings.MEMBERS_SECOND_FACTOR:
        return []
    message = "Reviewers and above need no second key."
    return [Warning(message, hint="Remove SECOND_FACTOR=off.", id="members.W002")]
