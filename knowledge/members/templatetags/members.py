"""Who is here, for the head of a page; and the name under which a person's words stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from knowledge.members.names import name_of
from knowledge.members.sessions import visitor

register = template.Library()
register.filter(name_of)


@dataclass(frozen=True)
class Door:
    """The link of the head: to one's account, or to the door and back."""

    url: str
    is_in: bool = False
    is_here: bool = False


@register.simple_tag(takes_context=True)
def door(context: Mapping[str, Any]) -> Door:
    request = context.get("request")
    if request is None:
        return Door(reverse("account_login"))
    if visitor(request).is_authenticated:
        account = reverse("members:account")
        return Door(account, is_in=True, is_here=request.path == account)
    path = reverse("account_login")
    if request.path.startswith(reverse("members:account")):
        return Door(path, is_here=request.path == path)
    return Door(f"{path}?{urlencode({'next': request.get_full_path()})}")
