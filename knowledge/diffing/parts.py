"""A difference as data: lines of spans, from which both texts can be read back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

CONTEXT = 2
"""Unchanged lines that are shown on either side of a change."""


class Kind(StrEnum):
    """A span is one of these; a line too, where `CHANGED` has spans of several kinds."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED_FROM = "moved-from"
    MOVED_TO = "moved-to"


ONLY_BEFORE = (Kind.REMOVED, Kind.MOVED_FROM)
ONLY_AFTER = (Kind.ADDED, Kind.MOVED_TO)


@dataclass(frozen=True)
class Span:
    kind: Kind
    text: str


@dataclass(frozen=True)
class Line:
    """`other` is the number, from 1, that a moved line has in the other text."""

    kind: Kind
    spans: tuple[Span, ...]
    other: int | None = None

    @property
    def before(self) -> tuple[Span, ...] | None:
        """None where the line stands in the text after alone."""
        if self.kind in ONLY_AFTER:
            return None
        return tuple(span for span in self.spans if span.kind not in ONLY_AFTER)

    @property
    def after(self) -> tuple[Span, ...] | None:
        """None where the line stands in the text before alone."""
        if self.kind in ONLY_BEFORE:
            return None
        return tuple(span for span in self.spans if span.kind not in ONLY_BEFORE)


@dataclass(frozen=True)
class Block:
    """Neighbouring lines that are all shown, or all folded away since nothing changed near."""

    is_folded: bool
    lines: tuple[Line, ...]


def blocks(lines: Sequence[Line], context: int = CONTEXT) -> list[Block]:
    """All lines in their order; a single line is never folded, as the fold would be as long."""
    folds = _folds(lines, context)
    grouped = groupby(zip(folds, lines, strict=True), key=lambda pair: pair[0])
    made = [Block(fold, tuple(line for _fold, line in pairs)) for fold, pairs in grouped]
    return [
        Block(False, block.lines) if block.is_folded and len(block.lines) == 1 else block
        for block in made
    ]


def _folds(lines: Sequence[Line], context: int) -> list[bool]:
    near = set(_near(lines, context))
    return [number not in near for number in range(len(lines))]


def _near(lines: Sequence[Line], context: int) -> Iterator[int]:
    for number, line in enumerate(lines):
        if line.kind != Kind.SAME:
            yield from range(number - context, number + context + 1)
