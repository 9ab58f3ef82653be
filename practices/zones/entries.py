"""What every entry of a zone vocabulary has: a code, a parent, a name in three languages."""

import csv
import unicodedata
from dataclasses import dataclass

from .packed import DATA

LANGUAGES = ("en", "fr", "es")

Row = tuple[str, str | None, str, str, str]  # code, parent code, names in en, fr, es


def language_of(language: str) -> str:
    """The language of ours that a tag such as `fr-CA` asks for; English if none is."""
    short = language[:2].lower()
    return short if short in LANGUAGES else "en"


def plain(text: str) -> str:
    """A text in lower case and without accents, to compare."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `parent_code` is the code of an entry of the same list, None at the top."""

    code: str
    parent_code: str | None
    name_en: str
    name_fr: str
    name_es: str

    def name(self, language: str = "en") -> str:
        names = {"en": self.name_en, "fr": self.name_fr, "es": self.name_es}
        return names[language_of(language)]


def read_rows(name: str) -> list[Row]:
    """The rows of a bundled vocabulary, in the order of the file."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return [
            (row["code"], row["parent"] or None, row["en"], row["fr"], row["es"])
            for row in csv.DictReader(lines)
        ]
