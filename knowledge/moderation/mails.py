"""What the author of a post hears by mail, in the author's language, once it is decided."""

import logging
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_noop

from knowledge.members.models import Member
from knowledge.members.names import member_or_none

from .models import Decision
from .posts import kind_of
from .reasons import reason_text

logger = logging.getLogger(__name__)

SUBJECTS = {
    Decision.Act.PUBLISH: gettext_noop("Your post is public: %(title)s"),
    Decision.Act.REMOVE: gettext_noop("Your post was removed: %(title)s"),
}


def tell_author(decision: Decision) -> None:
    """Once the transaction is through; not who wants no mails, nor whose account is closed."""
    author = decision.author
    if author is None or not author.email or not author.is_active:
        return
    member = member_or_none(author)
    if member and member.mail_rhythm == Member.Rhythm.NEVER:
        return
    language = member.mail_language if member else "en"
    transaction.on_commit(partial(_send, decision, author.email, language), robust=True)


def _send(decision: Decision, address: str, language: str) -> None:
    post = decision.post
    kind = kind_of(post)
    with translation.override(language):
        title = " ".join(kind.about(post).split())
        subject = translation.gettext(SUBJECTS[Decision.Act(decision.act)]) % {"title": title}
        context = {
            "title": title,
            "text": kind.text_of(post),
            "url": settings.SITE_URL.rstrip("/") + kind.url_of(post),
            "reason": reason_text(decision.reason),
            "words": decision.words,
        }
        body = render_to_string(f"moderation/mails/{decision.act}.txt", context)
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [address])
    except (SMTPException, OSError):
        logger.exception("The mail about decision %s could not be sent.", decision.pk)
