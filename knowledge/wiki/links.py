"""Where [[links]] lead, found for all of a text at once, and what is linked from where."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import override

from knowledge.markdown import Link, Target, targets_in
from practices.models import Practice, PracticeSheet, SheetText, Zone
from practices.models.sheets import sheet_url
from practices.reading.practice import search_url

from .models import WikiLink, WikiPage, WikiTitle
from .titles import title_key

Links = dict[Target, Link]
Kind = WikiLink.Kind
FILTERS = {Zone.Scheme.KOPPEN: "climate", Zone.Scheme.WRB: "soil"}
"""The search's filter for zones of a scheme; other schemes have none."""


class Resolver:
    """Finds targets of a text in `language`: a query a kind, whatever the number of links.

    Words are in the language of the text, addresses in that of the reader.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, targets: Iterable[Target]) -> Mapping[Target, Link]:
        by_kind: dict[str, list[Target]] = {}
        for target in targets:
            by_kind.setdefault(target.kind, []).append(target)
        finders = {
            Kind.PAGE: self.pages,
            Kind.SHEET: self.sheets,
            Kind.PRACTICE: self.practices,
            Kind.ZONE: self.zones,
        }
        found: Links = {}
        for kind, wanted in by_kind.items():
            found |= {target: Link("", target.key, is_wanted=True) for target in wanted}
            found |= finders[Kind(kind)](wanted)
        return found

    def pages(self, targets: list[Target]) -> Links:
        """A red link leads to where the page can be written."""
        keys = {target: title_key(target.key) for target in targets}
        titles = WikiTitle.objects.leading().filter(
            locale__language_code=self.language, key__in=keys.values()
        )
        pages: dict[str, WikiPage] = {}
        for title in titles:
            pages.setdefault(title.key, title.page)
        return {
            target: Link(pages[key].address_for_reader(), target.key)
            if key in pages
            else Link(new_page_url(target.key, self.language), target.key, is_wanted=True)
            for target, key in keys.items()
        }

    def sheets(self, targets: list[Target]) -> Links:
        numbers = {target: int(target.key) for target in targets if target.key.isdecimal()}
        texts = SheetText.objects.filter(
            sheet__in=PracticeSheet.objects.published().filter(pk__in=numbers.values())
        ).only("sheet", "language", "is_original", "title")
        titles: dict[int, str] = {}
        for text in sorted(texts, key=lambda one: (one.language == self.language, one.is_original)):
            titles[text.sheet_id] = text.title
        return {
            target: Link(sheet_url(pk, titles[pk]), titles[pk])
            for target, pk in numbers.items()
            if pk in titles
        }

    def practices(self, targets: list[Target]) -> Links:
        codes = {target: target.key.lower() for target in targets}
        practices = {one.code: one for one in Practice.objects.filter(code__in=codes.values())}
        return {
            target: Link(practices[code].get_absolute_url(), self._label(practices[code]))
            for target, code in codes.items()
            if code in practices
        }

    def zones(self, targets: list[Target]) -> Links:
        """A code of two schemes is that of the first in the list of schemes: Köppen's."""
        codes = {target: target.key for target in targets}
        known = Zone.objects.filter(code__in=codes.values(), scheme__in=FILTERS)
        zones = {zone.code: zone for zone in sorted(known, key=lambda zone: -_rank(zone))}
        return {
            target: Link(zone_url(zones[code]), self._label(zones[code]))
            for target, code in codes.items()
            if code in zones
        }

    def _label(self, named: Practice | Zone) -> str:
        with override(self.language):
            return named.label


def _rank(zone: Zone) -> int:
    return list(FILTERS).index(Zone.Scheme(zone.scheme))


def zone_url(zone: Zone) -> str:
    """The search for the sheets of a zone."""
    return search_url(**{FILTERS[Zone.Scheme(zone.scheme)]: zone.code})


def new_page_url(title: str, language: str) -> str:
    """The editor of a new page, in the language of the page."""
    with override(language):
        return f"{reverse('contributing:new', args=['wiki'])}?{urlencode({'page-title': title})}"


def note_links(page: WikiPage) -> None:
    """Store what the published text links to, in the place of what it linked to before."""
    page.links.all().delete()
    rows = {}
    for target in targets_in(page.text):
        key = title_key(target.key) if target.kind == Kind.PAGE else target.key
        rows[target.kind, key] = WikiLink(
            page=page, kind=target.kind, key=key[:255], written=target.key[:255]
        )
    WikiLink.objects.bulk_create(rows.values())


def linking_to(kind: str, *keys: str) -> QuerySet[WikiPage]:
    """Published pages with a link to one of the targets."""
    links = WikiLink.objects.filter(kind=kind, key__in=keys, page=OuterRef("pk"))
    return WikiPage.objects.published().filter(Exists(links)).order_by("title")


def linking_to_page(page: WikiPage) -> QuerySet[WikiPage]:
    """By what it is called or was, in its language."""
    keys = page.titles.values_list("key", flat=True)
    return linking_to(Kind.PAGE, *keys).filter(locale=page.locale_id).exclude(pk=page.pk)


def wanted_pages(language: str) -> QuerySet[Any, Any]:
    """Titles that published pages link to and nobody has written, the most wanted first."""
    titles = WikiTitle.objects.filter(
        locale__language_code=language, key=OuterRef("key"), page__live=True
    )
    links = WikiLink.objects.filter(
        kind=Kind.PAGE, page__live=True, page__locale__language_code=language
    )
    wanted = links.exclude(Exists(titles)).values("key")
    return wanted.annotate(title=Min("written"), count=Count("pk")).order_by("-count", "key")


def orphan_pages(language: str) -> QuerySet[WikiPage]:
    """Published pages that no other page links to."""
    keys = WikiTitle.objects.filter(page=OuterRef(OuterRef("pk"))).values("key")
    links = WikiLink.objects.filter(
        kind=Kind.PAGE,
        key__in=keys,
        page__live=True,
        page__locale=OuterRef("locale"),
    ).exclude(page=OuterRef("pk"))
    pages = WikiPage.objects.published().in_language(language)
    return pages.exclude(Exists(links)).order_by("title")
