"""Every message of the code and the templates, and its French and Spanish.

Babel extracts and compiles, so that no gettext programs need to be installed. Django turns a
template into text that reads like code (`templatize`); from there on both are alike.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

LANGUAGES = ("fr", "es")
CODE = ("knowledge", "practices", "search")
TEMPLATES = ("templates",)
# A date that does not move: catalogues change only where messages do.
SINCE = datetime(2026, 11, 21, tzinfo=UTC)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class Missing:
    """A message without its translation, and where it stands."""

    language: str
    message: str
    places: tuple[str, ...]


def extracted() -> Catalog:
    """A catalog of all messages, with the files they stand in (no line numbers: they churn)."""
    catalog = Catalog(charset="utf-8", creation_date=SINCE, revision_date=SINCE)
    for path, found in _found():
        for _lineno, message, comments, context in found:
            catalog.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
    return catalog


def _found() -> Iterator[tuple[str, list]]:
    for folder in (*CODE, *TEMPLATES):
        root = settings.BASE_DIR / folder
        for path in sorted([*root.rglob("*.py"), *root.rglob("*.html"), *root.rglob("*.txt")]):
            if "migrations" in path.parts or (folder in CODE and path.suffix != ".py"):
                continue
            name = path.relative_to(settings.BASE_DIR).as_posix()
            yield name, list(_messages(path))


def _messages(path: Path) -> Iterator[tuple]:
    source = path.read_text("utf-8")
    if path.suffix != ".py":
        source = _as_code(templatize(source, origin=str(path)))
    yield from extract("python", io.BytesIO(source.encode()), KEYWORDS, ("Translators:",))


def _as_code(templatized: str) -> str:
    """Only the gettext calls, one a line: the rest of a template is no Python."""
    calls = re.findall(
        r"(?:n?p?gettext|_)\((?:\s*u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")\s*,?|\s*count\s*)+\)",
        templatized,
    )
    return "\n".join(calls)


def po_path(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> None:
    """Add new messages, drop those that nothing uses; never guess a translation."""
    catalog = read(language)
    catalog.update(extracted(), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = "# Collected by `make translations`; written by hand."
    catalog.revision_date = SINCE
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, sort_output=True, no_location=True, omit_header=False, width=100)


def compile_all() -> None:
    """Writes only what changed: the files of a release may be read-only."""
    for language in LANGUAGES:
        made, path = io.BytesIO(), po_path(language).with_suffix(".mo")
        write_mo(made, read(language))
        if not path.exists() or path.read_bytes() != made.getvalue():
            path.write_bytes(made.getvalue())


def missing() -> list[Missing]:
    """Messages of the code that a language does not have, or has only as a guess."""
    wanted = [message for message in extracted() if message.id]
    return [
        Missing(language, str(message.id), tuple(path for path, _line in message.locations))
        for language in LANGUAGES
        for catalog in (read(language),)
        for message in wanted
        if not _is_translated(catalog, message)
    ]


def _is_translated(catalog: Catalog, message: Message) -> bool:
    mine = catalog.get(message.id, context=message.context)
    if mine is None or mine.fuzzy:
        return False
    return all(mine.string) if isinstance(mine.string, tuple | list) else bool(mine.string)
