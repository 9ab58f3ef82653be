"""The pages of a list, for `search/_pages.html`; the address keeps every other parameter."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from search.page.presenting import PageLink, Pages

PARAMETER = "page"


def page_of(request: HttpRequest, rows: Any, per_page: int, *, first: int = 1) -> Page:
    """The page that the address asks for; the nearest there is for one that is none. first: the
    one that is shown where it asks for none."""
    return Paginator(rows, per_page).get_page(request.GET.get(PARAMETER, first))


def pages(request: HttpRequest, page: Page) -> Pages:
    number, count = page.number, page.paginator.num_pages
    named = page.paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    return Pages(
        number=number,
        count=count,
        previous_url=_address(request, number - 1) if page.has_previous() else "",
        next_url=_address(request, number + 1) if page.has_next() else "",
        items=[_link(request, item, number) for item in named],
    )


def _link(request: HttpRequest, item: Any, current: int) -> PageLink:
    """A number, or what stands for those that are left out."""
    if not isinstance(item, int):
        return PageLink(0, "", is_gap=True)
    return PageLink(item, _address(request, item), is_current=item == current)


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query[PARAMETER] = str(number)
    return f"?{query.urlencode()}"
