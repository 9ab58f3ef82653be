"""The links by which one follows what a page is about."""

from typing import Any

from django import template
from django.conf import settings
from django.core.validators import slug_re
from django.urls import reverse

from knowledge.following.kinds.places import zone_key
from knowledge.following.models import Follow
from knowledge.following.reading import followed

register = template.Library()

ZONES = {"climate": "koppen", "soil": "wrb"}
PLACES = ("country", "region")


@register.inclusion_tag("following/_link.html", takes_context=True)
def follow_link(context: Any, kind: str, key: object) -> dict[str, Any]:
    """Without a cookie the session is not looked for: the page that everybody gets stays one."""
    request = getattr(context, "request", None)
    url = reverse("following:follow", args=[kind, key])
    return {"url": url, "is_following": _follows(request, kind, str(key))}


def _follows(request: Any, kind: str, key: str) -> bool:
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return False
    return Follow.objects.filter(user=user, kind=kind, key=key).exists()


@register.inclusion_tag("following/_places.html", takes_context=True)
def follow_places(context: Any) -> dict[str, Any]:
    """Where a search is narrowed to one zone or country: that, by itself."""
    asked = context.request.GET
    zones = [
        ("zone", zone_key(scheme, asked[facet]))
        for facet, scheme in ZONES.items()
        if len(asked.getlist(facet)) == 1
    ]
    places = [("region", asked[facet]) for facet in PLACES if len(asked.getlist(facet)) == 1]
    return {"places": _linked([*zones, *places])}


def _linked(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Title and address of those that there are."""
    urls = {pair: reverse("following:follow", args=pair) for pair in pairs if _is_slug(pair[1])}
    found = ((followed(*pair), url) for pair, url in urls.items())
    return [(one.title, url) for one, url in found if one]


def _is_slug(key: str) -> bool:
    """Whatever stands in an address of a search."""
    return bool(slug_re.fullmatch(key))
