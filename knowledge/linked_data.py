"""What a page is about in the words of schema.org, for search engines and other machines.

Nothing here that the page does not say to people, and no contributor by name.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from knowledge.templatetags.site import absolute
from knowledge.wiki.reading import PageView
from practices.models import Source
from practices.models.labels import reader_language
from practices.models.sources import Licence
from practices.reading import SheetView
from practices.reading.practice import PracticeView
from practices.reading.sheet import Crumb

Node = dict[str, Any]

INITIATIVE = "https://4p1000.org/"
MAX_TEXT = 300
# As `json_script` of Django does: no text can end the element it stands in.
ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class ScriptText(str):
    """JSON that can stand inside a script element as it is."""

    def __html__(self) -> str:
        return self


def linked_data(context: Mapping[str, Any]) -> ScriptText:
    """Of the page that has this context; empty for a page about no thing."""
    return as_script(_nodes(context))


def as_script(nodes: list[Node]) -> ScriptText:
    """Empty without any."""
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return ScriptText(text.translate(ESCAPED) if nodes else "")


def _nodes(context: Mapping[str, Any]) -> list[Node]:
    view = context.get("view")
    if isinstance(view, SheetView):
        return [*_sheet(view), _breadcrumbs(view.crumbs)]
    if isinstance(view, PracticeView):
        return [_practice(view), _breadcrumbs(view.crumbs)]
    if isinstance(view, PageView):
        return [_article(view), _breadcrumbs(view.crumbs)]
    match = getattr(context.get("request"), "resolver_match", None)
    make = PAGES.get(match.view_name) if match else None
    return make(context) if make else []


def _without_empty(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def _sheet(view: SheetView) -> Iterable[Node]:
    """Instructions where there are steps, else an article; and the measured rows as data."""
    address = absolute(view.sheet.get_absolute_url())
    steps = [
        {
            "@type": "HowToStep",
            "position": step.number,
            "text": Truncator(step.text).chars(MAX_TEXT),
        }
        for step in view.steps
    ]
    common = {
        "license": _licence(view),
        "isAccessibleForFree": True,
        "spatialCoverage": [_place(site) for site in view.sites if site.is_point],
    }
    yield _without_empty(
        {
            "@type": "HowTo" if steps else "TechArticle",
            "@id": address,
            "url": address,
            "name": view.title,
            "headline": Truncator(view.title).chars(110),
            "description": view.lede,
            "inLanguage": view.title_language,
            "dateModified": view.sheet.changed_at.date().isoformat(),
            "temporalCoverage": view.period.replace("–", "/"),
            "about": [_term(practice) for practice in view.practices],
            "isBasedOn": view.provenance.url,
            "creditText": view.provenance.citation,
            "publisher": _initiative(),
            "step": steps,
            **common,
        }
    )
    if view.results:
        yield _without_empty({**_dataset(view, address), **common})


def _dataset(view: SheetView, address: str) -> Node:
    return {
        "@type": "Dataset",
        "@id": f"{address}#results",
        "url": f"{address}#results",
        "name": _("Measured comparisons: %(title)s") % {"title": view.title},
        "description": f"{view.title}. {view.effect.text}. {view.effect.note}.",
        "variableMeasured": sorted({row.outcome for row in view.results}),
        "citation": sorted({row.reference.text for row in view.results if row.reference}),
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": absolute(f"{reverse('api-v1:api-root')}sheets/{view.sheet.pk}"),
        },
        "creator": {"@type": "Organization", "name": view.sheet.source_name}
        if view.sheet.source_name
        else _initiative(),
    }


def _licence(view: SheetView) -> str:
    """The deed, else the page that says on which terms bare facts may be used."""
    record = getattr(view.sheet, "source_record", None)
    terms = f"{reverse('sources')}#{record.source.code}" if record else reverse("sources")
    return view.provenance.licence_url or absolute(terms)


def _place(site: Any) -> Node:
    geo = {"@type": "GeoCoordinates", "latitude": site.latitude, "longitude": site.longitude}
    name = ", ".join(dict.fromkeys(part for part in (site.name, site.country) if part))
    return _without_empty({"@type": "Place", "name": name, "geo": geo})


def _term(practice: Any) -> Node:
    address = absolute(practice.get_absolute_url())
    return {"@type": "DefinedTerm", "@id": address, "name": practice.label}


def _practice(view: PracticeView) -> Node:
    node = {
        **_term(view.practice),
        "url": absolute(view.practice.get_absolute_url()),
        "description": view.definition,
        "termCode": view.practice.code,
        "alternateName": [word for names in view.synonyms for word in names.words],
        "inDefinedTermSet": absolute(reverse("practices:practice_list")),
    }
    return _without_empty(node)


def _article(view: PageView) -> Node:
    page = view.page
    address = absolute(page.get_absolute_url())
    translations = [absolute(other.get_absolute_url()) for other in view.other_languages]
    node = {
        "@type": "Article",
        "@id": address,
        "url": address,
        "headline": Truncator(view.title).chars(110),
        "description": page.summary,
        "inLanguage": page.language,
        "dateModified": page.last_published_at and page.last_published_at.date().isoformat(),
        "about": [_term(page.practice)] if page.practice else [],
        "keywords": [tag.name for tag in view.categories],
        "workTranslation": translations,
        "license": Licence.CC_BY_4.url,
        "isAccessibleForFree": True,
        "publisher": _initiative(),
    }
    return _without_empty(node)


def _breadcrumbs(crumbs: Iterable[Crumb]) -> Node:
    """The last step is the page itself, which needs no address."""
    steps = [
        _without_empty(
            {
                "@type": "ListItem",
                "position": position,
                "name": str(crumb.label),
                "item": absolute(crumb.url) if crumb.url else None,
            }
        )
        for position, crumb in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _initiative() -> Node:
    return {
        "@type": "Organization",
        "@id": f"{INITIATIVE}#organization",
        "name": _("4 per 1000 Initiative"),
        "url": INITIATIVE,
    }


def _site(context: Mapping[str, Any]) -> list[Node]:
    home, results = absolute(reverse("home")), absolute(reverse("search:results"))
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{results}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    site = {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "url": home,
        "name": _("Soil carbon practices"),
        "inLanguage": reader_language(),
        "publisher": _initiative(),
        "potentialAction": search,
    }
    return [site]


def _terms(context: Mapping[str, Any]) -> list[Node]:
    address = absolute(reverse("practices:practice_list"))
    terms = [
        {"@type": "DefinedTerm", "@id": absolute(card.url), "name": card.title}
        for card in context["practices"]
    ]
    node = {"@type": "DefinedTermSet", "@id": address, "url": address, "name": _("Practices")}
    return [{**node, "hasDefinedTerm": terms}]


def _catalogue(context: Mapping[str, Any]) -> list[Node]:
    address = absolute(reverse("sources"))
    catalogue = {
        "@type": "DataCatalog",
        "@id": address,
        "url": address,
        "name": _("Sources and licences"),
        "publisher": _initiative(),
        "dataset": [_source(source, address) for source in context["sources"]],
    }
    return [catalogue]


def _source(source: Source, address: str) -> Node:
    deed = Licence(source.licence).url if source.licence else ""
    node = {
        "@type": "Dataset",
        "@id": f"{address}#{source.code}",
        "name": source.name,
        "description": f"{source.name}. {source.terms}",
        "url": source.url,
        "license": deed or f"{address}#{source.code}",
        "citation": source.citation,
    }
    return _without_empty(node)


PAGES = {
    "home": _site,
    "practices:practice_list": _terms,
    "sources": _catalogue,
}
