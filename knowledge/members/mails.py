"""A mail to one person about something of theirs, in their language, once the change stands.

A mail that cannot be sent never undoes what it tells of; the log keeps that.
"""

import logging
from collections.abc import Callable
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation

from .models import Member
from .names import member_or_none

logger = logging.getLogger(__name__)

Words = Callable[[], tuple[str, str]]
"""Subject and text, in the language that is active."""


def tell(person: User | None, words: Words, *, about: str, otherwise: str = "en") -> None:
    """Once the transaction is through. Not who has gone, wants no mails, or whose address refuses
    them. about: what the log says. otherwise: the language of who has no profile."""
    if person is None or not _wants_mails(person):
        return
    language = _language_of(person, otherwise)
    transaction.on_commit(partial(_send, person.email, language, words, about), robust=True)


def _wants_mails(person: User) -> bool:
    if not person.email or not person.is_active:
        return False
    member = member_or_none(person)
    if member is None:
        return True
    return member.mail_stopped_at is None and member.mail_rhythm != Member.Rhythm.NEVER


def _language_of(person: User, otherwise: str) -> str:
    """The one they asked for, else the one given, else English."""
    member = member_or_none(person)
    asked = member.mail_language if member else otherwise
    return asked if asked in dict(settings.LANGUAGES) else "en"


def _send(address: str, language: str, words: Words, about: str) -> None:
    with translation.override(language):
        subject, body = words()
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [address])
    except (SMTPException, OSError):
        logger.exception("The mail about %s could not be sent.", about)
