"""What people do with reports from the field, and what becomes of the sheets that they speak of.

Whether somebody may, and whether a report waits, is for the caller to know: rights and trust are
none of the records' business.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from practices.importers.base.zoning import country_at, zones_at
from practices.log_ratio import log_ratio
from practices.models import (
    Evidence,
    FieldReport,
    FieldReportVersion,
    PeerAnswer,
    PracticeSheet,
    Term,
    Zone,
)
from practices.models.field_reports import Doing
from practices.reading.field import climates, homes
from practices.signals import announce
from practices.zones.position import check_position

TENTH = Decimal("0.1")
SAID = tuple(column.name for column in Doing._meta.fields)
CLIMATES = (Zone.Scheme.KOPPEN, Zone.Scheme.IPCC)
"""Zones of the place: a soil group within 10 km would be a guess upon a guess."""
State = FieldReport.State


class NotPublicError(ValueError):
    """The sheet or the report is not public, or is no more."""


class NotAPeerError(ValueError):
    """Who answers is the author, has no published report of that climate, or answered before."""


class SaidAlreadyError(ValueError):
    """The person has a report of this sheet; it is changed, not said twice."""


@dataclass(frozen=True)
class Result:
    """One number of the person's own, with the practice and before or without it."""

    outcome: str
    unit: str
    before: float
    after: float
    year: int | None = None
    compared: str = ""


@dataclass(frozen=True)
class Said:
    """What a person says. Positions are in degrees and may be as fine as they come: they are
    rounded here before anything is kept. crop: a code, else `crop_said`. photo: None keeps none.
    """

    doing: str
    since_year: int | None = None
    since_month: int | None = None
    until_year: int | None = None
    until_month: int | None = None
    why: str = ""
    latitude: float | None = None
    longitude: float | None = None
    country: str = ""
    region: str = ""
    crop: str = ""
    crop_said: str = ""
    photo: Any = None
    language: str = "en"
    result: Result | None = field(default=None)


def rounded(latitude: float, longitude: float) -> tuple[Decimal, Decimal]:
    """To 0.1 degree, about 10 km. Raises PositionError for what is no position."""
    lat, lon = check_position(latitude, longitude)
    return Decimal(str(lat)).quantize(TENTH) + 0, Decimal(str(lon)).quantize(TENTH) + 0


@transaction.atomic
def report(sheet_id: int, said: Said, *, author: User, state: str = State.PENDING) -> FieldReport:
    """The first word of a person on a sheet. Raises NotPublicError, SaidAlreadyError."""
    sheet = PracticeSheet.objects.published().select_for_update().filter(pk=sheet_id).first()
    if sheet is None:
        raise NotPublicError
    if FieldReport.objects.standing().filter(sheet=sheet, author=author).exists():
        raise SaidAlreadyError
    made = FieldReport(sheet=sheet, author=author, state=state)
    _write(made, said)
    announce(touched(made))
    return made


@transaction.atomic
def change(report: FieldReport, said: Said, *, state: str | None = None) -> FieldReport:
    """What the person says now; what they said before is kept. Raises NotPublicError.

    The words of peers were of what it said: they go, unless only its end is new.
    """
    held = _held(report)
    if held.state not in (State.PENDING, State.PUBLISHED):
        raise NotPublicError
    before = touched(held)
    old = {name: getattr(held, name) for name in SAID}
    climate = climates([held.pk])
    FieldReportVersion.objects.create(report=held, **old)
    held.state, photo = state or held.state, held.photo
    _write(held, said)
    if photo and photo != held.photo:
        photo.delete()
    if climates([held.pk]) != climate or held.since_year != old["since_year"]:
        held.answers.all().delete()
    announce(before | touched(held))
    return held


@transaction.atomic
def stop(
    report: FieldReport, *, year: int | None = None, month: int | None = None, why: str = ""
) -> FieldReport:
    """One tap: "I stopped". All else stays as it was said. Raises NotPublicError."""
    held = _held(report)
    if held.state not in (State.PENDING, State.PUBLISHED):
        raise NotPublicError
    FieldReportVersion.objects.create(report=held, **{name: getattr(held, name) for name in SAID})
    held.doing = FieldReport.What.STOPPED
    held.until_year, held.until_month = year, month
    held.why = why[:280] or held.why
    held.save()
    announce(touched(held))
    return held


@transaction.atomic
def withdraw(report: FieldReport) -> FieldReport:
    """Its author takes it back: place, photo and earlier wordings are gone. Raises
    NotPublicError where it does not stand.
    """
    held = _held(report)
    if held.state not in (State.PENDING, State.PUBLISHED):
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
    _set_result(held, Evidence.State.WITHDRAWN)
    if photo:
        photo.delete()


@transaction.atomic
def publish(report: FieldReport) -> FieldReport:
    """A moderator lets it be read, or read again after it was removed. Raises
    NotPublicError where its author took it back.
    """
    return _let_stand(report, State.PUBLISHED)


@transaction.atomic
def hold(report: FieldReport) -> FieldReport:
    """It waits for a moderator, again after it was removed. Raises as `publish` does."""
    return _let_stand(report, State.PENDING)


