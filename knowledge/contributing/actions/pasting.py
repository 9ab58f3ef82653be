"""Lines of a spreadsheet that somebody pasted, as rows of the draft."""

from django.db import transaction

from ..answers import tidied
from ..models import Proposal
from ..pasting.form import MOST_SIGNS, PASTE
from ..sections import Rows
from .drafting import NotWrittenError, kept_as


@transaction.atomic
def take_pasted(proposal: Proposal, *, section: str) -> int:
    """Make rows of what stands in the section's field for it; how many.

    What cannot be read stays in the field, which says why; so does a text that is too long for it.
    Raises KeyError for a section that takes none, NotWrittenError.
    """
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not locked.is_written:
        raise NotWrittenError
    rows = _sections(locked)[section]
    answers, name = dict(locked.answers), f"{section}-{PASTE}"
    text = answers.get(name, "")
    if len(text) > MOST_SIGNS:
        return 0
    found = rows.read_from(text, answers)
    for row in found.rows:
        answers |= rows.one_more(answers, row)
    answers[name] = found.left
    kept_as(locked, tidied(answers), copy_to=proposal)
    return len(found.rows)


def _sections(proposal: Proposal) -> dict[str, type[Rows]]:
    sections = proposal.subject.sections
    return {one.id: one for one in sections if issubclass(one, Rows) and one.pasting}
