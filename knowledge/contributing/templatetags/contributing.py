"""What pages of other apps show of contributions."""

from typing import Any

from django import template

from ..models import Review
from ..queue import how_many
from ..trust import standing

register = template.Library()
register.simple_tag(how_many, name="how_many_wait")


@register.inclusion_tag("contributing/_reviewed.html")
def reviewed(target: Any) -> dict[str, Any]:
    """By whom and when it was last reviewed, in one query; nothing of what is not saved."""
    reviews = Review.objects.of(target) if target.pk else Review.objects.none()
    last = reviews.select_related("reviewer__member").first()
    return {"last": last, "is_saved": target.pk is not None}


@register.inclusion_tag("contributing/_trust.html")
def trust(user: Any) -> dict[str, Any]:
    """How far a person is on the way to publishing before the review, with the rule."""
    return {"standing": standing(user)}
