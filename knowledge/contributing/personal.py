"""What of a person's proposals is handed out with their data, and what goes with their account."""

from typing import Any

from django.contrib.auth.models import User

from knowledge.members.keeping import kept, on_leaving

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
