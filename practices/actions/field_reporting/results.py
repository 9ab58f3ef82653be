"""The number of a person's own: a row of evidence that comes and goes with the report."""

from practices.log_ratio import log_ratio
from practices.models import Evidence, FieldReport, Term

from .said import Result


def write_result(held: FieldReport, result: Result | None) -> None:
    """A new or changed number waits for a reviewer, as every person's does. One that its author
    took out is gone: nothing of it can come back with the report."""
    row = Evidence.objects.filter(field_report=held).first()
    if result is None:
        if row:
            row.delete()
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


def set_result(held: FieldReport, state: str, *, only: str = "") -> None:
    """only: the state that it must be in, if any."""
    row = Evidence.objects.filter(field_report=held).first()
    if row and row.state != state and only in ("", row.state):
        row.state = state
        row.save()
