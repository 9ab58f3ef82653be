"""A translation that comes as a file."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ..answers import Answers, changed
from ..models import Proposal
from ..subjects import subject_of
from ..translations.names import known
from ..translations.po import Taken, taken
from ..translations.today import brought, renamed
from .drafting import begin, keep, kept_as, open_draft

KIND = "translation"
PAGE = "file"


@transaction.atomic
def take_file(
    sheet: Any, *, language: str, author: User, content: bytes
) -> tuple[Proposal | None, Taken]:
    """What a PO file says, into the draft of this person; none where it says nothing new.

    What they wrote in the draft meanwhile stays, and the file's text beside it, until they choose.
    Raises BadFileError, and changes nothing then.
    """
    draft = open_draft(author, sheet, kind=KIND, language=language)
    today = subject_of(KIND).answers_of(sheet, language)
    found = taken(content, today)
    if found.answers:
        if draft:
            _bring(draft, today, known(found.answers))
        draft = draft or begin(kind=KIND, author=author, language=language, target=sheet)
        last = _sent(draft)
        keep(
            draft,
            answers=found.answers,
            names=found.answers.keys(),
            number=draft.number,
            page=PAGE,
            bases={name: last.get(name, today.get(name, "")) for name in found.answers},
        )
    return draft, found


def _bring(draft: Proposal, today: Answers, names: Iterable[str]) -> None:
    """The file was made from the sheet of today, the draft from an older one."""
    locked = Proposal.objects.select_for_update().get(pk=draft.pk)
    found = brought(locked.base, locked.answers, today, names)
    if (found.base, found.answers) != (locked.base, locked.answers):
        locked.base, locked.conflicts = found.base, renamed(locked.conflicts, found.moved)
        locked.save(update_fields=["base"])
        kept_as(locked, found.answers, copy_to=draft)


def _sent(draft: Proposal) -> dict[str, str]:
    """What files said before in the fields that they changed: a corrected one goes on from that."""
    files = list(draft.kept.filter(page=PAGE).order_by("number"))
    before = draft.kept.filter(number__in=[one.number - 1 for one in files])
    was = {one.number + 1: one.answers for one in before}
    found: dict[str, str] = {}
    for one in files:
        names = changed(was.get(one.number, {}), one.sent)
        found |= {name: one.sent.get(name, "") for name in names}
    return found
