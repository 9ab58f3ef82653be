"""A translation beside its original, paragraph by paragraph. Plain Python on texts.

A translation remembers the paragraphs that it was made from, so that a later change of the
original marks just the paragraphs that it changed, wherever they stand now.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
LETTER = re.compile(r"[^\W\d_]")
ALIKE = 0.4
"""Share of common words from which a paragraph is another one, changed."""


class State(StrEnum):
    MISSING = "missing"
    TRANSLATED = "translated"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph as it is to be read.

    original: what the original says now, empty for words that a translation adds. text: its
    translation, empty if there is none. made_from: what the original said when it was translated.
    """

    original: str
    text: str = ""
    made_from: str = ""

    @property
    def state(self) -> State:
        if not self.text:
            return State.MISSING if has_words(self.original) else State.TRANSLATED
        return State.TRANSLATED if is_same(self.made_from, self.original) else State.OUTDATED


def has_words(text: str) -> bool:
    """Whether there is anything to translate: a number alone is the same in each language."""
    return bool(LETTER.search(text))


def normal(text: str) -> str:
    """What counts of a text: line ends and spaces do not."""
    return " ".join(text.split())


def is_same(one: str, other: str) -> bool:
    return one == other or normal(one) == normal(other)


def paragraphs(text: str) -> list[str]:
    """Without empty ones; blank lines stand between them."""
    parts = BLANK_LINES.split(text.replace("\r\n", "\n").strip())
    return [part.strip() for part in parts if part.strip()]


def joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def as_one(text: str) -> str:
    """A text as one paragraph, so that a translation has as many as it was made from."""
    return "\n".join(paragraphs(text))


def sources(original: str, text: str) -> list[str]:
    """What a translation of the whole original was made from, to be remembered beside it.

    By paragraph; one entry for all where the numbers of paragraphs tell nothing.
    """
    own = paragraphs(original)
    if not own or not text.strip():
        return []
    return own if len(own) == len(paragraphs(text)) else [joined(own)]


def pieces(original: str, text: str, made_from: Sequence[str] | None) -> list[Piece]:
    """Each paragraph of the original with its translation.

    made_from: empty or None where nobody noted it. The words are taken to be made from the original
    as it is now, then; or to be borrowed from it, where they are the same.
    """
    if not original and not text:
        return []
    now = paragraphs(original)
    if not now:
        return [Piece("", joined(paragraphs(text)))] if text.strip() and not made_from else []
    if not text.strip() or (not made_from and is_same(text, original)):
        return [Piece(part) for part in now]
    before = list(made_from or sources(original, text))
    given = paragraphs(text)
    if len(before) != len(given) or any(len(paragraphs(part)) > 1 for part in before):
        return [Piece(joined(now), joined(given), joined(before) or joined(now))]
    return paired(now, list(zip(before, given, strict=True)))


def paired(now: Sequence[str], given: Sequence[tuple[str, str]]) -> list[Piece]:
    """Paragraphs of the original, each with the translation that it has in `given`.

    given: what was translated, and its translation.
    """
    places = aligned([before for before, _text in given], now)
    return [
        Piece(part) if place is None else Piece(part, given[place][1], given[place][0])
        for part, place in zip(now, places, strict=True)
    ]


def aligned(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each new paragraph the old one that it is, changed or not; each old one at most once."""
    if list(old) == list(new):
        return list(range(len(new)))
    was, now = [normal(text) for text in old], [normal(text) for text in new]
    found = _unchanged(was, now)
    rest = [i for i in range(len(was)) if i not in set(found.values())]
    for matches in (_moved, _rewritten, _left):
        matches(was, now, rest, found)
    return [found.get(place) for place in range(len(now))]


Found = dict[int, int]
"""Place of a new paragraph -> place of the old one."""


def _unchanged(was: list[str], now: list[str]) -> Found:
    blocks = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    return {b.b + n: b.a + n for b in blocks for n in range(b.size)}


def _open(now: list[str], found: Found) -> list[int]:
    return [place for place in range(len(now)) if place not in found]


def _moved(was: list[str], now: list[str], rest: list[int], found: Found) -> None:
    for j in _open(now, found):
        same = next((i for i in rest if was[i] == now[j]), None)
        if same is not None:
            found[j] = same
            rest.remove(same)


def _rewritten(was: list[str], now: list[str], rest: list[int], found: Found) -> None:
    """Those that have most words in common first."""
    words = {i: set(was[i].casefold().split()) for i in rest}
    pairs = [
        (likeness(words[i], set(now[j].casefold().split())), -abs(i - j), i, j)
        for j in _open(now, found)
        for i in rest
    ]
    for share, _near, i, j in sorted(pairs, reverse=True):
        if share >= ALIKE and i in rest and j not in found:
            found[j] = i
            rest.remove(i)


def likeness(one: set[str], other: set[str]) -> float:
    """Words in common, 0 to 1."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0


def _left(was: list[str], now: list[str], rest: list[int], found: Found) -> None:
    """What stands between the same neighbours, written anew from the first word to the last."""
    for run in _runs(_open(now, found)):
        low = max((found[j] for j in found if j < run[0]), default=-1)
        high = min((found[j] for j in found if j > run[-1]), default=len(was))
        between = [i for i in rest if low < i < high]
        if len(between) == len(run):
            found.update(zip(run, between, strict=True))
            for i in between:
                rest.remove(i)


def _runs(places: list[int]) -> list[list[int]]:
    """Neighbours together: 1, 2, 5 -> [1, 2], [5]."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def written(parts: Iterable[Piece]) -> tuple[str, list[str]]:
    """The text to be kept for these pieces, and what it was made from."""
    told = [part for part in parts if part.text and part.original]
    if len(told) == 1 and len(paragraphs(told[0].original)) > 1:
        return told[0].text, [told[0].made_from]
    return joined(as_one(part.text) for part in told), [part.made_from for part in told]
