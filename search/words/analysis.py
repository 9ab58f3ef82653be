"""How text becomes tokens, the same for every engine, for questions and for highlights.

A word is lower-cased, dropped if it is a stop word, then stemmed and folded (accents off).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

VERSION = 2
"""Raise it when the code below or the stemming changes what tokens come out."""

MAX_WORD = 40
"""Longer runs of letters (base64, DNA) are no words."""

CACHED = 1 << 16
"""Words that an analyzer remembers: text repeats itself, and stemming is slow."""

NEGATION = "no·"
"""Put before a negated word. Longer than one letter: a forgiven typing error cannot take it off."""

ALSO, TURNS = "\x1f", "!"
"""In an analysed text: between the forms of one word, and after a word that turns the next round.
No form holds either; to `str.split` the first is a space.
"""

MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"  # accents apart, Arabic vowel signs
WORD = re.compile(rf"[^\W_]+(?:[{MARKS}]+[^\W_]*)*")
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
    asked: stop words that a question means as another word typed without its accents.
    """

    code: str
    stemmer: str | None
    stops: frozenset[str]
    negations: frozenset[str]
    asked: frozenset[str] = frozenset()


def fold(text: str) -> str:
    """Lower case without accents: "Dégradée" -> "degradee"."""
    lower = text.lower()
    if lower.isascii():
        return lower
    apart = unicodedata.normalize("NFKD", lower).translate(_LETTERS)
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

_ASKED = frozenset({"mais"})
"""A text that says "mais" says "but"; a farmer who types it means "maïs"."""

OTHER = "other"
"""The language of whatever is not English, French or Spanish; also of words as they were typed."""

LANGUAGES: Mapping[str, Language] = {
    "en": Language("en", "english", _ENGLISH, frozenset({"no", "non", "not", "without"})),
    "fr": Language("fr", "french", _FRENCH, frozenset({"non", "pas", "sans"}), _ASKED),
    "es": Language("es", "spanish", _SPANISH, frozenset({"no", "sin"})),
    OTHER: Language(
        *(OTHER, None, _ENGLISH | _FRENCH | _SPANISH),
        frozenset({"no", "non", "not", "pas", "sans", "sin", "without"}),
        _ASKED,
    ),
}


class Word(NamedTuple):
    """A word of a text, with its half-open range of characters."""

    text: str
    start: int
    end: int


class Token(NamedTuple):
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


Forms = tuple[str, ...]
"""What a word is looked up as; any of them is enough. None for a stop word."""

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
        self._negations = frozenset((word,) for word in language.negations)
        self.forms = lru_cache(CACHED)(self._forms)
        self.run = _Remembered(self._run).__getitem__
        negations = "|".join(map(re.escape, sorted(language.negations)))
        self._turned = re.compile(f"(?<![^ ])({negations}){TURNS} +([^ ]*[^ {TURNS}])(?![^ ])")

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a question in their order."""
        placed = [(place, self._asked(word)) for place, word in enumerate(WORD.findall(text))]
        placed = [(place, forms) for place, forms in placed if forms]
        tokens = [Token(forms, place, place + 1) for place, forms in placed]
        for place in reversed(self._negating([forms for _, forms in placed])):
            negation, token = tokens[place : place + 2]
            tokens[place : place + 2] = [Token(_negated(token.forms), negation.start, token.stop)]
        return tokens

    def bag(self, text: str) -> Bag:
        """The forms of a document's text, as of `tokens` without their places and much faster."""
        found = " ".join(map(self.run, text.split()))
        loose: list[str] = []

        def bound(negated: re.Match[str]) -> str:
            forms = negated[2].split(ALSO)
            loose.extend((negated[1], *forms))
            return ALSO.join(_negated(forms))

        if TURNS in found:
            found = self._turned.sub(bound, found).replace(TURNS, "")
        return Bag(found.split(), loose)

    def _forms(self, word: str) -> Forms:
        lower = unicodedata.normalize("NFC", word.lower())
        if lower in self.language.stops or len(lower) > MAX_WORD:
            return ()
        if lower in self.language.negations:
            return (lower,)
        return self._stemmed(lower)

    def _asked(self, word: str) -> Forms:
        """As a document's word, but for those that a question means otherwise."""
        lower = word.lower()
        return self._stemmed(lower) if lower in self.language.asked else self.forms(word)

    def _stemmed(self, lower: str) -> Forms:
        return tuple(dict.fromkeys((fold(self._stem(lower)), self._stem(fold(lower)))))

    def _run(self, run: str) -> str:
        """The words between two spaces of a text, as their forms and without stop words."""
        return " ".join(map(self._written, filter(None, map(self.forms, WORD.findall(run)))))

    def _written(self, forms: Forms) -> str:
        return forms[0] + TURNS if forms in self._negations else ALSO.join(forms)

    def _negating(self, found: Sequence[Forms]) -> list[int]:
        """Places of the negations with a word behind them that is none."""
        if self._negations.isdisjoint(found):
            return []
        places = [place for place, forms in enumerate(found) if forms in self._negations]
        ends = {len(found), *places}
        return [place for place in places if place + 1 not in ends]


class _Remembered(dict[str, str]):
    """What a function said of each text; forgets all when it holds too much. An lru_cache takes
    twice as long to answer, and this answers for every word of every text.
    """

    def __init__(self, function: Callable[[str], str]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, text: str) -> str:
        if len(self) >= CACHED:
            self.clear()
        found = self[text] = self._function(text)
        return found


def _negated(forms: Iterable[str]) -> Forms:
    return tuple(NEGATION + form for form in forms)


def definition() -> object:
    """All that decides what tokens come out, for the fingerprint of an index."""
    languages = [
        (language.code, language.stemmer, sorted(language.stops), sorted(language.negations))
        for language in LANGUAGES.values()
    ]
    return VERSION, MAX_WORD, NEGATION, WORD.pattern, sorted(_LETTERS.items(), key=repr), languages
