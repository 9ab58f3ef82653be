"""Recent changes as an Atom feed, by the same filters as the page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowledge.templatetags.site import absolute
from practices.models.labels import reader_language
from search.feeds import Feed, tag

from .changes import Changed, changed
from .changes import changes as changes_by
from .forms import ChangeFilter

ENTRIES = 50


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    rows = changes_by(ChangeFilter(request.GET).asked())[:ENTRIES]
    feed = _feed(request)
    for row in changed(rows):
        feed.add_item(**_entry(row))
    content = feed.writeString("utf-8")
    response = HttpResponse(content, content_type=feed.content_type)
    patch_cache_control(response, public=True, max_age=300)
    return response


def _feed(request: HttpRequest) -> Feed:
    own = request.get_full_path()
    return Feed(
        title=" · ".join((_("Soil carbon practices"), _("Recent changes"))),
        link=absolute(reverse("wiki:changes")),
        description=None,
        feed_url=absolute(own),
        feed_guid=tag(own.removeprefix("/")),
        language=reader_language(),
    )


def _entry(row: Changed) -> dict[str, Any]:
    version = row.version
    compared = f"{reverse('wiki:compare', args=[row.page.pk])}?to={version.pk}"
    return {
        "title": row.page.title,
        "link": absolute(compared),
        "description": escape(version.note),
        "unique_id": tag(f"wiki/versions/{version.pk}"),
        "updateddate": version.created,
        "author_name": version.author,
    }
