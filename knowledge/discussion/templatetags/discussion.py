"""What a page of another app shows of its discussion."""

from typing import Any

from django import template

from knowledge.linked_data import as_script
from knowledge.members.sessions import visitor

from ..faq import faq
from ..targets import target_for
from ..threads import answered, drawn, threads_of

register = template.Library()

FIRST = 5


@register.inclusion_tag("discussion/_about.html", takes_context=True)
def discussion(context: dict[str, Any], target: Any) -> dict[str, Any]:
    """The questions answered, and the newest threads; nothing of what is not saved."""
    request = context.get("request")
    if request is None or target.pk is None:
        return {}
    reader = visitor(request)
    found, questions = threads_of(target, reader), answered(target)
    return {
        "kind": target_for(target).kind,
        "pk": target.pk,
        "count": found.count(),
        "threads": drawn(found[:FIRST], reader),
        "answered": questions,
        "faq": as_script(faq(questions, target)),
        "reader": reader,
    }
