"""A translation that comes as a file."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ..models import Proposal
from ..subjects import subject_of
from ..translations.po import Taken, taken
from .drafting import begin, keep, open_draft

KIND = "translation"


@transaction.atomic
def take_file(
    sheet: Any, *, language: str, author: User, content: bytes
) -> tuple[Proposal | None, Taken]:
    """What a PO file says, into the draft of this person; none where it says nothing new.

    What they wrote in the draft meanwhile stays, and the file's text beside it, until they choose.
    Raises BadFileError, and changes nothing then.
    """
    draft = open_draft(author, sheet, kind=KIND, language=language)
    base = draft.base if draft else subject_of(KIND).answers_of(sheet, language)
    found = taken(content, base)
    if found.answers:
        draft = draft or begin(kind=KIND, author=author, language=language, target=sheet)
        keep(
            draft,
            answers=found.answers,
            names=found.answers.keys(),
            number=draft.number,
            page="file",
            bases={name: draft.base.get(name, "") for name in found.answers},
        )
    return draft, found
