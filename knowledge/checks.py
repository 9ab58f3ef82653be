"""Settings that would be unsafe to serve become system checks with a hint."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def check_production_settings(**kwargs: Any) -> list[CheckMessage]:
    """The errors of `manage.py check --deploy`; none on a safe site."""
    return [
        Error(message, hint=hint, id=f"knowledge.E{number:03}")
        for number, (is_wrong, message, hint) in enumerate(_rules(), 1)
        if is_wrong
    ]


def _rules() -> list[tuple[bool, str, str]]:
    return [
        (settings.DEBUG, "DEBUG is on.", "Use knowledge.settings.production."),
        (
            "development" in settings.SECRET_KEY or len(settings.SECRET_KEY) < 40,
            "SECRET_KEY is short or the development one.",
            "Set SECRET_KEY to 50 random characters.",
        ),
        (
            not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS,
            "ALLOWED_HOSTS is empty or lets any host in.",
            "Set ALLOWED_HOSTS to the names this site answers to.",
        ),
        (
            not settings.SITE_URL.startswith("https://"),
            "SITE_URL is not an https address.",
            "Set SITE_URL to the public address, for instance https://practices.example.org.",
        ),
        (
            not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE),
            "Cookies may travel in the clear.",
            "Keep SESSION_COOKIE_SECURE and CSRF_COOKIE_SECURE on.",
        ),
        (
            settings.SECURE_HSTS_SECONDS <= 0,
            "Browsers are not told to stay on https.",
            "Set SECURE_HSTS_SECONDS above 0.",
        ),
    ]
