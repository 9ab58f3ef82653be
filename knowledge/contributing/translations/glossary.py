"""What the vocabularies call in another language what a text names."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from practices.models.labels import LABEL_LANGUAGES
from search.words import lexicon
from search.words.analysis import fold, words
from search.words.lexicon import Entry, Lexicon
from search.words.naming import named

LEFT_OUT = ("word", "region")
"""Facets whose values are no terms: everyday words, and parts of the world."""
MOST = 8
STEM = 4
"""Letters by which a word and its plural are the same one."""


class Pair(NamedTuple):
    """ "cover crops" in the text is "cultures de couverture" in the other language."""

    said: str
    term: str


def pairs(text: str, source: str, target: str) -> list[Pair]:
    """The terms in a text, in its order; none where one of the languages has no vocabularies."""
    if source not in LABEL_LANGUAGES or target not in LABEL_LANGUAGES or not text:
        return []
    return list(_pairs(text, source, target, lexicon.current()))


@lru_cache(maxsize=1 << 12)
def _pairs(text: str, source: str, target: str, known: Lexicon) -> tuple[Pair, ...]:
    found = dict(reversed([(fold(one.said), one) for one in _named(text, source, target, known)]))
    return tuple(reversed(found.values()))[:MOST]


def _named(text: str, source: str, target: str, known: Lexicon) -> Iterator[Pair]:
    places = words(text)
    for one in named(text, source, known):
        entry = None if one.facet in LEFT_OUT else known.facets[one.facet].get(one.value)
        term = entry.words.get(target, "") if entry else ""
        said = text[places[one.start].start : places[one.stop - 1].end]
        if entry and term and fold(term) != fold(said) and _is_its_name(said, entry, source, known):
            yield Pair(said, term)


def _is_its_name(said: str, entry: Entry, language: str, known: Lexicon) -> bool:
    """Not an everyday way to say it, that has other words in it than any of its names."""
    names = [entry.words.get(language, "")]
    names += [text for code, text, _kind in known.synonyms.get(entry.value, ()) if code == language]
    own = {word.text[:STEM] for name in names for word in words(fold(name))}
    return {word.text[:STEM] for word in words(fold(said)) if len(word.text) >= STEM} <= own
