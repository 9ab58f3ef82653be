"""From a received record to a draft that can be a sheet, whatever the mapping stumbles over."""

from pathlib import Path
from traceback import extract_tb
from typing import Any

from practices.models import Source

from ..draft import SheetDraft
from ..source import BadRecord, Importer
from .licences import STRICTNESS, is_known

# What a mapping raises on a record of a kind that nobody foresaw.
STUMBLES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
LONGEST_NUMBER = 200


def draft_of(importer: Importer, source: Source, shape: str, data: Any) -> SheetDraft:
    """The draft of a record, with the licence it has or that of its source.

    Raises BadRecord where it cannot be a sheet: no number, no title, no licence.
    """
    try:
        draft = importer.map(shape, data)
    except BadRecord:
        raise
    except STUMBLES as error:
        raise BadRecord(stumble(error)) from error
    draft.licence = draft.licence or source.licence
    _check(draft)
    return draft


def stumble(error: BaseException) -> str:
    """What went wrong and where in our code; never its words, which may quote the record."""
    frame = extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}, line {frame.lineno}"
    return f"it could not be understood ({type(error).__name__} in {where})"


def _check(draft: SheetDraft) -> None:
    if not is_known(draft.licence):
        said = f"{draft.licence!r} is none of them" if draft.licence else "it states none"
        known = ", ".join(STRICTNESS)
        raise BadRecord(f"no licence, no import: {said}. Known are: {known}.")
    if not any(words.get("title") for words in draft.texts.values()):
        raise BadRecord("it has no title in any language")


def check_number(external_id: Any) -> None:
    """Raises BadRecord where a record could not be known again by its number."""
    if not isinstance(external_id, str) or not 0 < len(external_id) <= LONGEST_NUMBER:
        raise BadRecord(f"its number at the source is missing or over {LONGEST_NUMBER} letters")
