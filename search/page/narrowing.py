"""A long filter narrowed to the values whose names hold some letters; it changes no result."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from search.address import clean
from search.fields import FACETS
from search.words.analysis import fold

PREFIX = "find_"
MAX_LETTERS = 40

Parameters = Mapping[str, Sequence[str]]
Letters = Mapping[str, str]
"""Facet -> letters."""


def parted(params: Parameters) -> tuple[Parameters, Letters]:
    """The parameters of the search, and the letters that narrow a filter (`find_country`)."""
    narrowing = {name: PREFIX + name for name in FACETS}
    letters = {
        name: clean(params[parameter][-1])[:MAX_LETTERS]
        for name, parameter in narrowing.items()
        if params.get(parameter)
    }
    others = {name: given for name, given in params.items() if name not in narrowing.values()}
    return others, {name: text for name, text in letters.items() if text}


def holding(letters: str, values: Iterable[str], label: Callable[[str], str]) -> set[str]:
    """The values whose labels hold the letters, in any case and without accents."""
    wanted = fold(letters)
    return {value for value in values if wanted in fold(label(value))}
