"""What pages of other apps show of moderation."""

from typing import Any

from django import template

from knowledge.members.names import name_of
from knowledge.wording import reader

from ..models import Decision, PostState
from ..posts import kinds
from ..reasons import reason_text, reasons_in
from ..standing import standing

register = template.Library()

MOST = 100


@register.inclusion_tag("moderation/_posts.html")
def posts_of(person: Any, csrf_token: Any, here: str) -> dict[str, Any]:
    """A person's posts, newest first, each to be decided on where it stands."""
    canned = reasons_in(reader())
    rows = [
        {
            "kind": kind.kind,
            "label": kind.label,
            "pk": post.pk,
            "about": kind.about(post),
            "text": kind.text_of(post),
            "post": post,
            "canned": canned,
            "is_open": post.state in (PostState.PENDING, PostState.PUBLISHED),
            "is_public": post.state == PostState.PUBLISHED,
        }
        for kind in kinds()
        for post in kind.posts().filter(author=person).order_by("-created_at")[:MOST]
    ]
    return {"rows": rows, "name": name_of(person), "csrf_token": csrf_token, "next": here}


@register.inclusion_tag("moderation/_removed.html")
def why_removed(post: Any) -> dict[str, Any]:
    """For its author: when a moderator removed it, and why."""
    decision = Decision.objects.standing().of(post).filter(act=Decision.Act.REMOVE).first()
    return {"decision": decision, "reason": reason_text(decision.reason) if decision else ""}


@register.inclusion_tag("moderation/_rule.html")
def rule_of_trust(user: Any) -> dict[str, Any]:
    """Whether this person's posts wait, and why; with the rule."""
    return {"standing": standing(user) if user.is_authenticated else None}
