"""The words of a sheet for one reader: their language where it exists, else the original's."""

from dataclasses import dataclass

from practices.models import PracticeSheet

RIGHT_TO_LEFT = ("ar", "fa", "he", "ps", "prs", "ur")


def direction(language: str) -> str:
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True)
class Phrase:
    """A text and the language that it is really in."""

    text: str
    language: str
    is_foreign: bool

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def direction(self) -> str:
        return direction(self.language)


class Words:
    """Looks words up: `section("soil_comments")`, `row("steps", 0, "text", original)`."""

    def __init__(self, sheet: PracticeSheet, language: str) -> None:
        self.reader = language
        self.original = sheet.original
        self.chosen = sheet.text_in(language)
        self._rows = {
            (row.rows, row.number, row.field): row.text
            for row in sheet.row_translations.all()
            if row.language == language
        }

    @property
    def original_language(self) -> str:
        return self.original.language if self.original else self.reader

    def phrase(self, text: str, language: str) -> Phrase:
        return Phrase(text.strip(), language, language != self.reader)

    def section(self, field: str) -> Phrase:
        for source in (self.chosen, self.original):
            if source and getattr(source, field):
                return self.phrase(getattr(source, field), source.language)
        return self.phrase("", self.reader)

    def row(self, rows: str, number: int, field: str, original: str) -> Phrase:
        translated = self._rows.get((rows, number, field))
        if translated:
            return self.phrase(translated, self.reader)
        return self.phrase(original, self.original_language)
