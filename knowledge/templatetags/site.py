"""Presentation shared by all pages: icons, labels, charts, addresses, and words for numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from knowledge import charts, wording
from knowledge.icons import ICONS
from practices.models.labels import language_label
from practices.models.sources import Licence
from practices.reading.places import Place

register = template.Library()

for said in (
    *(wording.signed, wording.percent, wording.amount, wording.kilometres, wording.years),
    *(wording.long_date, wording.moment, language_label, wording.flowing, wording.brief),
):
    register.filter(said)
register.simple_tag(wording.position)
register.simple_tag(wording.lead_and_rest)
register.simple_tag(charts.mark_of)


@register.filter
def host(url: str) -> str:
    """Where a link leads, short enough to be read: "wocat.net" of "https://www.wocat.net/en/"."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """An icon beside words, hidden from screen readers. An unknown name is a KeyError."""
    line, filled = ICONS[name]
    solid = format_html('<path class="solid" d="{}"/>', filled) if filled else ""
    return format_html(
        '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="{}"/>{}</svg>',
        line,
        solid,
    )


@register.simple_tag
def word(label: object) -> str:
    """A label; one that is not in the reader's language says so.

    A record names its language (`label_language`), a plain value its lack (`is_fallback`): it is
    in English then.
    """
    fallen = "en" if getattr(label, "is_fallback", False) else wording.reader()
    language = getattr(label, "label_language", fallen)
    if language == wording.reader():
        return conditional_escape(str(label))
    return format_html(
        '<span lang="{}">{}</span> <span class="tag">{}</span>', language, label, _("in English")
    )


@register.simple_tag
def lang_of(phrase: object) -> str:
    """The language and direction of foreign words, as attributes; nothing for the reader's own."""
    if not getattr(phrase, "is_foreign", False):
        return ""
    language, direction = getattr(phrase, "language", ""), getattr(phrase, "direction", "auto")
    return format_html(' lang="{}" dir="{}"', language, direction)


@register.simple_tag
def place(named: Place) -> SafeString:
    """An Arabic name must not take the comma and the country along in its direction."""
    return format_html_join(", ", "<bdi>{}</bdi>", ((part,) for part in named.parts))


@register.simple_tag
def cut_here(phrase: object) -> str:
    """Behind a text that its source gave in part only: says so, and leads to the source."""
    if not getattr(phrase, "is_cut", False):
        return ""
    return format_html(
        '<a class="tag cut" href="#source" lang="{}" dir="ltr">{}</a>',
        wording.reader(),
        _("cut here as we received it"),
    )


@register.inclusion_tag("practices/_effect.html")
def effect_chart(
    percent: float | None,
    low: float | None = None,
    high: float | None = None,
    *,
    is_pooled: bool = False,
    height: int = 26,
    label: str = "",
) -> Mapping[str, Any]:
    """The effect scale. With a label it speaks for itself; without, the words beside it do."""
    mark = charts.effect_mark(percent, low, high, is_pooled=bool(is_pooled))
    return {"mark": mark, "height": height, "middle": height // 2, "label": label}


@register.inclusion_tag("practices/_impact.html")
def impact_chart(value: float | None) -> Mapping[str, Any]:
    """The bar of a score from -3 to +3, hidden from screen readers: the cell beside says it."""
    return {"bar": charts.impact_bar(value)}


@dataclass(frozen=True)
class LanguageLink:
    """This page in one of the site's languages."""

    code: str
    name: str
    url: str
    is_current: bool


def _in_language(path: str, code: str) -> str:
    """The same page and query in another language; its home page when there is no such page."""
    translated = translate_url(path, code)
    unchanged = translated == path and code != get_language()
    return f"/{code}/" if unchanged else translated


@register.simple_tag(takes_context=True)
def language_links(context: Mapping[str, Any]) -> list[LanguageLink]:
    """A view whose address holds words (a slug) knows its own translations: `view.languages`."""
    path = context["request"].get_full_path()
    own = {link.code: link.url for link in getattr(context.get("view"), "languages", ())}
    return [
        LanguageLink(
            code=code,
            name=get_language_info(code)["name_local"].capitalize(),
            url=own.get(code) or _in_language(path, code),
            is_current=code == get_language(),
        )
        for code, _name in settings.LANGUAGES
    ]


@register.filter
def absolute(path: str) -> str:
    """A path as a full address on this site."""
    return settings.SITE_URL.rstrip("/") + path


@register.filter
def licence_url(code: str) -> str:
    """The deed of a licence; empty for none."""
    return Licence(code).url if code else ""
