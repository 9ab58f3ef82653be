"""Reads single values as loosely as people wrote them, and says what it dropped or mended."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from practices.vocabularies import ASPECTS

from ..draft import Code, SheetDraft, Words
from .answers import is_words
from .codes import find_code
from .words import joined, plain_text

_YES = ("yes", "oui", "si", "true", "1", "y")
_NO = ("no", "non", "false", "0", "n")
_NUMBER = re.compile(r"[-+]?\d[\d\s.,'’]*")
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")


def short(value: Any) -> str:
    """A value for a message: not the whole of a long text."""
    text = " ".join(str(value).split())
    return repr(text if len(text) <= 60 else text[:59] + "…")


@dataclass(slots=True)
class Values:
    """Reads values for one draft. `language` is that of texts which do not say theirs."""

    draft: SheetDraft
    language: str

    def say(self, where: str, message: str) -> None:
        self.draft.say(where, message)

    def text(self, value: Any, where: str) -> str:
        """A text without markup; "" where there is none."""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = f"{value:g}"
        if is_words(value):
            return self.first(self.words(value, where))
        if not isinstance(value, str):
            if value not in (None, [], {}):
                self.say(where, f"{short(value)} is no text; left out")
            return ""
        return plain_text(value, lambda message: self.say(where, message))

    def first(self, words: Words) -> str:
        """A text by language as one: in the language of the record, else in any."""
        return words.get(self.language) or next(iter(words.values()), "")

    def words(self, value: Any, where: str) -> Words:
        """A text by language; a plain text is in the language of the record."""
        if isinstance(value, str):
            text = self.text(value, where)
            return {self.language: text} if text else {}
        texts = value if is_words(value) else {self.language: value}
        read = {self._tag(language): self.text(text, where) for language, text in texts.items()}
        return {language: text for language, text in read.items() if text}

    def _tag(self, language: str) -> str:
        tag = language.replace("_", "-").lower()
        return tag if _LANGUAGE_TAG.fullmatch(tag) else self.language

    def all_words(self, values: Iterable[Any], where: str) -> Words:
        return joined([self.words(value, where) for value in values])

    def number(self, value: Any, where: str) -> float | None:
        """A finite number, also of "1 234,5" or "12 %"; None where there is none."""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            number = float(value) if abs(value) < 1e300 else math.inf
        elif isinstance(value, str) and value.strip():
            number = _parsed(value.strip())
        else:
            number = math.nan
        if math.isfinite(number):
            return number
        if value not in (None, "", [], {}):
            self.say(where, f"{short(value)} is no number; left out")
        return None

    def amount(self, value: Any, where: str) -> float | None:
        """A number that cannot be negative."""
        number = self.number(value, where)
        if number is not None and number < 0:
            self.say(where, f"{short(value)} is negative; left out")
            return None
        return number

    def percent(self, value: Any, where: str) -> float | None:
        number = self.amount(value, where)
        if number is not None and number > 100:
            self.say(where, f"{short(value)} is more than 100 %; left out")
            return None
        return number

    def year(self, value: Any, where: str) -> int | None:
        number = self.number(value, where)
        if number is None:
            return None
        if number == int(number) and 1000 <= number <= 2100:
            return int(number)
        self.say(where, f"{short(value)} is no year; left out")
        return None

    def flag(self, value: Any, where: str) -> bool | None:
        """Yes or no, also in French and Spanish, also with more words after it."""
        if value is None or isinstance(value, bool):
            return value
        words = re.findall(r"\w+", str(value).casefold().replace("í", "i"))
        if words and words[0] in _YES + _NO:
            return words[0] in _YES
        if str(value).strip():
            self.say(where, f"{short(value)} is neither yes nor no; left out")
        return None

    def date(self, value: Any, where: str) -> date | None:
        """A day, written 2011-07-04 or, as the old API does, 04/07/2011 for the 4th of July."""
        text = str(value or "").strip()
        for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
            try:
                return datetime.strptime(text[:10], form).date()
            except ValueError:
                continue
        if text:
            self.say(where, f"{short(text)} is no date; left out")
        return None

    def moment(self, value: Any, where: str) -> datetime | None:
        """A date and time with a time zone."""
        text = str(value or "").strip()
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment and moment.tzinfo:
            return moment
        if text:
            self.say(where, f"{short(text)} is no date with time and zone; left out")
        return None

    def code(self, vocabularies: tuple[str, ...], value: Any, where: str) -> Code | None:
        """The term that a label or a code means."""
        if isinstance(value, list):  # a pictogram: its label, its picture, its code
            value = next((v for v in reversed(value) if isinstance(v, str) and v), None)
        if value in (None, "", {}) or (isinstance(value, str) and not value.strip()):
            return None
        label = self.text(f"{value:g}" if isinstance(value, float) else str(value), where)
        code = find_code(vocabularies, label)
        if code is None:
            self.say(where, f"{short(label)} is no value of {', '.join(vocabularies)}; left out")
        return code

    def add_terms(self, aspect: str, values: Iterable[Any], where: str) -> None:
        """The terms of coded answers, each once; one of them if the aspect has only one."""
        codes = (self.code(ASPECTS[aspect].vocabularies, value, where) for value in values)
        terms = self.draft.terms.setdefault(aspect, [])
        for code in codes:
            if code and code not in terms:
                terms.append(code)
        if len(terms) > 1 and not ASPECTS[aspect].is_multiple:
            self.say(where, f"has {len(terms)} answers, and can have one; the first is kept")
            del terms[1:]
        if not terms:
            del self.draft.terms[aspect]

    def add_words(self, column: str, values: Iterable[Any], where: str, glue: str = "\n\n") -> None:
        """Texts into a column of the sheet's texts, after what is there."""
        for language, text in self.all_words(values, where).items():
            columns = self.draft.texts.setdefault(language, {})
            before = columns.get(column)
            if not before or text not in before.split(glue):
                columns[column] = f"{before}{glue}{text}" if before else text


def _parsed(text: str) -> float:
    """A number as written in English, French or Spanish; not a number where it is none.

    Of a point and a comma the last is the decimal one; a lone comma before three digits
    separates thousands ("1,234"), any other is decimal ("0,125", "3,5").
    """
    text = text.removesuffix("%").strip()
    if not _NUMBER.fullmatch(text):
        return math.nan
    text = re.sub(r"[\s'’]", "", text)
    if "," in text and "." in text:
        thousands = "," if text.rindex(",") < text.rindex(".") else "."
        text = text.replace(thousands, "")
    elif re.fullmatch(r"[-+]?[1-9]\d{0,2}(,\d{3})+|[-+]?[1-9]\d{0,2}(\.\d{3}){2,}", text):
        text = text.replace(",", "").replace(".", "")
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return math.nan
