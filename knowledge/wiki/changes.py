"""Recent changes of all pages, by what a reader asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import CharField, Exists, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Revision

from knowledge.contributing.models import Proposal

from .models import WikiPage
from .versions import Version, notes_of, revisions, version_of

REVIEWED, WAITING = "reviewed", "waiting"


@dataclass(frozen=True)
class Changed:
    """A version, and the page that it is of, as the page is now."""

    version: Version
    page: WikiPage


def changes(filters: Mapping[str, str]) -> QuerySet[Revision]:
    """`language`, `kind`, `category`, `person` (a number) and `state`; what is unknown or empty
    does not narrow. The newest first, of pages that can be read."""
    found = revisions().filter(object_id__in=_ids(_pages(filters)))
    if filters.get("person"):
        found = found.filter(user=filters["person"])
    if filters.get("state"):
        found = _in_state(found, filters["state"])
    return found


def _pages(filters: Mapping[str, str]) -> QuerySet[WikiPage]:
    pages = WikiPage.objects.filter(live=True)
    if filters.get("language"):
        pages = pages.in_language(filters["language"])
    if filters.get("kind"):
        pages = pages.filter(kind=filters["kind"])
    if filters.get("category"):
        pages = pages.in_category(filters["category"])
    return pages


def _ids(pages: QuerySet[WikiPage]) -> QuerySet:
    """A revision keeps the id of its object as text."""
    return pages.order_by().values_list(Cast("pk", CharField()), flat=True)


def _in_state(found: QuerySet[Revision], state: str) -> QuerySet[Revision]:
    """Reviewed is what was published, or came before what is; but for what a trusted author
    published and nobody has looked at since."""
    pages = WikiPage.objects.filter(
        pk=Cast(OuterRef("object_id"), IntegerField()), live_revision__gte=OuterRef("pk")
    )
    unseen = Proposal.objects.waiting().filter(revision=OuterRef("pk"))
    is_reviewed = Q(Exists(pages)) & ~Q(Exists(unseen))
    return found.filter(is_reviewed if state == REVIEWED else ~is_reviewed)


def changed(rows: Iterable[Revision]) -> list[Changed]:
    """With pages and notes; two queries for all."""
    found = list(rows)
    pages = WikiPage.objects.published().in_bulk([int(row.object_id) for row in found])
    notes = notes_of(row.pk for row in found)
    return [
        Changed(version_of(row, page.live_revision_id, notes), page)
        for row in found
        if (page := pages.get(int(row.object_id)))
    ]
