"""Measurements: the same thing, with the practice and without it.

Rows stand outside a sheet's revisions and have their own state; they are written after the sheet
(`save_measurements`). Only rows by people are shown: those of a source are the source's.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from practices.evidence import OUTCOME
from practices.log_ratio import log_ratio
from practices.models import Evidence, PracticeSheet, Term

from ..fields import Number, Year, line, slim
from ..sections import Row, Rows
from .columns import MEASUREMENTS
from .publications import reference_of, said

UNITS = [("g/kg", "g/kg"), ("%", "%"), ("Mg/ha", "t/ha"), ("kg/m2", "kg/m²"), ("kg/ha", "kg/ha")]
MOST = {"g/kg": 600, "%": 60, "Mg/ha": 3000, "kg/m2": 300}
"""More carbon than any soil holds: dry peat is a little over half carbon."""
MEASURED = ("product_yield",)
NUMBERS = (
    *("control_mean", "treatment_mean", "control_error", "treatment_error", "replicates"),
    *("depth_from_cm", "depth_to_cm", "duration_yr", "start_year", "end_year"),
)
TEXTS = (
    *("unit", "error_type", "control_description", "treatment_description"),
    *("location_in_source", "no_source_reason"),
)


def outcome_choices() -> list[tuple[str, str]]:
    """Levels of soil carbon first, since a change needs no control; then what people ask next."""
    carbon = Term.objects.filter(parent__code=OUTCOME).exclude(code__contains=".")
    others = Term.objects.filter(vocabulary__code="outcome", code__in=MEASURED)
    return [(term.code, term.label) for term in (*carbon, *others)]


class MeasurementRow(Row):
    outcome = forms.ChoiceField(label=_("What was measured"), choices=outcome_choices)
    control_mean = Number(label=_("Without"), lowest=0)
    treatment_mean = Number(label=_("With"), lowest=0)
    unit = forms.ChoiceField(label=_("Unit"), choices=UNITS, widget=slim())
    replicates = Number(label=_("Repeated plots"), lowest=1, highest=1000)
    depth_from_cm = Number(label=_("From"), lowest=0, highest=1000, unit="cm")
    depth_to_cm = Number(label=_("To"), lowest=0, highest=1000, unit="cm")
    duration_yr = Number(label=_("Years of practice"), lowest=0, highest=300)
    error_type = forms.ChoiceField(
        label=_("Kind of error"),
        choices=[
            ("", _("not known")),
            ("SE", _("standard error")),
            ("SD", _("standard deviation")),
        ],
        required=False,
        widget=slim(),
    )
    control_error = Number(label=_("Error without (±)"), lowest=0)
    treatment_error = Number(label=_("Error with (±)"), lowest=0)
    start_year = Year(label=_("First year"))
    end_year = Year(label=_("Last year"))
    control_description = line(_("“Without” means"), hint=_("For instance: bare soil, ploughed."))
    treatment_description = line(_("“With” means"))
    source = line(
        _("Where it is published"),
        hint=_("A DOI, an address, or author, year and title."),
        most=1000,
    )
    location_in_source = line(_("Where in it"), hint=_("For instance: table 5."), most=120)
    no_source_reason = line(
        _("If there is no source: why?"),
        hint=_("For instance: measured on my own farm in 2023. It is kept and shown."),
        most=255,
    )
    ready = ("outcome", "unit", "error_type")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for check in (self._check_means, self._check_depth, self._check_years, self._check_source):
            check(data)
        return data

    def _check_means(self, data: dict[str, Any]) -> None:
        for name in ("control_mean", "treatment_mean"):
            value = data.get(name)
            if name not in self.errors and value is None:
                self.add_error(name, _("Both numbers are needed to compare."))
            elif (
                value is not None
                and self._is_carbon(data)
                and value > MOST.get(data["unit"], value)
            ):
                self.add_error(
                    name, _("This is more carbon than any soil holds: is the unit right?")
                )

    def _is_carbon(self, data: dict[str, Any]) -> bool:
        return data.get("outcome") not in (None, *MEASURED) and "unit" in data

    def _check_depth(self, data: dict[str, Any]) -> None:
        first, last = data.get("depth_from_cm"), data.get("depth_to_cm")
        if first is not None and last is not None and last <= first:
            self.add_error("depth_to_cm", _("The lower end must be deeper than the upper one."))

    def _check_years(self, data: dict[str, Any]) -> None:
        first, last = data.get("start_year"), data.get("end_year")
        if first and last and last < first:
            self.add_error("end_year", _("It ended before it began."))

    def _check_source(self, data: dict[str, Any]) -> None:
        """Asked once: a reason why there is none is an answer."""
        if not (data.get("source") or data.get("no_source_reason") or "source" in self.errors):
            raise ValidationError(
                {"source": _("Where is it published? If it is not, say why below.")}
            )


class Measurements(Rows):
    id = "measured"
    heading = _("A measurement")
    hint = _("One row: the same thing, measured with and without the practice.")
    more = _("Another measurement")
    row = MeasurementRow
    pasting = MEASUREMENTS
    example = _(
        "What was measured; Without (g/kg); With (g/kg); Depth (cm); DOI\n"
        "SOC; 8.27; 10.99; 0-50; 10.1017/S002185960900851X"
    )

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for row in people_s(obj):
            values = {name: getattr(row, name) for name in (*NUMBERS, *TEXTS)}
            values["source"] = said(row.reference)
            yield str(row.pk), values | {"outcome": row.outcome.code}

    def write(self, obj: PracticeSheet, language: str) -> None:
        """Written after the sheet is: a row needs its number."""


def people_s(sheet: PracticeSheet) -> list[Evidence]:
    """The rows that people gave and nobody withdrew; not those of reports, which stay theirs."""
    if sheet.pk is None:
        return []
    rows = Evidence.objects.filter(sheet=sheet, external_id="", field_report=None)
    rows = rows.exclude(state=Evidence.State.WITHDRAWN)
    return list(rows.select_related("outcome", "reference").order_by("pk"))


def save_measurements(sheet: PracticeSheet, section: Measurements, state: str) -> list[Evidence]:
    """Write the rows of a valid section; a row that is no longer there is withdrawn.

    state: of rows that are new or say something else than before. Returns those.
    """
    known = {row.pk: row for row in people_s(sheet)}
    rows = [(row, known.pop(row.pk or 0, None)) for row in section.live]
    for lost in known.values():
        lost.state = Evidence.State.WITHDRAWN
        lost.save()
    return [saved for row, old in rows if (saved := _save(sheet, row.cleaned_data, old, state))]


def _save(
    sheet: PracticeSheet, data: dict[str, Any], old: Evidence | None, state: str
) -> Evidence | None:
    row = filled(old or Evidence(sheet=sheet), data)
    if old and not _differs(row):
        return None
    row.reference = reference_of(data["source"])
    row.state = state
    row.save()
    return row


def filled(row: Evidence, data: dict[str, Any]) -> Evidence:
    """The row with what was written, and its ratio."""
    for name in NUMBERS:
        setattr(row, name, data.get(name))
    for name in TEXTS:
        setattr(row, name, data.get(name) or "")
    row.outcome = Term.objects.get(vocabulary__code="outcome", code=data["outcome"])
    ratio, why_not = log_ratio(row.control_mean, row.treatment_mean)
    row.log_ratio, row.no_ratio_reason = ratio, why_not
    return row


def _differs(row: Evidence) -> bool:
    before = Evidence.objects.get(pk=row.pk)
    names = (*NUMBERS, *TEXTS, "outcome_id", "reference_id")
    return any(getattr(before, name) != getattr(row, name) for name in names)
