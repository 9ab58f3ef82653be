"""What a reviewer has before them of one proposal."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from knowledge.members.names import name_of

from ..actions.reviewing import doubts_of, merged, others_on, target_of
from ..merging import Conflict
from ..models import Proposal
from ..risk import Reason, Risk, reasons, risk_of
from .canned import reasons_in
from .changes import Change, changes_of, numbers_without_source
from .labels import Labelled, labelled


@dataclass
class Desk:
    """Each part is built once, and only where the page asks for it."""

    proposal: Proposal

    @property
    def is_waiting(self) -> bool:
        return self.proposal.state == Proposal.State.SENT

    @property
    def is_unreviewed(self) -> bool:
        """Public already, and nobody has read it."""
        is_public = self.proposal.state == Proposal.State.APPROVED
        return is_public and self.proposal.reviewed_at is None

    @property
    def is_new(self) -> bool:
        return not self.proposal.base

    @property
    def author(self) -> str:
        return name_of(self.proposal.author)

    @property
    def reviewer(self) -> str:
        return name_of(self.proposal.reviewer) if self.proposal.reviewer_id else ""

    @cached_property
    def target(self) -> Any:
        return target_of(self.proposal)

    @property
    def url(self) -> str:
        """Of the public page, if there is one."""
        target = self.target
        is_public = target is not None and getattr(target, "live", True)
        return self.proposal.subject.url_of(target) if is_public else ""

    @cached_property
    def changes(self) -> list[Change]:
        return changes_of(self.proposal)

    @cached_property
    def approved_before(self) -> int:
        mine = Proposal.objects.filter(author=self.proposal.author_id, reviewed_at__isnull=False)
        return mine.filter(state=Proposal.State.APPROVED).exclude(pk=self.proposal.pk).count()

    @cached_property
    def reasons(self) -> list[Reason]:
        one = self.proposal
        is_first = not self.approved_before
        return reasons(one.base, one.answers, is_first=is_first, is_public=self.is_unreviewed)

    @property
    def risk(self) -> Risk:
        return risk_of(self.reasons)

    @cached_property
    def conflicts(self) -> list[Labelled]:
        """`before` is what the page says today, `after` what the proposal says."""
        if not self.is_waiting:
            return []
        return [self._labelled(one) for one in merged(self.proposal).conflicts]

    def _labelled(self, one: Conflict) -> Labelled:
        answers = self.proposal.answers
        return labelled(self.proposal.subject, one.name, one.theirs, one.mine, answers)

    @cached_property
    def others(self) -> list[Proposal]:
        """Open proposals on the same object."""
        if self.target is None:
            return []
        return list(others_on(self.target, self.proposal).select_related("author__member"))

    @cached_property
    def doubts(self) -> Sequence[Any]:
        """What may stand somewhere already, while it can be decided."""
        return doubts_of(self.proposal) if self.is_waiting or self.is_unreviewed else ()

    @property
    def emptied(self) -> list[Labelled]:
        """What said something and is to say nothing."""
        return [f for change in self.changes for f in change.fields if f.before and not f.after]

    @cached_property
    def unsourced(self) -> list[str]:
        return numbers_without_source(self.changes, self.proposal)

    @property
    def canned(self) -> list[tuple[str, str]]:
        return reasons_in(self.proposal.language)
