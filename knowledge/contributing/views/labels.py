"""Fields and texts in the words of their forms, for people who choose between them."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ..answers import Answers
from ..merging import Conflict
from ..models import Proposal
from ..pasting.form import PASTE
from ..sections import Rows, Section
from .page import groups_of


@dataclass(frozen=True)
class Labelled:
    """A field in the words of its form: section, label, and both texts as people read them.

    original: of a translation, what it translates, in the language `source`.
    """

    name: str
    section: str
    label: str
    before: str
    after: str
    is_coded: bool = False
    original: str = ""
    source: str = ""


def labelled(subject: Any, name: str, before: str, after: str, answers: Answers) -> Labelled:
    """The field of a name. `answers` has it, so that a row is found."""
    for form in subject.forms({**answers, name: answers.get(name, "") or before or after}):
        found = _bound(form, name)
        if found is not None:
            heading, bound = found
            was, now = (shown(bound.field, text) for text in (before, after))
            is_coded = hasattr(bound.field, "choices")
            label = str(bound.label)
            return Labelled(name, heading, label, was, now, is_coded, *original_of(bound.field))
    return Labelled(name, "", name, before, after)


def original_of(form_field: Any) -> tuple[str, str]:
    """What a field is a translation of, and the language of that; nothing for others."""
    return getattr(form_field, "original", ""), getattr(form_field, "source", "")


def _bound(form: Section | Rows, name: str) -> tuple[str, Any] | None:
    if isinstance(form, Rows) and form.paste and name == form.paste.add_prefix(PASTE):
        return str(form.heading), form.paste[PASTE]
    own = [form] if isinstance(form, Section) else form.rows
    for place, one in enumerate(own, start=1):
        for field_name in one.fields:
            if one.add_prefix(field_name) == name:
                number = f" {place}" if isinstance(form, Rows) else ""
                return f"{form.heading}{number}", one[field_name]
    return None


def shown(form_field: Any, text: str) -> str:
    """Codes of a list by their labels, one a line; what a field itself puts into words.
    No answer has no label."""
    if hasattr(form_field, "said"):
        return str(form_field.said(text))
    choices = getattr(form_field, "choices", None)
    if not choices or not text:
        return text
    labels = {
        str(code): str(label) for _g, some in groups_of(list(choices)) for code, label in some
    }
    return "\n".join(labels.get(code, code) for code in text.split("\n"))


@dataclass(frozen=True)
class Open:
    """A field that pages wrote at once: what the draft has, and by page what each of them has."""

    field: Labelled
    others: list[tuple[str, str]]
    seen: str
    """Stands for these texts, so that one that comes later is not settled unseen."""

    @property
    def combined(self) -> str:
        """All texts, to be edited into one."""
        texts = (self.field.before, *(text for _page, text in self.others))
        return "\n\n".join(text for text in texts if text)


def conflicts_of(proposal: Proposal) -> list[Open]:
    return [_open(proposal, name, pages) for name, pages in sorted(proposal.conflicts.items())]


def _open(proposal: Proposal, name: str, pages: dict[str, str]) -> Open:
    draft, answers = proposal.answers.get(name, ""), proposal.answers
    fields = {
        p: labelled(proposal.subject, name, draft, text, answers) for p, text in pages.items()
    }
    first = next(iter(fields.values()))
    others = [(page, one.after) for page, one in fields.items()]
    return Open(first, others, seen_of(proposal, name))


def seen_of(proposal: Proposal, name: str) -> str:
    """A digest of the texts of a field that are to be settled."""
    texts = [proposal.answers.get(name, ""), sorted(proposal.conflicts[name].items())]
    return sha256(json.dumps(texts).encode()).hexdigest()[:16]


def labelled_conflict(proposal: Proposal, conflict: Conflict) -> Labelled:
    """`before` is what the object says, `after` what is proposed."""
    texts = (conflict.theirs, conflict.mine)
    return labelled(proposal.subject, conflict.name, *texts, proposal.answers)
