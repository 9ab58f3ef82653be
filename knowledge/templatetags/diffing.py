"""Two texts beside each other, with what differs between them."""

from typing import Any

from django import template

from knowledge.diffing import blocks, diff

register = template.Library()


@register.inclusion_tag("diffing/_diff.html")
def text_diff(before: str, after: str, old: str = "", new: str = "") -> dict[str, Any]:
    """`old` and `new` head the two sides; without them the sides are called before and after.

    The page links `css/apart/diff.css`.
    """
    lines = diff(before, after)
    return {"blocks": blocks(lines), "old": old, "new": new, "is_same": before == after}
