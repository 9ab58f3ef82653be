"""Sends the mails that are written.

Each is claimed before it is sent and deleted after. None is lost: one that a killed run left is
sent once its claim is old. A mail comes twice only where a run dies between the server's taking it
and the deletion, and then under the same Message-ID.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from ..digest import absolute
from ..models import NewsMail
from ..tokens import return_path, stop_token
from .bouncing import note_refused, note_unreached

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=15)
"""After which another run may try again."""
KEPT = timedelta(days=3)
"""A mail that no server takes for so long is not news any more."""


def send_waiting(*, now: datetime | None = None) -> int:
    """How many were sent."""
    now = now or timezone.now()
    give_up(now)
    waiting = NewsMail.objects.sendable(before=now - CLAIM).select_related("user__member")
    connection = get_connection()
    try:
        return sum(_sent(mail, connection, now) for mail in list(waiting))
    finally:
        connection.close()


def give_up(now: datetime) -> int:
    """Mails that are older than KEPT; how many."""
    old = NewsMail.objects.filter(made_at__lt=now - KEPT).select_related("user")
    for mail in old:
        note_unreached(mail.user_id, now=now)
        mail.delete()
    return len(old)


def _sent(mail: NewsMail, connection: Any, now: datetime) -> bool:
    mine = NewsMail.objects.filter(pk=mail.pk, claimed_at=mail.claimed_at)
    if not mine.update(claimed_at=now):
        return False
    member = mail.user.member
    if not mail.user.email or not mail.user.is_active or member.mail_stopped_at:
        mail.delete()
        return False
    try:
        message_of(mail, connection).send()
    except SMTPRecipientsRefused as refused:
        _refused(mail, refused, now)
        return False
    except (SMTPException, OSError):
        logger.exception("%s could not be sent; it is tried again.", mail)
        connection.close()
        return False
    mail.delete()
    return True


def _refused(mail: NewsMail, refused: SMTPRecipientsRefused, now: datetime) -> None:
    """5xx: never again. 4xx: the server takes it later, it says."""
    codes = [code for code, _text in refused.recipients.values()]
    if codes and all(500 <= code < 600 for code in codes):
        note_refused(mail.user_id, now=now)
        mail.delete()
        logger.info("%s was refused for good.", mail)


def message_of(mail: NewsMail, connection: Any = None) -> EmailMessage:
    """Failures come back to a signed address; whom readers see is the site."""
    with override(mail.language):
        stop = absolute(reverse("following:stop", args=[stop_token(mail.user_id)]))
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": mail.message_id,
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
        "Auto-Submitted": "auto-generated",
        "Content-Language": mail.language,
    }
    sender = return_path(mail.user_id) or settings.DEFAULT_FROM_EMAIL
    to = [mail.user.email]
    return EmailMessage(mail.subject, mail.body, sender, to, headers=headers, connection=connection)
