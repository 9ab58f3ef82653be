"""The grade "field verified", and what is counted of reports from the field.

Nothing of it is stored: it is worked out from the rows whenever it is asked, so that a report that
was withdrawn, a peer who left or one who was blocked counts no more from that moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.models import FieldReport, PeerAnswer, Zone

ASKED, ENOUGH = 3, 2
"""Of the first so many peers who answered, so many must agree."""
VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Grade:
    """answers: of the peers that count, the first ASKED in the order they came in."""

    has_date: bool
    has_place: bool
    has_photo: bool
    answers: tuple[bool, ...] = ()

    @property
    def agreeing(self) -> int:
        return sum(self.answers)

    @property
    def is_verified(self) -> bool:
        return not self.missing and self.agreeing >= ENOUGH

    @property
    def missing(self) -> tuple[str, ...]:
        given = {"date": self.has_date, "place": self.has_place, "photo": self.has_photo}
        return tuple(name for name, is_there in given.items() if not is_there)

    @property
    def is_answered(self) -> bool:
        """Whether no further peer need be asked: two agree, or no two of three can."""
        left = ASKED - len(self.answers)
        return self.agreeing >= ENOUGH or self.agreeing + left < ENOUGH

    @property
    def why(self) -> str:
        """In the reader's language: why it is verified, or why it is not yet."""
        if self.is_verified:
            return _(
                "%(agree)s of %(asked)s who farm in this climate agree; date, place, photo given."
            ) % {
                "agree": self.agreeing,
                "asked": len(self.answers),
            }
        if self.is_answered and self.agreeing < ENOUGH:
            return _("Only %(agree)s of %(asked)s who farm in this climate agree.") % {
                "agree": self.agreeing,
                "asked": len(self.answers),
            }
        return _("To be verified in the field it still needs: %(what)s.") % {
            "what": ", ".join(self._needed())
        }

    def _needed(self) -> list[str]:
        words = {"date": _("since when"), "place": _("a place"), "photo": _("a photo")}
        peers = ENOUGH - self.agreeing
        said = [words[name] for name in self.missing]
        if peers > 0:
            words_of = ngettext(
                "the word of one who farms in this climate",
                "the word of %(peers)s who farm in this climate",
                peers,
            )
            said.append(words_of % {"peers": peers})
        return said


def grade(*, has_date: bool, has_place: bool, has_photo: bool, answers: Iterable[bool]) -> Grade:
    """From what is there. answers: of peers that count, in the order they came in."""
    return Grade(has_date, has_place, has_photo, tuple(answers)[:ASKED])


def grades(reports: Sequence[FieldReport]) -> dict[int, Grade]:
    """By primary key of the report, in two queries however many there are."""
    ids = [report.pk for report in reports]
    zones, answers = climates(ids), counting_answers(report__in=ids)
    return {
        report.pk: _graded(report, has_place=report.pk in zones, answers=answers[report.pk])
        for report in reports
    }


def _graded(report: FieldReport, *, has_place: bool, answers: Iterable[bool]) -> Grade:
    return grade(
        has_date=report.since_year is not None,
        has_place=has_place,
        has_photo=report.photo_id is not None,
        answers=answers,
    )


def climates(report_ids: Iterable[int]) -> dict[int, int]:
    """Report -> its climate zone (Köppen-Geiger), where its place has one."""
    return dict(
        climate_links(fieldreport__in=list(report_ids)).values_list("fieldreport_id", "zone_id")
    )


def climate_links(**conditions: Any) -> QuerySet[Any]:
    """Pairs of a report and its climate."""
    through = FieldReport.zones.through._default_manager
    return through.filter(zone__scheme=Zone.Scheme.KOPPEN, **conditions)


def counting_answers(**of_reports: Any) -> Mapping[int, list[bool]]:
    """Of each report the words of peers, first come first, that count today; one query.

    A peer counts who may sign in and has a published report of their own in the report's climate.
    """
    own = climate_links(fieldreport=OuterRef(OuterRef("report"))).values("zone")
    at_home = climate_links(
        fieldreport__author=OuterRef("peer"),
        fieldreport__state=FieldReport.State.PUBLISHED,
        zone__in=own,
    )
    rows = PeerAnswer.objects.filter(Exists(at_home), peer__is_active=True, **of_reports)
    found: dict[int, list[bool]] = defaultdict(list)
    for report, agrees in rows.values_list("report_id", "agrees"):
        found[report].append(agrees)
    return found


def homes(person: int) -> set[int]:
    """The climate zones that the person has a published report of."""
    mine = climate_links(fieldreport__author=person, fieldreport__state=FieldReport.State.PUBLISHED)
    return set(mine.values_list("zone_id", flat=True))


def field_values(sheet_ids: Iterable[int]) -> dict[int, set[str]]:
    """Sheet -> what people report of it: does, tried, stopped; and "verified"."""
    return {
        sheet: {name for name, count in counts.items() if count}
        for sheet, counts in field_counts(sheet_ids).items()
    }


def field_counts(sheet_ids: Iterable[int]) -> Mapping[int, dict[str, int]]:
    """Sheet -> reports that say so: does, tried, stopped; and of all of them "verified".

    Two queries, whatever the number of sheets and reports.
    """
    ids = list(sheet_ids)
    reports = FieldReport.objects.published().filter(sheet__in=ids).order_by()
    reports = reports.annotate(has_climate=Exists(climate_links(fieldreport=OuterRef("pk"))))
    answers = counting_answers(report__sheet__in=ids)
    found: dict[int, dict[str, int]] = defaultdict(no_reports)
    for report in reports:
        counts = found[report.sheet_id]
        counts[report.doing] += 1
        graded = _graded(report, has_place=report.has_climate, answers=answers[report.pk])
        counts[VERIFIED] += graded.is_verified
    return found


def no_reports() -> dict[str, int]:
    return dict.fromkeys((*FieldReport.What.values, VERIFIED), 0)
