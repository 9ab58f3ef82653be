"""The words of a sheet in another language than its own: what is translated, from what, and how.

A slot is a field of words of the sheet or of its rows. Each is a list of pieces: of a sheet's
text its paragraphs, of rows the text of each row, once if several rows say the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from .paragraphs import Piece, State, as_one, is_same, normal, paired, pieces, sources, written


class Slot(NamedTuple):
    """rows: the related name of rows, empty for the text of the sheet itself."""

    rows: str
    field: str


OF_ROWS: Mapping[str, tuple[str, ...]] = {
    "steps": ("text",),
    "activities": ("text", "timing"),
    "cost_items": ("name", "unit"),
    "impacts": (
        *("other_indicator", "left_label", "right_label"),
        *("comment", "before", "after"),
    ),
    "exposures": ("other_exposure",),
    "assessments": ("text", "overcome"),
    "images": ("caption",),
}
"""Words of rows. Names of places and people, numbers and codes are the same in each language."""


@cache
def text_slots() -> list[Slot]:
    from .models.texts import WORDS

    return [Slot("", name) for name in WORDS]


@cache
def all_slots() -> list[Slot]:
    return text_slots() + [Slot(rows, name) for rows, names in OF_ROWS.items() for name in names]


@dataclass(frozen=True, slots=True)
class Count:
    """Of paragraphs that have words: in all, not translated, translated from an older original."""

    all: int = 0
    missing: int = 0
    outdated: int = 0

    @property
    def left(self) -> int:
        return self.missing + self.outdated

    @property
    def done(self) -> int:
        return self.all - self.left


def count(parts: Iterable[Piece]) -> Count:
    states = [part.state for part in parts if has_something(part)]
    return Count(len(states), states.count(State.MISSING), states.count(State.OUTDATED))


def has_something(part: Piece) -> bool:
    """Whether there is something to translate; what a translation adds of its own is not."""
    return bool(part.original and (part.text or part.state != State.TRANSLATED))


class Translation:
    """What a sheet says in one language that is not its own, slot by slot."""

    def __init__(self, sheet: Any, language: str) -> None:
        self.sheet, self.language = sheet, language
        self.original = sheet.original
        texts = (text for text in sheet.texts.all() if text.language == language)
        self.text = next((text for text in texts if text is not self.original), None)
        self._rows_of: dict[str, list[Any]] = {}
        self.rows = [row for row in sheet.row_translations.all() if row.language == language]

    def pieces(self, slot: Slot) -> list[Piece]:
        if slot.rows:
            return row_pieces(self._said(slot), self._entries(slot))
        original = getattr(self.original, slot.field, "")
        text = getattr(self.text, slot.field, "") if self.text else ""
        made_from = self.text.translated_from.get(slot.field) if self.text else None
        return pieces(original, text, made_from)

    def all(self) -> Iterator[tuple[Slot, Piece]]:
        """What a translator has before them, in the order of the fields."""
        for slot in all_slots():
            yield from ((slot, part) for part in self.pieces(slot) if has_something(part))

    @property
    def count(self) -> Count:
        return count(part for _slot, part in self.all())

    def _said(self, slot: Slot) -> list[str]:
        if slot.rows not in self._rows_of:
            self._rows_of[slot.rows] = list(getattr(self.sheet, slot.rows).all())
        return [getattr(row, slot.field) for row in self._rows_of[slot.rows]]

    def _entries(self, slot: Slot) -> list[Any]:
        found = [row for row in self.rows if (row.rows, row.field) == slot]
        return sorted(found, key=lambda row: row.number)


def row_pieces(said: Sequence[str], entries: Sequence[Any]) -> list[Piece]:
    """Of rows: each text that some row has, once. entries: `RowTranslation`s of that field.

    An entry that does not say what it was made from was made from the row of its number.
    """
    now = list({normal(text): text.strip() for text in said if text and text.strip()}.values())
    if not now or not entries:
        return [Piece(text) for text in now]
    given = {
        normal(source): (source, entry.text)
        for entry in entries
        if (source := entry.original or _at(said, entry.number)).strip()
    }
    return paired(now, list(given.values()))


def _at(said: Sequence[str], number: int) -> str:
    return said[number] if number < len(said) else ""


def write(sheet: Any, language: str, found: Mapping[Slot, Sequence[Piece]]) -> None:
    """Put the pieces of these slots into the sheet in memory; other slots stay as they are.

    Raises ValueError for the language of the original, whose words would be lost.
    """
    if sheet.original is not None and sheet.original.language == language:
        raise ValueError(language)
    texts = list(sheet.texts.all())
    text = next((one for one in texts if one.language == language), None)
    if text is None:
        text = sheet.texts.model(language=language, title=sheet.original.title)
        texts.append(text)
    text.translated_from = dict(text.translated_from)
    text.has_sources = True
    for slot, parts in found.items():
        if not slot.rows:
            _write_field(text, slot.field, parts)
    text.title = text.title or sheet.original.title
    sheet.texts.set(texts)
    _write_rows(sheet, language, {slot: parts for slot, parts in found.items() if slot.rows})


def _write_field(text: Any, name: str, parts: Sequence[Piece]) -> None:
    if any(not part.original for part in parts):
        return  # the translation's own words: there is no original to ask for
    said, made_from = written(parts)
    setattr(text, name, said)
    text.translated_from.pop(name, None)
    if said:
        text.translated_from[name] = made_from


def _write_rows(sheet: Any, language: str, found: Mapping[Slot, Sequence[Piece]]) -> None:
    """For each row that says the original of a piece, one translation."""
    model = sheet.row_translations.model
    kept = [
        row
        for row in sheet.row_translations.all()
        if row.language != language or (row.rows, row.field) not in found
    ]
    for slot, parts in found.items():
        known = {normal(part.original): part for part in parts if part.text}
        for number, row in enumerate(getattr(sheet, slot.rows).all()):
            part = known.get(normal(getattr(row, slot.field)))
            if part:
                values = {"language": language, "number": number, **slot._asdict()}
                entry = model(text=as_one(part.text), original=part.made_from, **values)
                entry.has_sources = True
                kept.append(entry)
    sheet.row_translations.set(kept)


def note_sources(sheet: Any, before: Any = None) -> None:
    """Let each translation of a sheet in memory say what it was made from, where it does not.

    before: the sheet as it was until now. Words that stood there already were made from what the
    original said then; new ones from what it says now.
    """
    original, was = sheet.original, before.original if before else None
    old = {text.language: text for text in before.texts.all()} if before else {}
    for text in sheet.texts.all():
        if text is not original:
            _note_text(text, original, old.get(text.language), was)
    _note_rows(sheet, before)


def is_known(words: Any) -> bool:
    """Whether whoever wrote these words said what they were made from, as `write` does."""
    return getattr(words, "has_sources", False)


def _note_text(text: Any, original: Any, old: Any, was: Any) -> None:
    noted = dict(text.translated_from)
    for _rows, name in text_slots():
        said, entry = getattr(text, name), noted.pop(name, None)
        stood = old is not None and getattr(old, name) == said
        if not entry and _is_borrowed(name, text, was if stood else original):
            setattr(text, name, getattr(original, name))
            continue
        if not entry:
            entry = sources(getattr(was if stood else original, name, ""), said)
        elif not stood and not is_known(text) and old and entry == old.translated_from.get(name):
            entry = sources(getattr(original, name), said)
        if entry and said:
            noted[name] = entry
    text.translated_from = noted


def _is_borrowed(name: str, text: Any, original: Any) -> bool:
    """A text without a title of its own has that of the original."""
    return name == "title" and original is not None and is_same(text.title, original.title)


def _note_rows(sheet: Any, before: Any) -> None:
    """Of rows: one that moved or changed is found by the words that it had."""
    old = {_key(row): row for row in before.row_translations.all()} if before else {}
    entries = list(sheet.row_translations.all())
    for entry in entries:
        known = old.get(_key(entry))
        stood = known is not None and known.text == entry.text
        if not entry.original:
            entry.original = _row_text(before if stood else sheet, entry)
        elif known and not stood and not is_known(entry) and entry.original == known.original:
            entry.original = _row_text(sheet, entry) or entry.original
    if entries:
        sheet.row_translations.set(entries)


def _key(entry: Any) -> tuple[str, str, int, str]:
    return entry.language, entry.rows, entry.number, entry.field


def _row_text(sheet: Any, entry: Any) -> str:
    if (entry.rows, entry.field) not in all_slots():
        return ""
    rows = getattr(sheet, entry.rows).all()
    return _at([getattr(row, entry.field) for row in rows], entry.number)
