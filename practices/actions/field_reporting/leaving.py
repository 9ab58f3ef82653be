"""A person takes a report back, or leaves; and what of it is forgotten later."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from practices.models import Evidence, FieldReport, FieldReportVersion, PeerAnswer
from practices.models.field_reports import STANDING
from practices.signals import announce

from .results import set_result
from .said import NotPublicError
from .standing import held_now, touched, vouched_by

State = FieldReport.State
EMPTY: dict[str, Any] = {
    **dict.fromkeys(("why", "region", "crop_said"), ""),
    **dict.fromkeys(("latitude", "longitude", "country", "crop", "photo")),
    **dict.fromkeys(("since_year", "since_month", "until_year", "until_month")),
}
"""What is left of a report that is forgotten."""


@transaction.atomic
def withdraw(report: FieldReport) -> FieldReport:
    """Its author takes it back, removed or not: place, photo and earlier wordings are gone.
    Raises NotPublicError where that is done.
    """
    held = held_now(report)
    if held.state == State.WITHDRAWN:
        raise NotPublicError
    sheets = touched(held)
    _forget(held, State.WITHDRAWN)
    announce(sheets)
    return held


def _forget(held: FieldReport, state: str) -> None:
    held.state = state
    held.latitude = held.longitude = None
    photo, held.photo = held.photo, None
    held.save()
    held.versions.all().delete()
    set_result(held, Evidence.State.WITHDRAWN)
    if photo:
        photo.delete()


@transaction.atomic
def leave(person: User) -> None:
    """What goes with an account: what nobody else read, positions, the words as a peer."""
    sheets = vouched_by(person.pk)
    PeerAnswer.objects.filter(peer=person).delete()
    mine = FieldReport.objects.filter(author=person)
    sheets |= set(mine.values_list("sheet", flat=True))
    for unread in mine.exclude(state=State.PUBLISHED).select_related("photo"):
        if unread.photo:
            unread.photo.delete()
        unread.delete()
    FieldReportVersion.objects.filter(report__author=person).delete()
    mine.update(latitude=None, longitude=None)
    announce(sheets)


@transaction.atomic
def forget_words(reports: QuerySet[FieldReport]) -> int:
    """Of reports that do not stand any more: that they were made, and whether the person did it,
    tried it or stopped, is all that stays. How many."""
    has_more = ~Q(**EMPTY) | Q(zones__isnull=False) | Q(result__isnull=False)
    found = reports.exclude(state__in=STANDING).filter(has_more).select_related("photo")
    photos = {one.pk: one.photo for one in found}
    FieldReportVersion.objects.filter(report__in=photos).delete()
    Evidence.objects.filter(field_report__in=photos).delete()
    FieldReport.zones.through._default_manager.filter(fieldreport__in=photos).delete()
    FieldReport.objects.filter(pk__in=photos).update(**EMPTY)
    for photo in filter(None, photos.values()):
        photo.delete()
    return len(photos)
