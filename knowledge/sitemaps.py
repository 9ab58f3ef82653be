"""The sitemap: every page that has words of its own, in each language, with its translations.

A page is one item, whatever the number of its languages, so that the pages of the map are cut in
the database: at 100,000 sheets none of them reads more than `limit` rows. Searches are not in it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, Prefetch, QuerySet
from django.urls import reverse
from django.utils import translation

from knowledge.templatetags.site import absolute
from knowledge.wiki.models import WikiPage
from practices.models import Practice, PracticeSheet, SheetText

LANGUAGES = [code for code, _name in settings.LANGUAGES]
# In three languages; the protocol allows 50,000 addresses a file.
ITEMS_A_PAGE = 2_000
PAGES = (
    "home",
    "practices:practice_list",
    "wiki:index",
    "regions:index",
    "about",
    "method",
    "sources",
)


class TranslatedSitemap(Sitemap):
    """Items that have an address in each language of the site."""

    limit = ITEMS_A_PAGE

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[dict[str, Any]]:
        """One entry a language; each names them all, and English as the one for others."""
        return [entry for item in self.paginator.page(page) for entry in self._entries(item)]

    def _entries(self, item: Any) -> Iterator[dict[str, Any]]:
        addresses = {language: self._address(item, language) for language in LANGUAGES}
        alternates = [
            {"location": address, "lang_code": language}
            for language, address in (*addresses.items(), ("x-default", addresses["en"]))
        ]
        changed = self.changed(item)
        for address in addresses.values():
            yield {"location": address, "lastmod": changed, "alternates": alternates}

    def _address(self, item: Any, language: str) -> str:
        with translation.override(language):
            return absolute(str(self.location(item)))

    def changed(self, item: Any) -> datetime | None:
        return None


class PageSitemap(TranslatedSitemap):
    """The pages of the site itself."""

    def items(self) -> Iterable[str]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class PracticeSitemap(TranslatedSitemap):
    def items(self) -> QuerySet[Practice]:
        return Practice.objects.all()


class SheetSitemap(TranslatedSitemap):
    def items(self) -> QuerySet[PracticeSheet]:
        titles = SheetText.objects.only("sheet", "language", "is_original", "title")
        sheets = PracticeSheet.objects.published().only("pk", "changed_at")
        return sheets.order_by("pk").prefetch_related(Prefetch("texts", titles))

    def changed(self, item: PracticeSheet) -> datetime:
        return item.changed_at

    def get_latest_lastmod(self) -> datetime | None:
        latest: datetime | None = self.items().aggregate(latest=Max("changed_at"))["latest"]
        return latest


class WikiSitemap(Sitemap):
    """Each page once, in its own language, with its translations as alternates."""

    limit = ITEMS_A_PAGE

    def items(self) -> QuerySet[WikiPage]:
        return WikiPage.objects.published().order_by("pk")

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[dict[str, Any]]:
        listed = list(self.paginator.page(page))
        keys = [item.translation_key for item in listed]
        alternates: dict[Any, list[dict[str, str]]] = {}
        for item in WikiPage.objects.published().filter(translation_key__in=keys):
            entry = {"location": absolute(item.address()), "lang_code": item.language}
            alternates.setdefault(item.translation_key, []).append(entry)
        return [
            {
                "location": absolute(item.address()),
                "lastmod": item.last_published_at,
                "alternates": alternates[item.translation_key],
            }
            for item in listed
        ]


SITEMAPS: dict[str, Callable[[], Sitemap]] = {
    "pages": PageSitemap,
    "practices": PracticeSitemap,
    "sheets": SheetSitemap,
    "wiki": WikiSitemap,
}
