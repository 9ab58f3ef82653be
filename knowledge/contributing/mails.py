"""What an author hears by mail: plain text, in the author's language, once it is decided.

A mail that cannot be sent never undoes a decision; the log keeps it.
"""

import logging
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_noop

from knowledge.members.models import Member
from knowledge.members.names import member_or_none

from .models import Proposal

logger = logging.getLogger(__name__)

SUBJECTS = {
    Proposal.State.APPROVED: gettext_noop("Published: %(title)s"),
    Proposal.State.RETURNED: gettext_noop("A question about: %(title)s"),
    Proposal.State.UNDONE: gettext_noop("Taken back: %(title)s"),
}


def tell_author(proposal: Proposal) -> None:
    """Of the state that it has now, once the transaction is through."""
    author = proposal.author
    if author is None or not author.email or not author.is_active or _wants_none(author):
        return
    transaction.on_commit(partial(_send, proposal, author.email), robust=True)


def _wants_none(author: User) -> bool:
    member = member_or_none(author)
    if member is None:
        return False
    return member.mail_stopped_at is not None or member.mail_rhythm == Member.Rhythm.NEVER


def language_of(proposal: Proposal) -> str:
    """The one the author asked for, else the one the author wrote in, else English."""
    member = member_or_none(proposal.author) if proposal.author else None
    asked = member.mail_language if member else proposal.language
    return asked if asked in dict(settings.LANGUAGES) else "en"


def _send(proposal: Proposal, address: str) -> None:
    with translation.override(language_of(proposal)):
        title = " ".join(proposal.title.split())
        subject = translation.gettext(SUBJECTS[Proposal.State(proposal.state)]) % {"title": title}
        name = f"contributing/mails/{proposal.state}.txt"
        body = render_to_string(name, {"proposal": proposal, "title": title, "url": _url(proposal)})
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [address])
    except (SMTPException, OSError):
        logger.exception("The mail about proposal %s could not be sent.", proposal.key)


def _url(proposal: Proposal) -> str:
    """The public page of what is public, the author's own page of the rest; in full."""
    is_public = proposal.state == Proposal.State.APPROVED and proposal.target is not None
    path = proposal.subject.url_of(proposal.target) if is_public else proposal.get_absolute_url()
    return settings.SITE_URL.rstrip("/") + path
