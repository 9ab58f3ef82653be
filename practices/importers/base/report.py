"""What a run tells the person who started it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from practices.models import ImportIssue, ImportRun

# Lines for people, and for machines; all are in the database.
ISSUES_FOR_PEOPLE = 20
ISSUES_FOR_MACHINES = 1000
KINDS = ("new", "changed", "same", "held", "withdrawn", "quarantined", "warning")


@dataclass(slots=True)
class Issue:
    record: str
    field: str
    severity: str
    message: str

    def line(self, source: str) -> str:
        """Such as "wocat 1724 · location: longitude 321581 is beyond 180; left out"."""
        severity = "" if self.severity == ImportIssue.Severity.WARNING else self.severity
        said = ": ".join(part for part in (severity, self.field, self.message) if part)
        return f"{source} {self.record} · {said}" if self.record else f"{source} · {said}"


@dataclass(slots=True)
class Report:
    """`counts` are of records by what became of them; `error` says why a run failed."""

    run: int
    source: str
    location: str
    state: str
    dry_run: bool = False
    error: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    issue_count: int = 0

    @classmethod
    def of(cls, run: ImportRun, *, dry_run: bool, error: str) -> "Report":
        run.refresh_from_db()
        report = cls(run.pk, run.source.code, run.location, run.state, dry_run, error)
        report.counts = {kind: getattr(run, f"{kind}_count") for kind in KINDS}
        issues = run.issues.exclude(external_id="", message=error).order_by("severity", "pk")
        columns = issues.values_list("external_id", "field", "severity", "message")
        report.issues = [Issue(*row) for row in columns[:ISSUES_FOR_MACHINES]]
        report.issue_count = issues.count()
        return report

    @property
    def has_changed_anything(self) -> bool:
        return any(self.counts[kind] for kind in ("new", "changed", "held", "withdrawn"))

    def lines(self) -> Iterator[str]:
        yield f"{self._run()} from {self.location}: {self.state}"
        yield "  " + ", ".join(f"{self._word(kind)} {self.counts[kind]}" for kind in KINDS)
        yield from (f"  {issue.line(self.source)}" for issue in self.issues[:ISSUES_FOR_PEOPLE])
        if self.issue_count > ISSUES_FOR_PEOPLE:
            where = "not kept: this was a dry run" if self.dry_run else "in the database"
            yield f"  … and {self.issue_count - ISSUES_FOR_PEOPLE} more ({where})"
        if self.error:
            yield f"  {self.error}"
        elif not self.has_changed_anything:
            yield "  Nothing has changed."

    def as_json(self) -> dict[str, Any]:
        """Plain JSON. `issues` holds the first 1,000; `issue_count` counts all."""
        counts = {self._word(kind): count for kind, count in self.counts.items()}
        issues = [
            {"record": i.record, "field": i.field, "severity": i.severity, "message": i.message}
            for i in self.issues
        ]
        return {
            "run": None if self.dry_run else self.run,
            **{name: getattr(self, name) for name in ("source", "location", "state", "dry_run")},
            "error": self.error,
            "counts": counts,
            "issues": issues,
            "issue_count": self.issue_count,
        }

    def _run(self) -> str:
        return f"Dry run of {self.source}" if self.dry_run else f"Run {self.run} of {self.source}"

    @staticmethod
    def _word(kind: str) -> str:
        return "warnings" if kind == "warning" else kind


def as_json(reports: list[Report]) -> dict[str, Any]:
    """Plain JSON of several runs, with the sums of their counts."""
    runs = [report.as_json() for report in reports]
    counts = Counter[str]()
    for run in runs:
        counts.update(run["counts"])
    return {"counts": dict(counts), "runs": runs}
