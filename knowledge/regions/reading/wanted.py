"""What is wanted from a region: sheets and wiki pages that nobody has written."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from knowledge.wiki.links import new_page_url, wanted_pages
from knowledge.wiki.models import WikiTitle
from knowledge.wiki.titles import title_key
from practices.models import FieldReport, Practice
from practices.models.labels import reader_language
from practices.tree import PracticeTree

from .finding import Climate, Found, practices_in
from .places import Region

MOST = 6


@dataclass(frozen=True)
class Wanted:
    """A practice without a sheet from there. sheets: of elsewhere. url: the list of those."""

    practice: Practice
    sheets: int
    url: str
    write_url: str


@dataclass(frozen=True)
class Page:
    """A page of the wiki; one that nobody has written is `is_wanted`, and its url writes it."""

    title: str
    url: str
    is_wanted: bool = True


def write_url(region: Region, **known: str) -> str:
    """The editor of a new sheet, with what is known filled in: `practice`, `climate`."""
    names = {"practice": "start-practices", "climate": "place-n1-climate"}
    filled = {names[name]: value for name, value in known.items()}
    if region.is_country:
        filled["place-n1-country"] = region.key
    return f"{reverse('contributing:new', args=['sheet'])}?{urlencode(filled)}"


def reported(found: Found) -> list[Wanted]:
    """Practices that people there say they do, tried or stopped, and no sheet from there names."""
    there = FieldReport.objects.published().filter(
        sheet__live=True, country__code__in=found.region.countries
    )
    codes = there.order_by().values_list("sheet__practice_links__practice__code", flat=True)
    return _wanted(found, dict.fromkeys((code for code in codes.distinct() if code), 0), ())


def undescribed(found: Found, climates: Collection[Climate]) -> list[Wanted]:
    """Practices that sheets of the same climates name, and none from there. May EngineError."""
    codes = [one.code for one in climates]
    return _wanted(found, practices_in(codes), codes)


def _wanted(found: Found, counts: Mapping[str, int], climates: Collection[str]) -> list[Wanted]:
    """Most sheets first. Of a line of the tree its beginning, without what is only compared."""
    missing = {code for code, n in counts.items() if not found.practices.get(code)}
    tree = PracticeTree()
    nodes = [
        one
        for one in tree.nodes.values()
        if one.code in missing
        and not one.is_baseline
        and missing.isdisjoint(above.code for above in tree.above(one))
    ]
    nodes.sort(key=lambda one: (-counts[one.code], one.order, one.code))
    return [_one(found.region, node, counts[node.code], climates) for node in nodes[:MOST]]


def _one(region: Region, node: Practice, sheets: int, climates: Collection[str]) -> Wanted:
    asked = urlencode({"practice": node.code, "climate": list(climates)}, doseq=True)
    url = f"{reverse('search:results')}?{asked}"
    return Wanted(node, sheets, url, write_url(region, practice=node.code))


def pages(region: Region) -> list[Page]:
    """The page about the region, there or wanted; and wanted ones that name it."""
    language, name = reader_language(), region.name
    key = title_key(name)
    titles = WikiTitle.objects.leading().filter(locale__language_code=language, key=key)
    title = titles.first()
    own = (
        Page(title.page.title, title.page.address_for_reader(), is_wanted=False)
        if title
        else Page(name, new_page_url(name, language))
    )
    # Whole words: Niger is not in Nigeria.
    whole = re.compile(rf"\b{re.escape(key)}\b")
    near = wanted_pages(language).filter(key__contains=key).exclude(key=key)
    names = [row["title"] for row in near if whole.search(row["key"])]
    return [own, *(Page(one, new_page_url(one, language)) for one in names[:MOST])]
