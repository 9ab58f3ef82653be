"""What of a person's proposals is handed out with their data, and what goes with their account."""

from typing import Any

from django.contrib.auth.models import User

from knowledge.members.keeping import kept, on_leaving
from practices.actions.field_reporting import leave
from practices.models import FieldReport, PeerAnswer

from .models import Proposal


@kept("proposals")
def proposals_of(user: User) -> list[dict[str, Any]]:
    """Newest first; what was decided about others' proposals is among the acts."""
    return [
        {
            "title": proposal.title,
            "kind": proposal.kind,
            "language": proposal.language,
            "state": proposal.state,
            "begun": proposal.created_at.isoformat(),
            "changed": proposal.changed_at.isoformat(),
            "note": proposal.note,
            "reply": proposal.reply,
            "before": proposal.base,
            "answers": proposal.answers,
        }
        for proposal in Proposal.objects.filter(author=user)
    ]


@on_leaving
def forget_drafts(user: User) -> None:
    """Those that nobody else has seen. What was sent keeps its author, who has no name any more."""
    Proposal.objects.filter(author=user, sent_at=None).delete()


@kept("field_reports")
def reports_of(user: User) -> list[dict[str, Any]]:
    """What the person said of their own land, with the place as it is kept: to 0.1 degree."""
    mine = FieldReport.objects.filter(author=user)
    columns = (
        *("sheet", "state", "doing", "since_year", "since_month", "until_year", "until_month"),
        *("why", "latitude", "longitude", "country__code", "region", "crop__code", "crop_said"),
        *("language", "removed_because"),
    )
    rows = {row.pop("pk"): row for row in mine.values("pk", *columns)}
    found = []
    for report in mine.prefetch_related("versions"):
        said = rows[report.pk]
        places = {name: said[name] and str(said[name]) for name in ("latitude", "longitude")}
        before = [
            {name: getattr(version, name) for name in ("doing", "since_year", "until_year", "why")}
            for version in report.versions.all()
        ]
        found.append({**said, **places, "first_said": report.created_at, "before": before})
    return found


@kept("peer_answers")
def answers_of(user: User) -> list[dict[str, Any]]:
    """What the person said of others' reports."""
    mine = PeerAnswer.objects.filter(peer=user)
    columns = ("report__sheet", "agrees", "why", "answered_at")
    return [dict(zip(columns, row, strict=True)) for row in mine.values_list(*columns)]


@on_leaving
def leave_the_field(user: User) -> None:
    """Published words stay, without a name and a place; all else goes."""
    leave(user)
