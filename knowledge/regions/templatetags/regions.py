"""The roles of regions on other pages."""

from collections.abc import Mapping
from typing import Any

from django import template

from ..models import Mandate

register = template.Library()


@register.inclusion_tag("regions/_mandates.html", takes_context=True)
def mandates(context: Mapping[str, Any], **of: Any) -> dict[str, Any]:
    """Open roles of a person (`user=`) or of a region (`place=`), for the secretariat."""
    found = Mandate.objects.open().filter(**of).select_related("user__member")
    request = context["request"]
    return {"mandates": found, "of": of, "next": request.path, "csrf_token": context["csrf_token"]}


@register.inclusion_tag("regions/_looks_after.html")
def looks_after(person: Any) -> dict[str, Any]:
    """On the page of a Friend: for which regions, once they said yes."""
    return {"mandates": Mandate.objects.held().filter(user=person)}
