"""A practice sheet: its versions, measurements, comments, reports from the field."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from knowledge.contributing.models import Proposal
from practices.models import Evidence, ImportChange, ImportRun, PracticeSheet

from ..models import Follow
from .base import Asked, Followed, Kind, News, Told, earliest, numbers
from .posts import comments_on, reports_on

PUBLISHED, MEASURED = "wagtail.publish", "contributing.measurement"


def sheets_shown(pks: Iterable[int]) -> dict[int, PracticeSheet]:
    """The public ones, each with its words."""
    found = PracticeSheet.objects.published().filter(pk__in=list(pks))
    return {one.pk: one for one in found.select_related("live_revision").prefetch_related("texts")}


class Sheets(Kind):
    code = Follow.Kind.SHEET

    def followed(self, asked: Sequence[Asked]) -> Mapping[str, Followed]:
        found = sheets_shown(numbers(asked)).items()
        return {str(pk): Followed(one.title, one.get_absolute_url()) for pk, one in found}

    def news(self, asked: Sequence[Asked]) -> Told:
        pks, since = numbers(asked), earliest(asked)
        yield from _changes(pks, since)
        yield from _received(pks, since)
        yield from comments_on(PracticeSheet, asked)
        yield from reports_on(asked)


def _changes(pks: list[int], since: datetime) -> Told:
    """What people published; a measurement once it is reviewed."""
    kind = ContentType.objects.get_for_model(PracticeSheet)
    logged = ModelLogEntry.objects.filter(content_type=kind, object_id__in=[str(pk) for pk in pks])
    rows = list(logged.filter(action__in=(PUBLISHED, MEASURED), timestamp__gt=since).order_by())
    made = _proposals({row.revision_id for row in rows if row.revision_id})
    for row in rows:
        author, note = made.get(row.revision_id, (row.user_id, ""))
        if row.action == PUBLISHED:
            said = _("The sheet was changed.")
            yield row.object_id, News(row.timestamp, said, "", author, note, str(row.pk))
        elif row.data.get("state") == Evidence.State.PUBLISHED:
            said = _("A measurement was reviewed and published.")
            yield row.object_id, News(row.timestamp, said, "", row.user_id, which=str(row.pk))


def _proposals(revisions: set[int]) -> dict[int | None, tuple[int | None, str]]:
    """By version: who proposed it, and in which words."""
    made = Proposal.objects.filter(revision__in=revisions)
    return {pk: (who, note) for pk, who, note in made.values_list("revision", "author", "note")}


def _received(pks: list[int], since: datetime) -> Told:
    """What a source sent anew, and was taken."""
    changes = ImportChange.objects.filter(
        record__sheet__in=pks,
        kind=ImportChange.Kind.CHANGED,
        run__state=ImportRun.State.FINISHED,
        run__finished_at__gt=since,
    )
    for pk, at, source in changes.values_list(
        "record__sheet", "run__finished_at", "run__source__name"
    ):
        said = _("%(source)s sent a newer version.") % {"source": source}
        yield str(pk), News(at or since, said, "")
