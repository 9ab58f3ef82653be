"""Markdown to HTML: parsed by markdown-it without raw HTML, then cleaned by nh3 all the same.

The only place of the site where text becomes markup (`mark_safe`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import nh3
from django.conf import settings
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from .links import TOKEN, Link, Resolve, Target, all_tokens, nowhere, targets_of, wiki_links

TOP, LOWEST = 2, 6
"""A page has its title as h1: headings of a text begin below it."""
ID_PREFIX = "s-"
"""Before the ids of headings, so that none can stand for an element of the page."""
ALLOWED = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre"),
    *("code", "em", "strong", "s", "a", "div", "table", "thead", "tbody", "tr", "th", "td", "span"),
}
ATTRIBUTES: dict[str, set[str]] = {
    **{f"h{level}": {"id"} for level in range(TOP, LOWEST + 1)},
    "a": {"href", "rel", "title"},
    "div": {"tabindex"},
    "ol": {"start"},
    "th": {"scope"},
}
CLASSES = {"a": {"wanted"}, "span": {"wanted"}, "div": {"scroll"}}


@dataclass(frozen=True)
class Heading:
    id: str
    title: str


@dataclass(frozen=True)
class Rendered:
    """`headings` are those of the highest level, for a table of contents."""

    html: SafeString
    headings: list[Heading]


class Renderer(RendererHTML):
    """Links that say where they lead, tables that scroll, headings with an id."""

    def wiki_link(
        self, tokens: Sequence[Token], i: int, options: OptionsDict, env: dict[str, Any]
    ) -> str:
        target, text = tokens[i].meta["target"], tokens[i].meta["text"]
        link: Link | None = env["links"].get(target)
        if link is None:
            return escape(tokens[i].content)
        label = escape(text or link.label)
        if not link.url:
            return f'<span class="wanted">{label}</span>'
        wanted = ' class="wanted" rel="nofollow"' if link.is_wanted else ""
        return f'<a href="{escape(link.url)}"{wanted}>{label}</a>'

    def table_open(self, *args: object) -> str:
        return '<div class="scroll" tabindex="0"><table>\n'

    def table_close(self, *args: object) -> str:
        return "</table></div>\n"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=Renderer)
    parser.enable(["table", "strikethrough"]).disable(["image", "html_block", "html_inline"])
    return parser.use(wiki_links)


PARSER = _parser()


def render(*texts: str, resolve: Resolve = nowhere) -> list[Rendered]:
    """Each text as clean HTML. `resolve` is called once, with the targets of all of them."""
    parsed = [PARSER.parse(text) for text in texts]
    targets = [target for tokens in parsed for target in targets_of(tokens)]
    links = resolve(dict.fromkeys(targets)) if targets else {}
    used: dict[str, int] = {}
    return [_rendered(tokens, links, used) for tokens in parsed]


def in_words(html: str) -> str:
    """On one line without markup, for mails and machines. It is text: escape it in a page."""
    return " ".join(unescape(strip_tags(html)).split())


def targets_in(text: str) -> list[Target]:
    """What a text links to; brackets inside of code are none."""
    return targets_of(PARSER.parse(text))


def _rendered(tokens: list[Token], links: Mapping[Target, Link], used: dict[str, int]) -> Rendered:
    headings = _number_headings(tokens, used)
    for token in all_tokens(tokens):
        if token.type == "link_open" and _leads_elsewhere(str(token.attrGet("href"))):
            token.attrSet("rel", "nofollow ugc noopener")
    html = PARSER.renderer.render(tokens, PARSER.options, {"links": links})
    return Rendered(_clean(html), headings)


def _clean(html: str) -> SafeString:
    cleaned = nh3.clean(
        html,
        tags=ALLOWED,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={"http", "https"},
        link_rel=None,
        strip_comments=True,
    )
    return mark_safe(cleaned)  # noqa: S308 - cleaned in the line above; nowhere else


def _number_headings(tokens: list[Token], used: dict[str, int]) -> list[Heading]:
    """Shift every heading below the page's own, none skipped, with an id that no other has."""
    opened = [i for i, token in enumerate(tokens) if token.type == "heading_open"]
    shift = TOP - min((int(tokens[i].tag[1]) for i in opened), default=TOP)
    found, level = [], TOP - 1
    for i in opened:
        level = min(int(tokens[i].tag[1]) + shift, level + 1, LOWEST)
        tokens[i].tag = tokens[i + 2].tag = f"h{level}"
        title = _words_of(tokens[i + 1])
        tokens[i].attrSet("id", _free_id(title, used))
        if level == TOP:
            found.append(Heading(str(tokens[i].attrGet("id")), title))
    return found


def _words_of(inline: Token) -> str:
    parts = (
        child.meta["text"] or child.meta["target"].key if child.type == TOKEN else child.content
        for child in inline.children or ()
    )
    return "".join(parts)


def _free_id(title: str, used: dict[str, int]) -> str:
    """`used`: ids, each with the last number that stands behind it; so that thousands of headings
    of one name are not counted anew for each."""
    base = ID_PREFIX + (slugify(title, allow_unicode=True)[:60] or "section")
    found, number = base, used.get(base, 1)
    while found in used:
        number += 1
        found = f"{base}-{number}"
    used[base] = number
    used.setdefault(found, 1)
    return found


def _leads_elsewhere(href: str) -> bool:
    try:
        host = urlsplit(href).netloc
    except ValueError:  # no address at all, such as http://[
        return True
    return bool(host) and host != urlsplit(settings.SITE_URL).netloc
