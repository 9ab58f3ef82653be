"""What the head of a page says to search engines, and to those with whom it is shared."""

import html
from typing import Any

from django import template
from django.template.context import RequestContext
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.translation import get_language

from knowledge.linked_data import linked_data
from knowledge.templatetags.site import LanguageLink

register = template.Library()

LINKED = ("view", "request", "practices", "sources")
LOCALES = {"en": "en_GB", "fr": "fr_FR", "es": "es_ES"}


@register.inclusion_tag("_head.html", takes_context=True)
def page_head(context: RequestContext) -> dict[str, Any]:
    """Alternates, the card of a shared link, and linked data; after the blocks it repeats."""
    languages: list[LanguageLink] = context["languages"]
    return {
        "title": block_text(context, "title"),
        "description": block_text(context, "description"),
        "canonical": block_text(context, "canonical"),
        "default": languages[0].url,
        "locale": LOCALES[get_language() or "en"],
        "other_locales": [LOCALES[link.code] for link in languages if not link.is_current],
        "card": static(f"img/card-{get_language()}.png"),
        "linked_data": linked_data({name: context.get(name) for name in LINKED}),
    }


def block_text(context: RequestContext, name: str) -> str:
    """What a block of this page says, as plain text on one line; empty without such a block."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks and blocks.get_block(name)
    return " ".join(html.unescape(block.render(context)).split()) if block else ""
