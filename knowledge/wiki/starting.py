"""A wiki of each language, and the pages that it starts with."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page

from practices.models import Practice, Zone

from .actions import add_page
from .models import WikiIndex, WikiPage

DATA = Path(__file__).parent / "data"
OURS = uuid.UUID("6d0b7a4e-6d0c-4d0a-9b1c-2f6a8f0e4a11")
"""Under it, names become the `translation_key` by which translations find each other."""


@dataclass(frozen=True)
class StartPage:
    name: str
    language: str
    fields: dict[str, str]
    text: str


@transaction.atomic
def prepare_wiki() -> None:
    """Make what is missing. Start pages come with a new wiki only: a page that people changed or
    deleted stays as they left it."""
    for language, _name in settings.LANGUAGES:
        locale, _is_new = Locale.objects.get_or_create(language_code=language)
        if not WikiIndex.objects.filter(locale=locale).exists():
            _add_index(locale)
            for page in start_pages(language):
                _add_page(page, locale)


def _add_index(locale: Locale) -> None:
    code = locale.language_code
    key = uuid.uuid5(OURS, "index")
    index = WikiIndex(title=f"Wiki ({code})", slug=f"wiki-{code}", locale=locale)
    index.translation_key = key
    Page.get_first_root_node().add_child(instance=index)


def start_pages(language: str) -> Iterator[StartPage]:
    """In the order of their names: `soil-carbon.en.md`."""
    for path in sorted(DATA.glob(f"*.{language}.md")):
        head, _blank, text = path.read_text("utf-8").partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        yield StartPage(path.name.split(".")[0], language, fields, text.strip())


def _zone(written: str) -> Zone | None:
    """ "koppen/BSh" -> that climate."""
    scheme, _slash, code = written.partition("/")
    return Zone.objects.filter(scheme=scheme, code=code).first()


def _add_page(start: StartPage, locale: Locale) -> None:
    page = WikiPage(
        title=start.fields["title"],
        kind=start.fields["kind"],
        summary=start.fields["summary"],
        practice=Practice.objects.filter(code=start.fields.get("practice", "")).first(),
        zone=_zone(start.fields.get("zone", "")),
        locale=locale,
        translation_key=uuid.uuid5(OURS, start.name),
    )
    page.text = start.text
    page.categories.set(start.fields["categories"].split(", "))
    add_page(page, user=None)
