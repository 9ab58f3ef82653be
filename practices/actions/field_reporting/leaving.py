"""A person takes a report back, or leaves; and what of it is forgotten later."""

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
    """Of reports that do not stand any more: that they were made is all that stays. How many."""
    said = {"why": "", "region": "", "crop_said": "", "latitude": None, "longitude": None}
    has_words = Q(photo__isnull=False) | Q(latitude__isnull=False)
    for name in ("why", "region", "crop_said"):
        has_words |= ~Q(**{name: ""})
    found = reports.exclude(state__in=STANDING).filter(has_words)
    photos = [one.photo for one in found.select_related("photo") if one.photo]
    FieldReportVersion.objects.filter(report__in=found).delete()
    number = found.update(**said, photo=None)
    for photo in photos:
        photo.delete()
    return number
