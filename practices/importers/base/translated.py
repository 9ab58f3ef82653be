"""What the translations of a source were made from: what it said of the original with them."""

from collections.abc import Collection
from typing import Any

from practices.models import RowTranslation, SheetText
from practices.models.texts import WORDS
from practices.paragraphs import sources

from .rows import SheetRows


def note_sources(rows: SheetRows) -> None:
    """Of rows that are built anew; as they fit into their columns."""
    texts = rows.children["texts"]
    original = next((text for text in texts if text.is_original), None)
    for text in texts:
        if text is not original:
            own = rows.draft.texts[text.language].get("title")
            text.translated_from = _noted(original, text, is_titled=bool(own))
    for entry in rows.children["row_translations"]:
        entry.original = _row_text(rows, entry)


def _noted(original: Any, text: Any, *, is_titled: bool) -> dict[str, list[str]]:
    """A title that is the original's is no translation of it."""
    found = {name: sources(getattr(original, name), getattr(text, name)) for name in WORDS}
    return {name: made for name, made in found.items() if made and (is_titled or name != "title")}


def _row_text(rows: SheetRows, entry: Any) -> str:
    """By the place at the source, for a row may have been left out."""
    found = (row for row in rows.children[entry.rows] if row.sort_order == entry.number)
    return next((getattr(row, entry.field) for row in found), "")


def keep_sources(sheets: Collection[SheetRows]) -> None:
    """A translation that a source did not change was made from what it was made from before.

    Of sheets that exist, while their old rows do. Two queries, however many.
    """
    ids = [rows.sheet.pk for rows in sheets]
    columns = ("sheet_id", "language", "translated_from", *WORDS)
    old = {
        (text.sheet_id, text.language): text
        for text in SheetText.objects.filter(sheet__in=ids).values_list(*columns, named=True)
    }
    for rows in sheets:
        for text in rows.children["texts"]:
            before = old.get((rows.sheet.pk, text.language))
            if before:
                text.translated_from |= _kept(before, text)
    _keep_rows(sheets, ids)


def _kept(before: Any, text: Any) -> dict[str, list[str]]:
    return {
        name: made
        for name, made in before.translated_from.items()
        if name in text.translated_from and getattr(before, name) == getattr(text, name)
    }


def _keep_rows(sheets: Collection[SheetRows], ids: Collection[int]) -> None:
    columns = ("sheet_id", "language", "rows", "field", "text")
    entries = RowTranslation.objects.filter(sheet__in=ids).exclude(original="")
    old = {tuple(key): made for *key, made in entries.values_list(*columns, "original")}
    for rows in sheets:
        for entry in rows.children["row_translations"]:
            key = (rows.sheet.pk, *(getattr(entry, name) for name in columns[1:]))
            entry.original = old.get(key) or entry.original
