"""Finding the words of a text that may have a certain form, without looking at all of them.

Stemming changes the end of a word only, and folding changes letters one by one, so a form tells
how its words begin.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from search.words.analysis import MARKS, fold

_LETTERS = 4
"""So many decide; a short form may differ from its word in all but the first ("dying", "die")."""


def words_beginning_as(forms: Iterable[str]) -> re.Pattern[str]:
    """Finds each whole word that has one of the forms, and others that begin alike.

    The first letter stands in one class before all else: the search then skips to it at once.
    """
    beginnings = {
        form[: min(_LETTERS, len(form) - 1)] if len(form) > 3 else form[:1] for form in forms
    }
    if not beginnings:
        return re.compile(r"(?!)")
    first = "".join(sorted({_written(word[0]) for word in beginnings}))
    rests = "|".join(sorted({_rest(word) for word in beginnings}))
    return re.compile(rf"[{first}](?<![^\W_][\s\S])(?:{rests})[^\W_]*(?:[{MARKS}]+[^\W_]*)*")


def _rest(beginning: str) -> str:
    """After the first letter, each next one in all its ways."""
    return f"[{MARKS}]*" + "".join(_next(one, other) for one, other in pairwise(beginning))


def _next(before: str, letter: str) -> str:
    written = f"[{_written(letter)}][{MARKS}]*"
    return f"(?:{written})?" if before + letter in _joined() else written


@cache
def _written(letter: str) -> str:
    """All letters that fold to this one, or to it and another."""
    return (
        letter
        + letter.upper()
        + "".join(sign for sign, folded in _folded().items() if folded[0] == letter)
    )


@cache
def _joined() -> frozenset[str]:
    """Pairs that are also one letter: "oe" of "œ"."""
    return frozenset(folded for folded in _folded().values() if len(folded) == 2)


@cache
def _folded() -> dict[str, str]:
    """Letters of the alphabets of Europe and the Near East that fold to others."""
    letters = [chr(code) for code in (*range(0x80, 0x700), *range(0x1E00, 0x2000))]
    folded = {letter: fold(letter) for letter in letters if letter.isalnum()}
    return {letter: to for letter, to in folded.items() if to and to != letter.lower()}
