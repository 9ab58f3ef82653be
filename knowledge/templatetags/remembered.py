"""Pieces of a page that come back on many: drawn once for the same values and language."""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from knowledge.wording import reader

register = template.Library()

KEPT = 1 << 10
"""Pieces of a process: chips and small charts of a kilobyte, some tables of thirty."""


@register.simple_tag
def remembered(name: str, **values: Hashable | list[Hashable]) -> SafeString:
    """`include ... only`, from memory where the values are equal to earlier ones.

    The values are all that the piece depends on, beside the language: nothing can be out of date.
    """
    frozen = {key: tuple(one) if isinstance(one, list) else one for key, one in values.items()}
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn
    return draw(name, reader(), repr(frozen), **frozen)


@lru_cache(maxsize=KEPT)
def _drawn(name: str, language: str, told_apart: str, **values: Hashable) -> SafeString:
    """Words that are equal may be of different languages; their representation says so."""
    return render_to_string(name, values)
