"""What an author hears by mail: plain text, in the author's language, once it is decided."""

from functools import partial

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_noop

from knowledge.members.mails import tell

from .models import Proposal

SUBJECTS = {
    Proposal.State.APPROVED: gettext_noop("Published: %(title)s"),
    Proposal.State.RETURNED: gettext_noop("A question about: %(title)s"),
    Proposal.State.UNDONE: gettext_noop("Taken back: %(title)s"),
}


def tell_author(proposal: Proposal) -> None:
    """Of the state that it has now. Without a profile, in the language the author wrote in."""
    words, about = partial(_words, proposal), f"proposal {proposal.key}"
    tell(proposal.author, words, about=about, otherwise=proposal.language)


def _words(proposal: Proposal) -> tuple[str, str]:
    title = " ".join(proposal.title.split())
    subject = gettext(SUBJECTS[Proposal.State(proposal.state)]) % {"title": title}
    name = f"contributing/mails/{proposal.state}.txt"
    context = {"proposal": proposal, "title": title, "url": _url(proposal)}
    return subject, render_to_string(name, context)


def _url(proposal: Proposal) -> str:
    """The public page of what is public, the author's own page of the rest; in full."""
    is_public = proposal.state == Proposal.State.APPROVED and proposal.target is not None
    path = proposal.subject.url_of(proposal.target) if is_public else proposal.get_absolute_url()
    return settings.SITE_URL.rstrip("/") + path
