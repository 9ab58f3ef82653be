"""Two texts compared line by line; a line that stands elsewhere now has moved."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from .parts import Kind, Line, Span
from .words import MANY, are_alike, spans

LOOK_AHEAD = 20
"""Lines of a rewritten passage among which the counterpart of a line is looked for."""

Opcode = tuple[str, int, int, int, int]


def diff(before: str, after: str) -> list[Line]:
    """Every line of both. The texts can be read back: `"\\n".join` of the sides of the lines."""
    texts = Texts(before.split("\n"), after.split("\n"))
    opcodes = _opcodes(texts)
    texts.find_moves(opcodes)
    return [line for opcode in opcodes for line in _lines(texts, opcode)]


@dataclass
class Texts:
    """`moves` and `moved` lead from a line to where it went, and from there back."""

    old: list[str]
    new: list[str]
    moves: dict[int, int] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)

    def find_moves(self, opcodes: Sequence[Opcode]) -> None:
        """A line taken out in one place and put in at another; the first goes to the first."""
        waiting: dict[str, list[int]] = defaultdict(list)
        for _tag, i1, i2, _j1, _j2 in _changes(opcodes):
            for i in range(i1, i2):
                waiting[self.old[i]].append(i)
        for _tag, _i1, _i2, j1, j2 in _changes(opcodes):
            for j in range(j1, j2):
                if _says_something(self.new[j]) and waiting.get(self.new[j]):
                    i = waiting[self.new[j]].pop(0)
                    self.moves[i], self.moved[j] = j, i


def _opcodes(texts: Texts) -> list[Opcode]:
    many = len(texts.old) + len(texts.new) > MANY
    return list(SequenceMatcher(None, texts.old, texts.new, autojunk=many).get_opcodes())


def _changes(opcodes: Sequence[Opcode]) -> Iterator[Opcode]:
    return (opcode for opcode in opcodes if opcode[0] != "equal")


def _says_something(text: str) -> bool:
    """Blank lines and rules do not move, they are everywhere."""
    return any(sign.isalnum() for sign in text)


def _lines(texts: Texts, opcode: Opcode) -> Iterator[Line]:
    tag, i1, i2, j1, j2 = opcode
    if tag == "equal":
        yield from (Line(Kind.SAME, (Span(Kind.SAME, text),)) for text in texts.old[i1:i2])
        return
    for i, j in _pairs(texts, range(i1, i2), range(j1, j2)):
        yield from (_removed(texts, k) for k in range(i1, i))
        yield from (_added(texts, k) for k in range(j1, j))
        yield Line(Kind.CHANGED, spans(texts.old[i], texts.new[j]))
        i1, j1 = i + 1, j + 1
    yield from (_removed(texts, k) for k in range(i1, i2))
    yield from (_added(texts, k) for k in range(j1, j2))


def _pairs(texts: Texts, old: range, new: range) -> Iterator[tuple[int, int]]:
    """Lines of a passage that are the same line, changed; in the order of both texts."""
    left = [j for j in new if j not in texts.moved]
    for i in old:
        if i in texts.moves:
            continue
        found = _counterpart(texts, i, left[:LOOK_AHEAD])
        if found is not None:
            left = [j for j in left if j > found]
            yield i, found


def _counterpart(texts: Texts, i: int, candidates: Sequence[int]) -> int | None:
    alike = (j for j in candidates if are_alike(texts.old[i], texts.new[j]))
    return next(alike, None)


def _removed(texts: Texts, i: int) -> Line:
    return _whole(
        Kind.MOVED_FROM if i in texts.moves else Kind.REMOVED, texts.old[i], texts.moves.get(i)
    )


def _added(texts: Texts, j: int) -> Line:
    return _whole(
        Kind.MOVED_TO if j in texts.moved else Kind.ADDED, texts.new[j], texts.moved.get(j)
    )


def _whole(kind: Kind, text: str, other: int | None) -> Line:
    """A line of which nothing stayed; `other` counts from 0."""
    return Line(kind, (Span(kind, text),), None if other is None else other + 1)
