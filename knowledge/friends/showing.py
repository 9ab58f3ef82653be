"""Reports as a reader sees them: no position, only the country, the region and the zone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from knowledge.members.names import name_of
from practices.models import Evidence, FieldReport, Zone
from practices.models.labels import reader_language
from practices.reading.field import Grade, climate_links, grades, homes

NAMING = ("author__member", "country", "crop", "photo", "result__outcome")
What = FieldReport.What
FIRST_PERSON = {
    What.DOES: gettext_lazy("I do it"),
    What.TRIED: gettext_lazy("I tried it"),
    What.STOPPED: gettext_lazy("I stopped"),
}


@dataclass(frozen=True)
class Card:
    """One report. zone: code and name of its climate."""

    report: FieldReport
    name: str
    since: str
    place: str
    zone: str
    crop: str
    result: Evidence | None
    grade: Grade

    @property
    def heading(self) -> str:
        words = {"does": _("does it"), "tried": _("tried it"), "stopped": _("stopped")}
        return words[self.report.doing]


@dataclass(frozen=True)
class ZoneRow:
    """How many of one climate say what."""

    label: str
    counts: dict[str, int]

    @property
    def said(self) -> str:
        return sentence(self.counts)


def cards(reports: Iterable[FieldReport]) -> list[Card]:
    """In six queries, however many there are."""
    found: Sequence[FieldReport] = list(reports)
    graded, zones = grades(found), _zones([one.pk for one in found])
    return [_card(one, graded[one.pk], zones.get(one.pk, "")) for one in found]


def public_reports(**of: Any) -> Any:
    """Those that anybody may read, newest first, with what a card names."""
    there = FieldReport.objects.published().filter(sheet__live=True, **of)
    return there.select_related(*NAMING)


def report_url(report: FieldReport) -> str:
    """Where it stands, on whichever page of the list that is by then."""
    address = reverse("friends:reports", args=[report.sheet_id])
    return f"{address}?report={report.pk}#report-{report.pk}"


def number_above(reports: Any, number: str) -> int:
    """How many of the list stand above the report of this number; 0 for one that is not there."""
    is_number = number.isdecimal() and len(number) <= 18
    found = reports.filter(pk=int(number)).first() if is_number else None
    if found is None:
        return 0
    newer = Q(changed_at__gt=found.changed_at) | Q(changed_at=found.changed_at, pk__gt=found.pk)
    return int(reports.filter(newer).count())


def _card(report: FieldReport, grade: Grade, zone: str) -> Card:
    result = getattr(report, "result", None)
    parts = (report.region, str(report.country.label) if report.country else "")
    return Card(
        report=report,
        name=name_of(report.author),
        since=_since(report),
        place=", ".join(part for part in parts if part),
        zone=zone,
        crop=str(report.crop.label) if report.crop else report.crop_said,
        result=result if result and result.state == Evidence.State.PUBLISHED else None,
        grade=grade,
    )


def _since(report: FieldReport) -> str:
    """ "since 5/2019", "2015 to 2020", "until 2020"; empty where nothing is known."""
    first, last = _month(report.since_year, report.since_month), ""
    if report.doing != What.DOES:
        last = _month(report.until_year, report.until_month)
    if first and first == last:
        return _("in %(when)s") % {"when": first}
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if last:
        return _("until %(when)s") % {"when": last}
    said = _("since %(when)s") if report.doing == What.DOES else _("begun %(when)s")
    return said % {"when": first} if first else ""


def _month(year: int | None, month: int | None) -> str:
    if year is None:
        return ""
    return f"{month}/{year}" if month else str(year)


def _zones(reports: Sequence[int]) -> dict[int, str]:
    label = f"zone__label_{reader_language()}"
    rows = climate_links(fieldreport__in=reports).values_list(
        "fieldreport_id", "zone__code", label, "zone__label_en"
    )
    return {pk: f"{code} · {name or english}" for pk, code, name, english in rows}


@dataclass(frozen=True)
class Own:
    """What a reader is shown of their own report."""

    report: FieldReport

    @property
    def said(self) -> str:
        """ "I do it", since 2019: in the reader's language."""
        since = _since(self.report)
        words = _("“%(said)s”") % {"said": FIRST_PERSON[What(self.report.doing)]}
        return f"{words}, {since}" if since else words

    @property
    def is_waiting(self) -> bool:
        return self.report.state == FieldReport.State.PENDING

    @property
    def is_removed(self) -> bool:
        return self.report.state == FieldReport.State.REMOVED


def zone_rows(**of: Any) -> list[ZoneRow]:
    """Each climate with what is said there, the most reports first; one query."""
    label = f"zone__label_{reader_language()}"
    names = ("zone__code", label, "zone__label_en", "fieldreport__doing")
    state = {"fieldreport__state": FieldReport.State.PUBLISHED}
    rows = climate_links(**{f"fieldreport__{name}": value for name, value in of.items()}, **state)
    found: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(What.values, 0))
    counted = rows.order_by().values_list(*dict.fromkeys(names)).annotate(many=Count("pk"))
    for code, *named, doing, many in counted:
        found[f"{code} · {next(filter(None, named))}"][doing] += many
    made = [ZoneRow(zone, counts) for zone, counts in found.items()]
    return sorted(made, key=lambda row: (-sum(row.counts.values()), row.label))


def like_mine(person: int | None, **of: Any) -> int | None:
    """Reports of whoever does it, in the climates that the person reports from, or names on their
    page, shown or not; None without one."""
    if person is None:
        return None
    mine = homes(person) | _named(person)
    if not mine:
        return None
    there = climate_links(
        **{f"fieldreport__{k}": v for k, v in of.items()},
        fieldreport__state=FieldReport.State.PUBLISHED,
        zone__in=mine,
    )
    found = there.filter(fieldreport__doing=What.DOES).values("fieldreport").distinct()
    return found.count()


def _named(person: int) -> set[int]:
    zones = Zone.objects.filter(scheme=Zone.Scheme.KOPPEN, profiles__author=person)
    return set(zones.values_list("pk", flat=True))


def sentence(counts: dict[str, int], like: int | None = None) -> str:
    """ "12 do it, 3 stopped; in zones like yours: 5"; empty where nobody says anything."""
    words = (
        (counts["does"], ngettext("%(n)s does it", "%(n)s do it", counts["does"])),
        (counts["tried"], ngettext("%(n)s tried it", "%(n)s tried it", counts["tried"])),
        (counts["stopped"], ngettext("%(n)s stopped", "%(n)s stopped", counts["stopped"])),
    )
    said = ", ".join(text % {"n": n} for n, text in words if n)
    if said and like is not None:
        return _("%(said)s; in zones like yours: %(n)s") % {"said": said, "n": like}
    return said
