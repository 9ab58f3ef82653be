"""Who is here, for the head of a page; and the name under which a person's words stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse

from knowledge.members.names import name_of

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
    """Without a cookie the session is not even looked for, so that a page that everybody gets
    stays one: no query, no `Vary: Cookie`."""
    request = context.get("request")
    if request is None:
        return Door(reverse("account_login"))
    if settings.SESSION_COOKIE_NAME in request.COOKIES and _user_is_in(request):
        account = reverse("members:account")
        return Door(account, is_in=True, is_here=request.path == account)
    path = reverse("account_login")
    if request.path.startswith(reverse("members:account")):
        return Door(path, is_here=request.path == path)
    return Door(f"{path}?{urlencode({'next': request.get_full_path()})}")


def _user_is_in(request: Any) -> bool:
    """A request that failed early has no user yet."""
    return bool(getattr(request, "user", None) and request.user.is_authenticated)
