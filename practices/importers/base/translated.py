"""What the translations of a source were made from: what it said of the original with them."""

from collections.abc import Collection, Mapping
from typing import Any

from practices.models import PracticeSheet, RowTranslation, SheetText
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


def keep_translations(sheets: Collection[SheetRows]) -> None:
    """What people wrote in a language that the source does not speak stays, outdated or not.

    Of sheets that people touched, while their old rows do exist: a moderator took a newer version.
    """
    ids = [rows.sheet.pk for rows in sheets]
    touched = PracticeSheet.objects.touched_by_people().filter(pk__in=ids)
    theirs = set(touched.order_by().values_list("pk", flat=True))
    if not theirs:
        return
    texts = list(SheetText.objects.filter(sheet__in=theirs, is_original=False))
    entries = list(RowTranslation.objects.filter(sheet__in=theirs))
    for rows in sheets:
        spoken = spoken_in(rows.children)
        rows.children["texts"] += _others(texts, rows, spoken)
        rows.children["row_translations"] += _others(entries, rows, spoken)


def spoken_in(children: Mapping[str, list[Any]]) -> set[str]:
    """The languages of the texts and the rows of a sheet."""
    return {row.language for name in ("texts", "row_translations") for row in children[name]}


def _others(found: list[Any], rows: SheetRows, spoken: Collection[str]) -> list[Any]:
    kept = [one for one in found if one.sheet_id == rows.sheet.pk and one.language not in spoken]
    for one in kept:
        one.pk = None
    return kept
