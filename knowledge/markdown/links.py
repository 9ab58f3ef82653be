"""`[[Cover crops]]`, `[[Cover crops|other words]]`, `[[sheet:12]]`: a rule of markdown-it.

The rule only recognises; whoever renders says where a target leads, all of a text at once.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

LINK = re.compile(r"\[\[([^\[\]|\n]{1,255})(?:\|([^\[\]|\n]{1,255}))?\]\]")
KINDS = ("sheet", "practice", "zone")
PAGE = "page"
TOKEN = "wiki_link"  # noqa: S105 - the name of a markdown-it token, no secret


@dataclass(frozen=True)
class Target:
    """`key` is a title for a page, else an id or a code."""

    kind: str
    key: str

    @classmethod
    def of(cls, written: str) -> "Target":
        """ "practice:mulching" -> that practice; whatever names no kind is the title of a page."""
        kind, colon, key = written.strip().partition(":")
        if colon and kind.strip().lower() in KINDS and key.strip():
            return cls(kind.strip().lower(), key.strip())
        return cls(PAGE, " ".join(written.split()))


@dataclass(frozen=True)
class Link:
    """Where a target leads. A wanted one leads to where it can be written, or nowhere ("")."""

    url: str
    label: str
    is_wanted: bool = False


Resolve = Callable[[Iterable[Target]], Mapping[Target, Link]]


def nowhere(targets: Iterable[Target]) -> Mapping[Target, Link]:
    """For texts in which double brackets are only brackets."""
    return {}


def wiki_links(parser: MarkdownIt) -> None:
    """The plug-in: adds the rule before Markdown's own links."""
    parser.inline.ruler.before("link", TOKEN, _recognise)


def _recognise(state: StateInline, silent: bool) -> bool:
    found = LINK.match(state.src, state.pos, state.posMax)
    if not found or not found[1].strip():
        return False
    if not silent:
        token = state.push(TOKEN, "", 0)
        token.content = found[0]
        token.meta = {"target": Target.of(found[1]), "text": (found[2] or "").strip()}
    state.pos = found.end()
    return True


def all_tokens(tokens: Iterable[Token]) -> Iterable[Token]:
    """With those inside of others."""
    for token in tokens:
        yield token
        yield from all_tokens(token.children or ())


def targets_of(tokens: Iterable[Token]) -> list[Target]:
    """Each target once, in the order of the text."""
    found = (token.meta["target"] for token in all_tokens(tokens) if token.type == TOKEN)
    return list(dict.fromkeys(found))
