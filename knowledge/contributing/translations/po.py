"""A translation as a PO file, for people who translate with programs of their own.

msgctxt is the name of the paragraph, msgid the original, msgstr the translation. An outdated one is
fuzzy, with what it was made from as its previous msgid.
"""

import io
import re
from dataclasses import dataclass, field
from typing import Any

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation import gettext as _

from ..answers import Answers, as_text
from .forms import label_of
from .names import MADE_FROM, ORIGINAL, RIGHT, SOURCE, listed, slot_of

MOST_BYTES = 1024 * 1024
LINE = re.compile(r'\s*(?:#.*|(?:msg[\w\[\]]+\s*)?"(?:[^"\\]|\\.)*"\s*)?')
"""A line of a PO file: what is cut in the middle of a string is none."""


class BadFileError(ValueError):
    """A file that cannot be read; says where and what to do, to the person who sent it."""


@dataclass(frozen=True)
class Entry:
    """One entry of a file, which has no place in the sheet of today."""

    original: str
    text: str


@dataclass
class Taken:
    """What is in a file. answers: by name of the paragraph. same: says what the sheet says already.

    fuzzy: not taken, since its program says that it is not sure. stale: of a paragraph that the
    original no longer has, or that is none of this sheet.
    """

    answers: dict[str, str] = field(default_factory=dict)
    same: int = 0
    fuzzy: int = 0
    stale: list[Entry] = field(default_factory=list)


def file_of(answers: Answers, language: str, title: str) -> bytes:
    """All paragraphs of a sheet, from its answers in this language."""
    catalog = Catalog(
        locale=language,
        header_comment=f"# {title}",
        project=title,
        version=answers.get(SOURCE, ""),
        last_translator="",
        language_team=language,
        charset="utf-8",
        fuzzy=False,
    )
    for name in listed(answers):
        slot, made_from = slot_of(name), answers.get(MADE_FROM + name, "")
        catalog.add(
            answers[ORIGINAL + name],
            answers.get(name, ""),
            flags=["fuzzy"] if made_from else [],
            previous_id=made_from or (),
            auto_comments=[label_of(slot)] if slot else [],
            context=name,
        )
    content = io.BytesIO()
    write_po(content, catalog, width=0, include_previous=True)
    return content.getvalue()


def taken(content: bytes, answers: Answers) -> Taken:
    """What a file says for the sheet as its answers are today. Raises BadFileError."""
    found, by_original = Taken(), _by_original(answers)
    for message in _messages(content):
        original, text = _said(message.id), _said(message.string)
        if not original or not text:
            continue
        name = message.context or by_original.get(original, "")
        if message.fuzzy:
            found.fuzzy += 1
        elif as_text(answers.get(ORIGINAL + name, "")) != original:
            found.stale.append(Entry(original, text))
        else:
            _take(found, name, text, answers)
    return found


def _take(found: Taken, name: str, text: str, answers: Answers) -> None:
    """A text that was outdated and is fuzzy no more says that it is right as it is."""
    if text != answers.get(name, ""):
        found.answers[name] = text
    elif MADE_FROM + name in answers:
        found.answers[name + RIGHT] = "on"
    else:
        found.same += 1


def _said(text: Any) -> str:
    """Of one form; a file of ours has no plurals."""
    one = text[0] if isinstance(text, list | tuple) and text else text
    return as_text(str(one or "").replace("\x00", ""))


def _by_original(answers: Answers) -> dict[str, str]:
    """For a program that keeps no contexts."""
    return {answers[ORIGINAL + name]: name for name in listed(answers)}


def _messages(content: bytes) -> list[Message]:
    if len(content) > MOST_BYTES:
        raise BadFileError(_("This file is larger than 1 MB: it is no translation of one sheet."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        said = _("Line %(line)s is not UTF-8. Save the file as UTF-8 and send it again.")
        raise BadFileError(said % {"line": line}) from None
    catalog = _read(text.replace("\r\n", "\n"))
    found = [message for message in catalog if message.id]
    if not found:
        raise BadFileError(_("There is no entry in this file. Send the PO file of this page."))
    return found


def _read(text: str) -> Catalog:
    for number, line in enumerate(text.split("\n"), start=1):
        if not LINE.fullmatch(line):
            raise _unreadable(number, line)
    try:
        return read_po(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        raise _unreadable((error.lineno or 0) + 1, str(error.line)) from None
    except (ValueError, LookupError, TypeError, AttributeError, UnknownLocaleError) as error:
        said = _("This is no PO file that we can read. Take the file anew, and translate in that.")
        raise BadFileError(said) from error


def _unreadable(number: int, line: str) -> BadFileError:
    said = _("Line %(line)s cannot be read: %(text)s. Mend it, or take the file anew.")
    return BadFileError(said % {"line": number, "text": line.strip()[:60]})
