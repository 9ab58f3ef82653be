"""A page as its readers see it, in whichever version."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.images.models import Image

from knowledge.markdown import Heading, render
from knowledge.templatetags.site import LanguageLink
from practices.models.labels import LABEL_LANGUAGES, reader_language
from practices.models.sources import Licence
from practices.reading.frame import Crumb

from .links import FILTERS, Resolver, zone_url
from .models import WikiPage
from .translating import original_of, translate_url


@dataclass(frozen=True)
class Picture:
    """`image` is None where the file has been deleted."""

    image: Image | None
    caption: str
    credit: str
    licence: str
    licence_url: str


@dataclass(frozen=True)
class Part:
    """Text or a picture, in the order of the page."""

    html: SafeString | None = None
    picture: Picture | None = None


class PageView:
    """What the template asks; `page` may be an earlier version of the page at the address."""

    def __init__(self, page: WikiPage) -> None:
        self.page = page

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def is_foreign(self) -> bool:
        """Whether the page is in another language than the frame around it."""
        return self.page.language != reader_language()

    @cached_property
    def _body(self) -> tuple[list[Part], list[Heading]]:
        blocks = [(block.block_type, block.value) for block in self.page.body]
        texts = [value for kind, value in blocks if kind == "markdown"]
        rendered = render(*texts, resolve=Resolver(self.page.language))
        htmls = iter(rendered)
        parts = [
            Part(html=next(htmls).html) if kind == "markdown" else Part(picture=_picture(value))
            for kind, value in blocks
        ]
        return parts, [heading for one in rendered for heading in one.headings]

    @property
    def parts(self) -> list[Part]:
        return self._body[0]

    @property
    def headings(self) -> list[Heading]:
        return self._body[1]

    @cached_property
    def translations(self) -> dict[str, WikiPage]:
        """The published pages that say the same in other languages."""
        pages = WikiPage.objects.published().filter(translation_key=self.page.translation_key)
        return {page.language: page for page in pages.exclude(pk=self.page.pk)}

    @property
    def languages(self) -> list[LanguageLink]:
        """For the language menu: the translation, or this page in a frame of that language."""
        return [
            LanguageLink(
                code=code,
                name=code,
                url=self.translations.get(code, self.page).address(code),
                is_current=code == reader_language(),
            )
            for code in LABEL_LANGUAGES
        ]

    @property
    def other_languages(self) -> list[WikiPage]:
        return [self.translations[code] for code in LABEL_LANGUAGES if code in self.translations]

    @property
    def is_untranslated(self) -> bool:
        """Whether the reader's language has no page that says the same."""
        return self.is_foreign and reader_language() not in self.translations

    @property
    def translate_url(self) -> str:
        """Where the reader may translate it."""
        return translate_url(self.page, reader_language())

    @property
    def is_outdated(self) -> bool:
        return bool(self.page.outdated_since and self.page.translated_from_id)

    @cached_property
    def original(self) -> WikiPage | None:
        """Asked of pages that are outdated."""
        return original_of(self.page)

    @cached_property
    def categories(self) -> list[Any]:
        return sorted(self.page.categories.all(), key=lambda tag: tag.name)

    @property
    def zone_url(self) -> str:
        zone = self.page.zone
        return zone_url(zone) if zone and zone.scheme in FILTERS else ""

    @property
    def crumbs(self) -> list[Crumb]:
        index = reverse("wiki:index")
        return [
            Crumb(_("Wiki"), index),
            Crumb(self.page.get_kind_display(), f"{index}?kind={self.page.kind}"),
            Crumb(self.page.title, None),
        ]


def _picture(value: Any) -> Picture:
    code = value["licence"] or ""
    return Picture(
        image=value["image"],
        caption=value["caption"],
        credit=value["credit"],
        licence=str(Licence(code).label) if code in Licence.values else "",
        licence_url=Licence(code).url if code in Licence.values else "",
    )
