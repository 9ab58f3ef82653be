"""Comments in another language than the reader's: who could translate them, if anybody."""

from urllib.parse import quote

from django.conf import settings

from knowledge.wording import reader

from .models import Comment

MOST = 1500
"""Characters that an address carries; a longer comment has no link."""


def translate_url(comment: Comment) -> str:
    """The page of another site, which the reader opens or not; empty if none is set up."""
    if not settings.TRANSLATE_LINK or comment.language == reader() or len(comment.text) > MOST:
        return ""
    values = {"{text}": comment.text, "{from}": comment.language, "{to}": reader()}
    before, found = "", str(settings.TRANSLATE_LINK)
    for part in sorted(values, key=found.find):
        start, _part, found = found.partition(part)
        before += start + quote(values[part], safe="")
    return before + found
