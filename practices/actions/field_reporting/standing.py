"""A report as it is now, and the sheets that hang on it."""

from practices.models import FieldReport, PeerAnswer

from .said import NotPublicError


def held_now(report: FieldReport) -> FieldReport:
    """As it is now, for this transaction alone."""
    found = FieldReport.objects.select_for_update().filter(pk=report.pk).first()
    if found is None:
        raise NotPublicError
    return found


def touched(report: FieldReport) -> set[int]:
    """The sheets whose facet hangs on this report: its own, and those its author vouched for."""
    return {report.sheet_id} | (vouched_by(report.author_id) if report.author_id else set())


def vouched_by(person: int) -> set[int]:
    """The sheets of reports that the person answered on."""
    answers = PeerAnswer.objects.filter(peer=person).order_by()
    return set(answers.values_list("report__sheet", flat=True))
