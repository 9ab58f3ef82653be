"""Lists and names as they stand in a sentence, in English, French and Spanish."""

import re
from collections.abc import Sequence

from practices.importers.draft import Words

from .tables import Entry

LANGUAGES = ("en", "fr", "es")

# English names that keep their capital inside a sentence begin with one of these.
_PROPER = re.compile(
    r"(African|Bambara|Brazil|Egyptian|Ethiopian|Guinea (?!pigs)|Jerusalem|Kikuyu|Lima|Napier"
    r"|Rhodes|Smuts|Swiss)\b|Guinea grass"
)
_AND = {"en": "and", "fr": "et", "es": "y"}
# French has a space before a colon and a semicolon; it must not break the line.
_BEFORE = {"en": "", "fr": "\N{NO-BREAK SPACE}", "es": ""}
_SEVERAL = {"en": "several crops", "fr": "plusieurs cultures", "es": "varios cultivos"}
MANY = 3


def inside(label: str, language: str = "en") -> str:
    """A label inside a sentence: "Pearl millet" is "pearl millet", "Napier grass" stays."""
    if language == "en" and _PROPER.match(label):
        return label
    return label[:1].lower() + label[1:]


def first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def sign(mark: str, language: str) -> str:
    """A colon or semicolon with the space that the language has before it."""
    return f"{_BEFORE[language]}{mark}"


def elided(words: str, language: str) -> str:
    """French "de" before a vowel: "variétés améliorées d'orge"."""
    return re.sub(r"\bde (?=[aàâeéèêiîoôœu])", "d'", words) if language == "fr" else words


def listed(names: Sequence[str], language: str) -> str:
    """Such as "a, b and c"; the Spanish "y" is "e" before the sound i."""
    if len(names) < 2:
        return "".join(names)
    *most, last = names
    conjunction = _AND[language]
    if language == "es" and re.match(r"h?i(?!e)", last, re.IGNORECASE):
        conjunction = "e"
    return f"{', '.join(most)} {conjunction} {last}"


def names(entries: Sequence[Entry], language: str) -> list[str]:
    return [inside(entry.words[language], language) for entry in entries]


def crops_in(entries: Sequence[Entry], language: str) -> str:
    """Such as "maize and cowpea"; more than three are "several crops"."""
    if len(entries) > MANY:
        return _SEVERAL[language]
    return listed(names(entries, language), language)


def counted(number: int, one: Words, many: Words, language: str) -> str:
    """Such as "6 comparisons"; French counts 0 and 1 alike."""
    is_one = number == 1 or (language == "fr" and number == 0)
    return f"{number} {(one if is_one else many)[language]}"


def years(value: float, language: str) -> str:
    """Such as "1.5 years"; under a year in months."""
    if value < 1:
        months = max(1, round(value * 12))
        return counted(months, *_MONTH, language)
    shown = f"{value:.1f}".removesuffix(".0")
    shown = shown if language == "en" else shown.replace(".", ",")
    is_one = value == 1 or (language == "fr" and value < 2)
    return f"{shown} {(_YEAR[0] if is_one else _YEAR[1])[language]}"


_MONTH = (
    {"en": "month", "fr": "mois", "es": "mes"},
    {"en": "months", "fr": "mois", "es": "meses"},
)
_YEAR = ({"en": "year", "fr": "an", "es": "año"}, {"en": "years", "fr": "ans", "es": "años"})
