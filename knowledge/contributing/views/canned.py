"""Reasons for sending something back, in the language of its author, to be edited."""

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

REASONS = {
    "source": gettext_noop(
        "Where does this number come from? Please add the publication, or say how you measured it."
    ),
    "unit": gettext_noop("This number looks unusual. Please check the number and its unit."),
    "place": gettext_noop("Please say where this was done: the village or district is enough."),
    "clear": gettext_noop(
        "Please say it so that a neighbour could do the same: what, how much, and when."
    ),
    "twice": gettext_noop(
        "There is a sheet of this already. Could you propose your text as a change of that one?"
    ),
    "copied": gettext_noop(
        "This text seems to be taken from elsewhere. Please say it in your own words, and name"
        " the source."
    ),
    "advert": gettext_noop("Please leave out what advertises a product or a firm."),
}


def reasons_in(language: str) -> list[tuple[str, str]]:
    """Code and text; an author whose language is none of the site's gets English."""
    with translation.override(language):
        return [(code, gettext(text)) for code, text in REASONS.items()]


def reply_of(code: str, written: str, language: str) -> str:
    """What was written, else the canned reason that was chosen."""
    if written.strip():
        return written.strip()
    return dict(reasons_in(language)).get(code, "")