def _let_stand(report: FieldReport, state: str) -> FieldReport:
    held = _held(report)
    if held.state == State.WITHDRAWN:
        raise NotPublicError
    was_removed = held.state == State.REMOVED
    held.state, held.removed_because = state, ""
    held.save()
    if was_removed:
        _set_result(held, Evidence.State.PENDING)
    announce(touched(held))
    return held


@transaction.atomic
def remove(report: FieldReport, *, reason: str) -> FieldReport:
    """A moderator takes it away, its number too. Raises NotPublicError where it does not stand."""
    held = _held(report)
    if held.state not in (State.PENDING, State.PUBLISHED):
        raise NotPublicError
    sheets = touched(held)
    held.state, held.removed_because = State.REMOVED, reason[:500]
    held.save()
    _set_result(held, Evidence.State.WITHDRAWN)
    announce(sheets)
    return held


@transaction.atomic
def answer_as_peer(report: FieldReport, *, peer: User, agrees: bool, why: str = "") -> PeerAnswer:
    """Whether it is right, as one of its zone sees it. Raises NotPublicError, NotAPeerError."""
    held = _held(report)
    if held.state != State.PUBLISHED:
        raise NotPublicError
    if not is_peer(held, peer) or held.answers.filter(peer=peer).exists():
        raise NotAPeerError
    given = PeerAnswer.objects.create(report=held, peer=peer, agrees=agrees, why=why[:280])
    announce([held.sheet_id])
    return given


def is_peer(report: FieldReport, person: User) -> bool:
    """Whether the person has a published report of their own in the climate of the report."""
    climate = climates([report.pk]).get(report.pk)
    if climate is None or report.author_id == person.pk:
        return False
    return climate in homes(person.pk)


def touched(report: FieldReport) -> set[int]:
    """The sheets whose facet hangs on this report: its own, and those its author vouched for."""
    return {report.sheet_id} | (vouched_by(report.author_id) if report.author_id else set())


def vouched_by(person: int) -> set[int]:
    """The sheets of reports that the person answered on."""
    answers = PeerAnswer.objects.filter(peer=person).order_by()
    return set(answers.values_list("report__sheet", flat=True))


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


def _held(report: FieldReport) -> FieldReport:
    """As it is now, for this transaction alone."""
    found = FieldReport.objects.select_for_update().filter(pk=report.pk).first()
    if found is None:
        raise NotPublicError
    return found


def _write(held: FieldReport, said: Said) -> None:
    for name in (*SAID, "region", "crop_said", "photo", "language"):
        setattr(held, name, getattr(said, name))
    held.crop = _term(("crop", "products"), said.crop)
    position = _position(said)
    held.latitude, held.longitude = position or (None, None)
    at = country_at(float(position[0]), float(position[1])) if position else None
    held.country = _term(("country",), said.country or at or "")
    held.save()
    held.zones.set(_zones(position))
    _write_result(held, said.result)


def _position(said: Said) -> tuple[Decimal, Decimal] | None:
    if said.latitude is None or said.longitude is None:
        return None
    return rounded(said.latitude, said.longitude)


def _zones(position: tuple[Decimal, Decimal] | None) -> Iterable[Zone]:
    if position is None:
        return []
    codes = {(scheme, code) for scheme, code, _ in zones_at(float(position[0]), float(position[1]))}
    found = Zone.objects.filter(scheme__in=CLIMATES, code__in=[code for _, code in codes])
    return [zone for zone in found if (zone.scheme, zone.code) in codes]


def _term(lists: Iterable[str], code: str) -> Term | None:
    return Term.objects.filter(vocabulary__code__in=lists, code=code).first() if code else None


def _write_result(held: FieldReport, result: Result | None) -> None:
    """A new or changed number waits for a reviewer, as every person's does."""
    row = Evidence.objects.filter(field_report=held).first()
    if result is None:
        if row:
            _set_result(held, Evidence.State.WITHDRAWN)
        return
    outcome = Term.objects.get(vocabulary__code="outcome", code=result.outcome)
    if row and row.state != Evidence.State.WITHDRAWN and _same(row, outcome, result):
        return
    row = row or Evidence(sheet_id=held.sheet_id, field_report=held)
    row.state, row.outcome, row.unit = Evidence.State.PENDING, outcome, result.unit
    row.control_mean, row.treatment_mean = result.before, result.after
    row.log_ratio, row.no_ratio_reason = log_ratio(result.before, result.after)
    row.end_year, row.control_description = result.year, result.compared
    row.save()


def _same(row: Evidence, outcome: Term, result: Result) -> bool:
    stored = (row.outcome_id, row.unit, row.control_mean, row.treatment_mean, row.end_year)
    given = (outcome.pk, result.unit, result.before, result.after, result.year)
    return (*stored, row.control_description) == (*given, result.compared)


def _set_result(held: FieldReport, state: str) -> None:
    row = Evidence.objects.filter(field_report=held).first()
    if row and row.state != state:
        row.state = state
        row.save()
