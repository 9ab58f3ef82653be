"""A page of the wiki: its published versions, and comments."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from knowledge.contributing.models import Proposal
from knowledge.wiki.models import HiddenVersion, WikiPage

from ..models import Follow
from .base import Asked, Followed, Kind, News, Told, earliest, numbers
from .posts import comments_on
from .sheets import PUBLISHED


class Pages(Kind):
    code = Follow.Kind.WIKI

    def followed(self, asked: Sequence[Asked]) -> Mapping[str, Followed]:
        found = WikiPage.objects.published().filter(pk__in=numbers(asked))
        return {str(one.pk): Followed(one.title, one.address_for_reader()) for one in found}

    def news(self, asked: Sequence[Asked]) -> Told:
        pks, since = numbers(asked), earliest(asked)
        yield from _versions(pks, since)
        yield from comments_on(WikiPage, asked)


def _versions(pks: list[int], since: datetime) -> Told:
    """A hidden version is told of nowhere."""
    logged = PageLogEntry.objects.filter(page_id__in=pks, action=PUBLISHED, timestamp__gt=since)
    rows = list(logged.exclude(revision__in=HiddenVersion.objects.values("revision")).order_by())
    made = _notes({row.revision_id for row in rows if row.revision_id})
    for row in rows:
        author, note = made.get(row.revision_id, (row.user_id, ""))
        url = f"{reverse('wiki:compare', args=[row.page_id])}?to={row.revision_id}"
        said, link = _("The page was changed."), url if row.revision_id else ""
        yield str(row.page_id), News(row.timestamp, said, link, author, note, str(row.pk))


def _notes(revisions: set[int]) -> dict[int | None, tuple[int | None, str]]:
    """By version, who wrote it and what they said of it: with a proposal, or in the log."""
    logs = PageLogEntry.objects.filter(Q(revision__in=revisions), data__has_key="comment")
    said = {one.revision_id: (one.user_id, one.data["comment"]) for one in logs}
    made = Proposal.objects.filter(revision__in=revisions)
    rows = made.values_list("revision", "author", "note")
    return {**said, **{pk: (who, note) for pk, who, note in rows}}
