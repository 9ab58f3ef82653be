"""The still part of the map: a drawing of its own, which a browser keeps while filters change."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from practices.reading.locator.world import outlines as drawn
from search.address import BOX
from search.area import box_of, read_ends
from search.page.map.frame import SIZE, view_of

KEPT_SECONDS = 7 * 86_400


@require_safe
def outlines(request: HttpRequest) -> HttpResponse:
    """Land, borders and graticule of an area, of the world without one; 404 for what is none."""
    asked = request.GET.get(BOX, "")
    ends = read_ends(asked) if asked else None
    box = box_of(*ends) if ends else None
    if asked and box is None:
        raise Http404("No such area.")
    context = {"drawn": drawn(view_of(box)), "size": SIZE}
    response = render(request, "search/outlines.svg", context, content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response
