"""The words of a sheet in one language, as sections read and write them."""

from collections.abc import Iterable, Mapping
from typing import Any

from practices.models import PracticeSheet, SheetText


def words(sheet: PracticeSheet, language: str, names: Iterable[str]) -> dict[str, str]:
    text = _of(list(sheet.texts.all()), language)
    return {name: getattr(text, name) if text else "" for name in names}


def write_words(sheet: PracticeSheet, language: str, values: Mapping[str, Any]) -> None:
    """Into the text of this language; the first text of a sheet is its original."""
    texts = list(sheet.texts.all())
    text = _of(texts, language)
    if text is None:
        text = SheetText(language=language, is_original=not texts)
        texts.append(text)
    for name, value in values.items():
        setattr(text, name, value)
    sheet.texts.set(texts)


def _of(texts: Iterable[SheetText], language: str) -> SheetText | None:
    return next((text for text in texts if text.language == language), None)
