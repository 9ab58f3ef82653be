"""The first word of a person on a sheet, and what they say later."""

from django.contrib.auth.models import User
from django.db import transaction

from practices.models import Evidence, FieldReport, FieldReportVersion, PracticeSheet
from practices.reading.field import climates
from practices.signals import announce

from .said import NotPublicError, Said, SaidAlreadyError
from .standing import held_now, touched
from .writing import SAID, write

State = FieldReport.State


@transaction.atomic
def report(sheet_id: int, said: Said, *, author: User, state: str = State.PENDING) -> FieldReport:
    """The first word of a person on a sheet. Raises NotPublicError, SaidAlreadyError."""
    sheet = PracticeSheet.objects.published().select_for_update().filter(pk=sheet_id).first()
    if sheet is None:
        raise NotPublicError
    if FieldReport.objects.standing().filter(sheet=sheet, author=author).exists():
        raise SaidAlreadyError
    made = FieldReport(sheet=sheet, author=author, state=state)
    write(made, said)
    announce(touched(made))
    return made


@transaction.atomic
def change(report: FieldReport, said: Said, *, state: str | None = None) -> FieldReport:
    """What the person says now; what they said before is kept. Raises NotPublicError.

    The words of peers were of what it said: they go, unless only its end is new. Where nothing is
    new, it stays in the state that it is in.
    """
    held = held_now(report)
    if held.state not in (State.PENDING, State.PUBLISHED):
        raise NotPublicError
    before = touched(held)
    old = {name: getattr(held, name) for name in SAID}
    climate, whole, photo = climates([held.pk]), _whole(held), held.photo
    write(held, said)
    if _whole(held) == whole:
        return held
    FieldReportVersion.objects.create(report=held, **old)
    held.state = state or held.state
    held.save(update_fields=["state"])
    if photo and photo != held.photo:
        photo.delete()
    if climates([held.pk]) != climate or held.since_year != old["since_year"]:
        held.answers.all().delete()
    announce(before | touched(held))
    return held


def _whole(held: FieldReport) -> tuple[object, ...]:
    """All that it says, its number too, to be compared."""
    numbers = ("outcome", "unit", "control_mean", "treatment_mean", "end_year", "state")
    result = Evidence.objects.filter(field_report=held).values_list(*numbers).first()
    names = (column.attname for column in FieldReport._meta.concrete_fields)
    return (*(getattr(held, name) for name in names if name != "changed_at"), result)
