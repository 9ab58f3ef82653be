"""Approving some of the changes of a proposal: the others go back to their author."""

from collections.abc import Collection, Iterable

from django.contrib.auth.models import User
from django.db import transaction

from ..answers import Answers, tidied
from ..models import Proposal
from .drafting import begin
from .reviewing import NothingChangedError, approve, differences, locked, send_back


@transaction.atomic
def approve_some(
    proposal: Proposal,
    *,
    user: User,
    chosen: Collection[str],
    reply: str,
    mine_of: Iterable[str] = (),
    theirs_of: Iterable[str] = (),
) -> tuple[Proposal, Proposal | None]:
    """Publish these fields, and send the others back as a proposal of their own, with the reason.

    Returns what was published and what went back. Raises NothingChangedError where none is
    chosen, ValueError without a reason, and all that `approve` raises.
    """
    proposal = locked(proposal)
    rest = set(differences(proposal)) - set(chosen)
    if not set(differences(proposal)) - rest:
        raise NothingChangedError
    whole = dict(proposal.answers)
    proposal.answers = _with(proposal.base, whole, chosen)
    proposal.save(update_fields=["answers", "changed_at"])
    done = approve(proposal, user=user, mine_of=mine_of, theirs_of=theirs_of)
    return done, _sent_back(done, _with({}, whole, rest), rest, user, reply) if rest else None


def _with(base: Answers, answers: Answers, names: Collection[str]) -> dict[str, str]:
    """The base, with what the answers say in these fields; an empty one is empty then."""
    return {**base, **{name: answers.get(name, "") for name in names}}


def _sent_back(
    done: Proposal, answers: Answers, names: Collection[str], user: User, reply: str
) -> Proposal:
    """On top of what is published now, so that its author sees the one difference."""
    subject, target = done.subject, done.target
    today = subject.answers_of(target, done.language)
    draft = begin(
        kind=done.kind,
        author=done.author,
        language=done.language,
        target=target,
        answers=tidied(_with(today, answers, names)),
    )
    draft.note, draft.sent_at, draft.state = done.note, done.sent_at, Proposal.State.SENT
    draft.save()
    return send_back(draft, user=user, reply=reply)
