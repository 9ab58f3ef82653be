"""From a new object to a change of one that is there already."""

from typing import Any

from django.db import transaction

from ..models import Proposal
from .drafting import begin, keep, open_draft


@transaction.atomic
def turn_into_change(proposal: Proposal, *, target: Any, language: str) -> Proposal:
    """The words that somebody wrote for a new object, in a change of this one.

    What the object does not say yet stands in its fields; where it says something else, both texts
    are kept and the author chooses (`conflicts`). Words in another language than that of the
    change are left out. The draft of the new object stays as it is.
    """
    kind, author = proposal.kind, proposal.author
    draft = open_draft(author, target, kind=kind, language=language) or begin(
        kind=kind, author=author, language=language, target=target
    )
    if draft.language == proposal.language:
        said = draft.subject.answers_of(target, draft.language)
        words = draft.subject.brought_along(proposal.answers, said)
        keep(draft, answers=words, names=words.keys(), number=NO_STATE, page=proposal.key.hex)
    return draft


NO_STATE = -1
"""Of a page that began from nothing: whatever differs is seen."""
