"""What the author of a post hears by mail, in the author's language, once it is decided."""

from functools import partial

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_noop

from knowledge.members.mails import tell

from .models import Decision
from .posts import kind_of
from .reasons import reason_text

SUBJECTS = {
    Decision.Act.PUBLISH: gettext_noop("Your post is public: %(title)s"),
    Decision.Act.REMOVE: gettext_noop("Your post was removed: %(title)s"),
}


def tell_author(decision: Decision) -> None:
    tell(decision.author, partial(_words, decision), about=f"decision {decision.pk}")


def _words(decision: Decision) -> tuple[str, str]:
    post = decision.post
    kind = kind_of(post)
    title = " ".join(kind.about(post).split())
    subject = gettext(SUBJECTS[Decision.Act(decision.act)]) % {"title": title}
    context = {
        "title": title,
        "text": kind.text_of(post),
        "url": settings.SITE_URL.rstrip("/") + kind.url_of(post),
        "reason": reason_text(decision.reason),
        "words": decision.words,
    }
    return subject, render_to_string(f"moderation/mails/{decision.act}.txt", context)
