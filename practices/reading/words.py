"""The words of a sheet for one reader: their language where it exists, else the original's."""

from collections.abc import Sequence
from typing import Any
from unicodedata import bidirectional

from practices.models import PracticeSheet

RIGHT_TO_LEFT = ("ar", "fa", "he", "ps", "prs", "ur")


CUT = "[…]"
"""The end of a text that its source gave in part only; the imports write it."""


def direction(language: str) -> str:
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def isolated(text: str) -> str:
    """A text that runs from right to left, closed so that it takes nothing behind it along.

    For places without elements (JSON); a page has <bdi>.
    """
    is_rtl = any(bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if is_rtl else text


class Phrase(str):
    """A text that knows the language it is really in."""

    __slots__ = ("is_foreign", "language")
    language: str
    is_foreign: bool

    def __new__(cls, text: str, language: str, is_foreign: bool) -> "Phrase":
        phrase = super().__new__(cls, text.strip())
        phrase.language = language
        phrase.is_foreign = is_foreign
        return phrase

    def __repr__(self) -> str:
        return f"Phrase({str(self)!r}, {self.language!r}, {self.is_foreign})"

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def is_cut(self) -> bool:
        return self.endswith(CUT)


class Sections:
    """Looks sections up: `section("soil_comments")`.

    texts: of one sheet, SheetText or rows with some of its fields, the original first.
    """

    def __init__(self, texts: Sequence[Any], language: str) -> None:
        self.reader = language
        self.original = next((text for text in texts if text.is_original), (*texts, None)[0])
        self.chosen = next((text for text in texts if text.language == language), self.original)

    @property
    def original_language(self) -> str:
        return self.original.language if self.original else self.reader

    def phrase(self, text: str, language: str) -> Phrase:
        return Phrase(text, language, language != self.reader)

    def section(self, field: str) -> Phrase:
        for source in (self.chosen, self.original):
            if source and getattr(source, field):
                return self.phrase(getattr(source, field), source.language)
        return self.phrase("", self.reader)

    @property
    def has_cut(self) -> bool:
        """Whether a source gave one of the texts in part only."""
        return any(_has_cut(text) for text in (self.chosen, self.original) if text)

    def sections(self, *fields: str) -> list[Phrase]:
        """Those of the sections that somebody wrote."""
        return [phrase for field in fields if (phrase := self.section(field))]


def _has_cut(row: object) -> bool:
    return any(isinstance(value, str) and value.endswith(CUT) for value in vars(row).values())


class Words(Sections):
    """Those of the rows too: `row("steps", 0, "text", original)`."""

    ROWS = (
        *("steps", "activities", "cost_items", "impacts", "exposures", "assessments"),
        "images",
    )

    def __init__(self, sheet: PracticeSheet, language: str) -> None:
        super().__init__(list(sheet.texts.all()), language)
        self._sheet = sheet
        self._rows = {
            (row.rows, row.number, row.field): row.text
            for row in sheet.row_translations.all()
            if row.language == language
        }

    @property
    def has_cut(self) -> bool:
        rows = (row for name in self.ROWS for row in getattr(self._sheet, name).all())
        return super().has_cut or any(map(_has_cut, rows))

    def row(self, rows: str, number: int, field: str, original: str) -> Phrase:
        translated = self._rows.get((rows, number, field))
        if translated:
            return self.phrase(translated, self.reader)
        return self.phrase(original, self.original_language)
