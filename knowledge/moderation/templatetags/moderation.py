"""What pages of other apps show of moderation."""

from typing import Any

from django import template

from knowledge.members.names import name_of

from ..actions.rolling_back import posts_by_span
from ..lately import Decided, decided_in, without
from ..models import Decision, PostState
from ..posts import kinds
from ..reasons import reason_text
from ..standing import standing
from ..waiting import to_decide

register = template.Library()

MOST = 100


@register.simple_tag(takes_context=True)
def just_decided(context: Any) -> Decided | None:
    """What the moderator decided a moment ago on this page, to be taken back there."""
    return decided_in(context["request"])


@register.simple_tag(takes_context=True)
def here_again(context: Any) -> str:
    """The address of this page, as it was before anything was decided."""
    return without(context["request"].get_full_path())


@register.inclusion_tag("moderation/_posts.html", takes_context=True)
def posts_of(context: Any, person: Any) -> dict[str, Any]:
    """A person's posts, newest first, each to be decided on where it stands."""
    rows = [
        {
            "kind": kind.kind,
            "label": kind.label,
            "pk": post.pk,
            "about": kind.about(post),
            "post": post,
            "to_decide": to_decide(kind, post),
            "is_open": post.state in (PostState.PENDING, PostState.PUBLISHED),
        }
        for kind in kinds()
        for post in kind.posts().filter(author=person).order_by("-created_at")[:MOST]
    ]
    request = context["request"]
    return {
        "rows": rows,
        "name": name_of(person),
        "csrf_token": context["csrf_token"],
        "next": request.path,
        "decided": decided_in(request),
    }


@register.inclusion_tag("moderation/_take_back.html")
def posts_to_take_back(person: Any) -> dict[str, Any]:
    """Which of a person's posts to remove with all else that is theirs; with the counts."""
    return {"counts": posts_by_span(person)}


@register.inclusion_tag("moderation/_removed.html")
def why_removed(post: Any) -> dict[str, Any]:
    """For its author: when a moderator removed it, and why."""
    decision = Decision.objects.standing().of(post).filter(act=Decision.Act.REMOVE).first()
    return {"decision": decision, "reason": reason_text(decision.reason) if decision else ""}


@register.inclusion_tag("moderation/_rule.html")
def rule_of_trust(user: Any) -> dict[str, Any]:
    """Whether this person's posts wait, and why; with the rule."""
    return {"standing": standing(user) if user.is_authenticated else None}
