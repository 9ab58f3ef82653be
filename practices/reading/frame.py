"""What surrounds the sections of a page: where it stands, its contents, its languages."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import override

from practices.models import PracticeSheet
from practices.models.labels import LABEL_LANGUAGES, language_label


@dataclass(frozen=True)
class Section:
    """An entry of the table of contents; `state` is "unknown" where there is nothing yet."""

    id: str
    title: str
    state: str


@dataclass(frozen=True)
class Crumb:
    label: str
    url: str | None


@dataclass(frozen=True)
class LanguageLink:
    code: str
    label: str
    url: str
    is_original: bool


def language_links(sheet: PracticeSheet) -> list[LanguageLink]:
    """The page in each language that the words exist in, among those of the site."""
    written = {text.language: text for text in sheet.texts.all()}
    return [
        LanguageLink(code, language_label(code), address(sheet, code), written[code].is_original)
        for code in LABEL_LANGUAGES
        if code in written
    ]


def address(sheet: PracticeSheet, language: str) -> str:
    """The path of a sheet's page in a language."""
    text = sheet.text_in(language)
    slug = slugify(text.title if text else "")[:80].strip("-") or "sheet"
    with override(language):
        return reverse("practices:sheet", args=[sheet.pk, slug])
