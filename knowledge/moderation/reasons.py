"""Why a post is removed: reasons to choose from, said to its author in the author's language."""

from collections.abc import Collection

from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from .screening import Doubt

REASONS = {
    "spam": gettext_noop("It advertises a product or a firm, or repeats what was posted before."),
    "rude": gettext_noop("It attacks a person. Say what you think of the practice instead."),
    "private": gettext_noop("It tells private things, such as an address or a telephone number."),
    "harmful": gettext_noop("To do this could harm people, animals or land."),
    "off_topic": gettext_noop("It has nothing to do with this page."),
    "empty": gettext_noop("It says too little for others to learn from it."),
}
SHORT = {
    "spam": _("advertising"),
    "rude": _("attack"),
    "private": _("private"),
    "harmful": _("harmful"),
    "off_topic": _("off topic"),
    "empty": _("says little"),
}
"""On a button of the queue."""
FEW = 25
"""Characters, of which hardly anybody learns."""


def likely_reason(text: str, why: Collection[str]) -> str:
    """The one for which a post would most likely be removed. why: codes of what readers flagged it
    for, the first told before others, and of doubts: each but those of newcomers is one of spam."""
    told = next((one for one in why if one in REASONS), "")
    if told:
        return told
    if set(why) - {Doubt.NEWCOMER, Doubt.FLAGGED}:
        return "spam"
    return "empty" if len(text) < FEW else "off_topic"


def reasons_in(language: str) -> list[tuple[str, str]]:
    """Code and text."""
    with translation.override(language):
        return [(code, gettext(text)) for code, text in REASONS.items()]


def reason_text(code: str) -> str:
    """In the reader's language; empty for a code that there is not."""
    return gettext(REASONS[code]) if code in REASONS else ""
