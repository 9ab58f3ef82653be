"""The words of a sheet for one reader: their language where it exists, else the original's."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from unicodedata import bidirectional

from practices.models import PracticeSheet
from practices.paragraphs import Piece, State, normal
from practices.translating import OF_ROWS, Count, Slot, Translation, count

from .outdated import Outdated, Versions

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
    """A text that knows the language it is really in.

    outdated: what changed in its original since it was translated. parts: its paragraphs, where
    these differ in language or state.
    """

    __slots__ = ("is_foreign", "language", "outdated", "parts")
    language: str
    is_foreign: bool
    outdated: Outdated | None
    parts: "tuple[Phrase, ...]"

    def __new__(
        cls,
        text: str,
        language: str,
        is_foreign: bool,
        outdated: Outdated | None = None,
        parts: "Sequence[Phrase]" = (),
    ) -> "Phrase":
        phrase = super().__new__(cls, text.strip())
        phrase.language = language
        phrase.is_foreign = is_foreign
        phrase.outdated, phrase.parts = outdated, tuple(parts)
        return phrase

    def __repr__(self) -> str:
        said = f"Phrase({str(self)!r}, {self.language!r}, {self.is_foreign}"
        more = f", {self.outdated!r}, {self.parts!r}" if self.outdated or self.parts else ""
        return f"{said}{more})"

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
    """Those of a whole sheet, paragraph by paragraph, and of its rows: `row("steps", "text", ...)`.

    What a translation lacks is in the original's language; what was translated from an earlier
    original says so.
    """

    def __init__(self, sheet: PracticeSheet, language: str) -> None:
        super().__init__(list(sheet.texts.all()), language)
        self._sheet = sheet
        self._versions = Versions(sheet)
        self._rows: dict[Slot, dict[str, Piece]] = {}
        is_own = self.original is None or self.original.language == language
        self.translation = None if is_own else Translation(sheet, language)

    @property
    def has_cut(self) -> bool:
        rows = (row for name in OF_ROWS for row in getattr(self._sheet, name).all())
        return super().has_cut or any(map(_has_cut, rows))

    @cached_property
    def count(self) -> Count:
        """Of the paragraphs of the translation; none for a reader of the original."""
        return self.translation.count if self.translation else count(())

    @cached_property
    def has_outdated(self) -> bool:
        return bool(self.count.outdated)

    def section(self, field: str) -> Phrase:
        if self.translation is None or self.translation.text is None:
            return super().section(field)
        slot = Slot("", field)
        found = self.translation.pieces(slot)
        if len(found) == 1:
            return self._phrase(slot, found[0])
        if any(part.state != State.TRANSLATED for part in found):
            return self._mixed([self._phrase(slot, part) for part in found])
        return self.phrase("\n\n".join(one.text or one.original for one in found), self.reader)

    def _mixed(self, parts: Sequence[Phrase]) -> Phrase:
        languages = {part.language for part in parts}
        if languages == {self.original_language}:
            return self.phrase("\n\n".join(parts), self.original_language)
        return Phrase("\n\n".join(parts), self.reader, False, parts=parts)

    def _phrase(self, slot: Slot, part: Piece) -> Phrase:
        if part.state == State.OUTDATED:
            language = self.original_language
            about = Outdated(part.made_from, part.original, language, slot, self._versions)
            return Phrase(part.text, self.reader, False, about)
        if part.text:
            return self.phrase(part.text, self.reader)
        return self.phrase(part.original, self.original_language)

    def row(self, rows: str, field: str, original: str) -> Phrase:
        """The text of a row; rows that say the same have one translation."""
        if self.translation is None or not self.translation.rows:
            return self.phrase(original, self.original_language)
        slot = Slot(rows, field)
        if slot not in self._rows:
            parts = self.translation.pieces(slot)
            self._rows[slot] = {normal(part.original): part for part in parts}
        part = self._rows[slot].get(normal(original), Piece(original))
        return self._phrase(slot, part)
