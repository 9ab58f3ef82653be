"""Words that stand for each other inside names: who says "acid land" means acid soil, and who says
"no fodder" a lack of fodder.

They are alike in names of several words only: nobody means a soil by "land" alone.
"""

from collections.abc import Iterable, Mapping

from search.words.analysis import NEGATION
from search.words.stemming import ANALYZERS

Key = tuple[str, ...]
"""The stems of a name."""

GROUND = "·ground"
"""In the place of a stem; no text has a word with such a sign."""

_GROUND: Mapping[str, str] = {
    "en": "soil land ground earth",
    "fr": "sol terre terrain",
    "es": "suelo tierra terreno",
}
_SCARCE: Mapping[str, str] = {
    "en": "lack shortage scarcity scarce insufficient little",
    "fr": "manque pénurie rareté rare insuffisant peu",
    "es": "falta escasez escaso insuficiente poco poca",
}
_ENOUGH: Mapping[str, str] = {"en": "enough", "fr": "assez suffisant", "es": "suficiente bastante"}
"""Of which there is little where it is denied."""


def _stems(code: str, words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in ANALYZERS[code].forms(word))


_SOIL: Mapping[str, frozenset[str]] = {code: _stems(code, words) for code, words in _GROUND.items()}
_LITTLE: Mapping[str, frozenset[str]] = {
    code: _stems(code, words) | {NEGATION + stem for stem in _stems(code, _ENOUGH[code])}
    for code, words in _SCARCE.items()
}


def alike(code: str, key: Key) -> Key:
    """The same for names that say the same; the key itself where it has none of these words."""
    soil, is_little = _SOIL[code], key[0] in _LITTLE[code]
    if len(key) < 2 or not (is_little or any(stem in soil for stem in key)):
        return key
    first, *rest = (GROUND if stem in soil else stem for stem in key)
    return (NEGATION + rest[0], *rest[1:]) if is_little else (first, *rest)


def first_words(code: str, key: Key) -> Iterable[str]:
    """The stems by which a key may begin that is alike to this one."""
    if key[0] == GROUND:
        return _SOIL[code]
    return (key[0], *_LITTLE[code]) if key[0].startswith(NEGATION) else key[:1]
