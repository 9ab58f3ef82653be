"""Two lines compared word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from .parts import Kind, Span

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MANY = 1_000
"""Elements from which difflib may leave out frequent ones: it would be quadratic in them."""
ALIKE = 0.4
"""Share of common words from which two lines are one that was changed."""


def tokens(text: str) -> list[str]:
    """Words, runs of spaces and signs; together they are the text."""
    return TOKEN.findall(text)


def spans(before: str, after: str) -> tuple[Span, ...]:
    """Same, removed and added, in the order in which one reads them."""
    old, new = tokens(before), tokens(after)
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=len(old) + len(new) > MANY)
    found: list[Span] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        found += _spans_of(tag, "".join(old[i1:i2]), "".join(new[j1:j2]))
    return tuple(found)


def _spans_of(tag: str, removed: str, added: str) -> Iterator[Span]:
    if tag == "equal":
        yield Span(Kind.SAME, removed)
        return
    if removed:
        yield Span(Kind.REMOVED, removed)
    if added:
        yield Span(Kind.ADDED, added)


def are_alike(before: str, after: str) -> bool:
    """Whether one line looks like the other, changed. Spaces do not count."""
    old, new = _words(before), _words(after)
    if not old or not new:
        return False
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > MANY)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _words(text: str) -> list[str]:
    return [token for token in tokens(text) if not token.isspace()]
