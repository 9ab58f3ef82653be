"""How text becomes tokens, the same for every engine, for questions and for highlights.

A word is lower-cased, dropped if it is a stop word, then stemmed and folded (accents off).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

VERSION = 1
"""Raise it when the code below changes what tokens come out."""

MAXWORD = 40
"""Longer runs of letters (base64, DNA) are no words."""

NEGATION = "no·"
"""Put before a negated word. Longer than one letter: a forgiven typing error cannot take it off."""

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"  # accents apart, Arabic vowel signs
WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
    | {"ـ": None}  # Arabic tatweel, a drawn-out line
)


@dataclass(frozen=True, slots=True)
class Language:
    """What analysis knows of a language.

    stemmer: Snowball algorithm, None for words as they are.
    stops: words that carry no meaning. Never a negation: "no till" is not "till".
    negations: words that turn the next one round.
    """

    code: str
    stemmer: str | None
    stops: frozenset[str]
    negations: frozenset[str]


def fold(text: str) -> str:
    """Lower case without accents: "Dégradée" -> "degradee"."""
    apart = unicodedata.normalize("NFKD", text.lower()).translate(_LETTERS)
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")


def _stops(words: str) -> frozenset[str]:
    """The words as they are, and as hurried fingers type them: without accents."""
    return frozenset(words.split()) | frozenset(map(fold, words.split()))


_ENGLISH = _stops(
    "a an and are as at be been being by did do does for from had has have he her his how i if in"
    " into is it its of on or our s she so such than that the their them then there these they"
    " this those to was we were what when where which who whom whose why will with would you your"
)
_FRENCH = _stops(
    "à au aux avec c ce ces cet cette ceux d dans de des donc du elle elles en est et eux il ils"
    " j je jusqu l la là le les leur leurs lorsqu lui m ma mais me mes moi même n ne nos notre"
    " nous on ont ou où par pour puisqu qu que qui quoi s sa se ses soit son sont sur t ta te tes"
    " toi ton tu un une vos votre vous y étaient était étant"
)
_SPANISH = _stops(
    "a al como con cual cuando de del desde donde e el ella ellas ellos en entre es esa esas ese"
    " eso esos esta estas este esto estos está están fue fueron hasta la las le les lo los me mi"
    " mis muy nos nosotros o os para pero por porque que quien se ser si sobre son su sus también"
    " tu tus u un una unas uno unos y ya yo él"
)

OTHER = "other"
"""The language of whatever is not English, French or Spanish; also of words as they were typed."""

LANGUAGES: Mapping[str, Language] = {
    "en": Language("en", "english", _ENGLISH, frozenset({"no", "non", "not", "without"})),
    "fr": Language("fr", "french", _FRENCH, frozenset({"non", "pas", "sans"})),
    "es": Language("es", "spanish", _SPANISH, frozenset({"no", "sin"})),
    OTHER: Language(
        *(OTHER, None, _ENGLISH | _FRENCH | _SPANISH),
        frozenset({"no", "non", "not", "pas", "sans", "sin", "without"}),
    ),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, with its half-open range of characters."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """What a word, or a negation with the word that it negates, is looked up as.

    forms: any of them is enough.
    start, stop: half-open range of words, counted over the whole text.
    """

    forms: tuple[str, ...]
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Bag:
    """The forms of a text, to be indexed.

    bound: negated words only with their negation; what a title or summary is about.
    loose: those words and negations each by itself; worth no more than a mention.
    """

    bound: list[str]
    loose: list[str]


def words(text: str) -> list[Word]:
    """The words of a text in any language; signs, spaces and apostrophes part them."""
    return [Word(found.group(), *found.span()) for found in WORD.finditer(text)]


Stem = Callable[[str], str]


class Analyzer:
    """Turns text of one language into tokens.

    A word gets two forms where they differ: stemmed then folded, which brings together the most
    ("dégradée", "dégradation"), and folded then stemmed, which an unaccented question needs
    ("degradees"). A negation and the word after it (stop words between them skipped) become one
    token, so that "sans labour" never finds ploughing.
    """

    def __init__(self, language: Language, stem: Stem) -> None:
        self.language = language
        self._stem = stem
        self.forms = lru_cache(maxsize=1 << 16)(self._forms)

    def _forms(self, word: str) -> tuple[str, ...]:
        """What a word is looked up as; nothing for a stop word."""
        lower = unicodedata.normalize("NFC", word.lower())
        if lower in self.language.stops or len(lower) > MAXWORD:
            return ()
        return tuple(dict.fromkeys((fold(self._stem(lower)), self._stem(fold(lower)))))

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a text in their order."""
        return [
            Token(_negated(forms) if negation else forms, start, stop)
            for negation, forms, start, stop in self._runs(text)
        ]

    def bag(self, text: str) -> Bag:
        """The same forms as of `tokens`, without their places and a good deal faster."""
        bag = Bag([], [])
        for negation, forms, _, _ in self._runs(text):
            if negation:
                bag.bound.extend(_negated(forms))
                bag.loose.extend(negation + forms)
            else:
                bag.bound.extend(forms)
        return bag

    def _runs(self, text: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], int, int]]:
        """Forms of the negation (none if there is none), of the word, and the range of words."""
        negation: tuple[str, ...] = ()
        start = -1
        for place, word in enumerate(WORD.findall(text)):
            if not (forms := self.forms(word)):
                continue
            if word.lower() in self.language.negations:
                if negation:
                    yield (), negation, start, start + 1
                negation, start = forms, place
            elif negation:
                yield negation, forms, start, place + 1
                negation = ()
            else:
                yield (), forms, place, place + 1
        if negation:
            yield (), negation, start, start + 1


def _negated(forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(NEGATION + form for form in forms)


def definition() -> object:
    """All that decides what tokens come out, for the fingerprint of an index."""
    languages = [
        (language.code, language.stemmer, sorted(language.stops), sorted(language.negations))
        for language in LANGUAGES.values()
    ]
    return VERSION, MAXWORD, NEGATION, WORD.pattern, sorted(_LETTERS.items(), key=repr), languages
