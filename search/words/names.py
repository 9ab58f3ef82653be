"""The names of all values in three languages, in one table by the stems of their words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from practices.models import PracticeSynonym
from practices.models.labels import LABEL_LANGUAGES
from search.query import UNCODED, WORD, Phrase
from search.words.alike import Key, alike, first_words
from search.words.everyday import everyday_words, labels, parts
from search.words.lexicon import Lexicon
from search.words.stemming import ANALYZERS

NAMED = (
    *("practice", "crop", "country", "region", "land_use", "degradation", "purpose"),
    *("climate", "agroclimate", "soil", "slope"),
)
"""Facets whose values a question may name; those of the others are grades, or the sheet's."""

PARTS = 2
"""Words that a name of one word may be written as: "agro forestry"."""
SURE = 1.0
"""Weight of a name that means just the value."""

KIND_OF_IT = 0.7
"""Weight of the name of a kind of the value."""

KINDS: Mapping[str, float] = {
    PracticeSynonym.Kind.EXACT: 1.0,
    PracticeSynonym.Kind.NARROWER: KIND_OF_IT,
    PracticeSynonym.Kind.BROADER: 0.6,
}
"""How surely a synonym means the practice; a related word does not."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A value that words name, how surely, and its other names."""

    facet: str
    value: str
    weight: float
    names: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Names:
    """What the stems of a name mean in a language; the stems of all names; how many words a name
    has at most that begins with a stem, or may be written as this many.
    """

    code: str
    meanings: Mapping[Key, Mapping[tuple[str, str], Meaning]]
    stems: frozenset[str]
    lengths: Mapping[str, int]

    def reach(self, forms: Iterable[str]) -> int:
        """How many words a name may have that begins with this one, in any of its forms."""
        return max(PARTS, *(self.lengths.get(form, 0) for form in forms))


@lru_cache(maxsize=2)
def table(words: Lexicon) -> Mapping[str, Names]:
    """The names in each language."""
    meanings: dict[str, dict[Key, dict[tuple[str, str], Meaning]]]
    meanings = {code: {} for code in LABEL_LANGUAGES}
    for (code, text), meaning in all_names(words):
        for key in _keys(code, text):
            known = meanings[code].setdefault(key, {})
            value = meaning.facet, meaning.value
            if value not in known or known[value].weight < meaning.weight:
                known[value] = meaning
    return {code: _names(code, found) for code, found in meanings.items()}


def _names(code: str, meanings: dict[Key, dict[tuple[str, str], Meaning]]) -> Names:
    lengths: dict[str, int] = {}
    for key in meanings:
        for stem in first_words(code, key):
            lengths[stem] = max(len(key) + 1, lengths.get(stem, 0))
    return Names(code, meanings, frozenset(stem for key in meanings for stem in key), lengths)


@lru_cache(1 << 15)
def _keys(code: str, text: str) -> frozenset[Key]:
    """The stems of a name, and what they are alike to; a name of stop words has none."""
    tokens = ANALYZERS[code].tokens(text)
    both = (tuple(token.forms[place] for token in tokens) for place in (0, -1))
    return frozenset(one for key in both if key for one in (key, as_one(key), alike(code, key)))


def all_names(words: Lexicon) -> Iterator[tuple[Phrase, Meaning]]:
    everyday = everyday_words()
    for facet in NAMED:
        for value, entry in words.facets[facet].items():
            names = *labels(entry), *everyday.get((facet, value), ())
            synonyms = words.synonyms.get(value, ()) if facet == "practice" else list(parts(entry))
            yield from _meant(Meaning(facet, value, SURE), names, synonyms)
    for (facet, value), names in everyday.items():
        if facet == WORD:
            yield from _meant(Meaning(facet, value, SURE), names, ())


def _meant(
    meaning: Meaning, names: Iterable[Phrase], synonyms: Iterable[tuple[str, str, str]]
) -> Iterator[tuple[Phrase, Meaning]]:
    """Each name with what it means; a sure one stands in for the value where a sheet has none."""
    exact = [(code, text) for code, text, kind in synonyms if KINDS.get(kind) == 1.0]
    sure = tuple(dict.fromkeys([*names, *exact]))
    standing_in = sure if meaning.facet in UNCODED else ()
    yield from ((name, replace(meaning, names=standing_in)) for name in sure)
    for code, text, kind in synonyms:
        if 0 < (weight := KINDS.get(kind, 0)) < 1:
            yield (code, text), replace(meaning, weight=weight)


def as_one(key: Key) -> Key:
    """Of words written as one, or with a hyphen: "agro-forestry" is "agroforestry"."""
    return ("".join(key),)
