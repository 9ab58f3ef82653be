"""A wrong setting of discussions becomes a system check with a hint."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

PARTS = ("{text}", "{from}", "{to}")


@register()
def check_translate_link(**kwargs: Any) -> list[CheckMessage]:
    link = settings.TRANSLATE_LINK
    is_right = link.startswith("https://") and all(link.count(part) == 1 for part in PARTS)
    if not link or is_right:
        return []
    message = "TRANSLATE_LINK is no address with {text}, {from} and {to} in it, each once."
    hint = (
        "For instance https://translate.example.org/?from={from}&to={to}&text={text}, or nothing."
    )
    return [Error(message, hint=hint, id="discussion.E001")]
