"""What in a text may be spam or deceit. Nothing is refused for it: a moderator looks at it first.

Pure functions; a doubt says what is odd, never that its author is bad.
"""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _

MANY_LINKS = 3
STACKED = 3
"""Marks on one letter; the languages of the world write with two at most."""
SHORT = 40
"""Characters: shorter words, such as thanks, are said by many."""
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"']+", re.IGNORECASE)
NAMED_LINK = re.compile(r"\[([^\]]{1,500})\]\(\s*<?([^)\s>]+)")
LOOKS_LIKE_HOST = re.compile(r"\b(?:[\w-]+\.)+[a-z]{2,}\b", re.IGNORECASE)
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
UNSEEN = re.compile("[\u200b\u2060-\u2064\ufeff\u00ad\u180e]")
"""Not the joiners U+200C and U+200D: Persian and the scripts of India need them."""


class Doubt(models.TextChoices):
    COPY = "copy", _("the same text was posted before")
    DISGUISED = "disguised", _("a link shows another address than it leads to")
    LOOKALIKE = "lookalike", _("an address with letters of several scripts")
    UNSEEN = "unseen", _("signs that nobody sees")
    STACKED = "stacked", _("many marks on one letter")
    LINKS = "links", _("many links")
    NEWCOMER = "newcomer", _("first post of this person, or one was removed lately")
    FLAGGED = "flagged", _("several readers flagged it")


def doubts_of(text: str) -> list[Doubt]:
    """The weightiest first."""
    return list(_found(text))


def _found(text: str) -> Iterator[Doubt]:
    if any(_is_disguised(shown, address) for shown, address in NAMED_LINK.findall(text)):
        yield Doubt.DISGUISED
    hosts = [host_of(one) for one in _addresses(text)]
    if any(map(_is_lookalike, hosts)):
        yield Doubt.LOOKALIKE
    if DIRECTIONS.search(text) or UNSEEN.search(text):
        yield Doubt.UNSEEN
    if _has_stacked(text):
        yield Doubt.STACKED
    if len(hosts) >= MANY_LINKS:
        yield Doubt.LINKS


def _addresses(text: str) -> list[str]:
    named = [address for _shown, address in NAMED_LINK.findall(text)]
    return [*ADDRESS.findall(NAMED_LINK.sub(r"\1", text)), *named]


def host_of(address: str) -> str:
    """Without "www."; empty for what is no address."""
    full = address if "//" in address else f"//{address}"
    try:
        host = urlsplit(full).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _is_disguised(shown: str, address: str) -> bool:
    """The words look like a host, and the link leads to another one."""
    named = LOOKS_LIKE_HOST.search(unicodedata.normalize("NFKC", shown))
    if named is None:
        return False
    said, real = named[0].casefold().removeprefix("www."), host_of(address).casefold()
    return not (real == said or real.endswith(f".{said}"))


def _is_lookalike(host: str) -> bool:
    """Punycode, or letters that are not Latin: some of them look as if they were."""
    if any(part.startswith("xn--") for part in host.split(".")):
        return True
    return any(
        not unicodedata.name(sign, "").startswith("LATIN ") for sign in host if sign.isalpha()
    )


def _has_stacked(text: str) -> bool:
    run = 0
    for sign in unicodedata.normalize("NFC", text):
        run = run + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if run >= STACKED:
            return True
    return False


def fingerprint(text: str) -> str:
    """Equal for texts that differ in capitals, spaces and signs only; empty for short ones."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(sign for sign in plain if sign.isalnum())
    return sha256(letters.encode()).hexdigest() if len(letters) >= SHORT else ""
