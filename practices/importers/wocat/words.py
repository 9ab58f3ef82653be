"""Texts as they come, made plain: encoding mended, markup taken out, length capped."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable

import nh3

from ..draft import Words

Say = Callable[[str], None]

# The longest text seen in WOCAT has about 12,000 characters.
LONGEST_TEXT = 30_000
# What the publishers of a record put where they took a name or an address out.
BLANKED = re.compile(r"\[(?:name|redacted|…)\]", re.I)
# How a source says that it gives only the beginning of a text, and how we write it.
CUT_AT_SOURCE = re.compile(r"\s*(?:…|\.\.\.)?\s*\[truncated\]$", re.I)
CUT = " […]"
# Double-encoded text: bytes of UTF-8 read as Windows-1252, such as "â€™" for an apostrophe.
_CONTINUED = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0))
_CONTINUED = re.escape(_CONTINUED) + "\x80-\xbf"
_DOUBLE = re.compile(f"[ÂÃÄÅÎÏÐÑØÙÚÛ][{_CONTINUED}]|[àáâï][{_CONTINUED}]{{2}}")
# The first characters that three bytes encode in a living script, or as punctuation or sign.
_LIVING = ((0x0900, 0x0EFF), (0x1000, 0x137F), (0x1780, 0x17FF), (0x2010, 0x27BF), (0xFB00, 0xFFFD))
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|<(?:script|style|iframe|img|svg)\b", re.I)
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/tr|/h\d)\b[^>]*>", re.I)
_ENTITY = re.compile(r"&(?:#\d+|#x[\da-f]+|[a-z]{2,8});", re.I)

# Words that tell a language, and are none of the others'.
_TELLING = {
    "en": "the and of with for from by on in to is are which",
    "fr": "le les des du et avec pour dans sur par aux est une",
    "es": "el los las del y con para en por una se sobre al",
    "pt": "os dos das da do e com em na no uma ao pela",
}
_ENOUGH = 3_000  # characters, to tell a language


def plain_text(value: str, say: Say) -> str:
    """The text without markup and double encoding; `say` is told what was mended or cut."""
    text = mend_encoding(value)
    if text != value:
        say("was double-encoded (UTF-8 read as Windows-1252); mended")
    if (clean := without_markup(text)) != text:
        say("held HTML; reduced to its text")
    if "[" in clean:
        clean = BLANKED.sub(_blank, clean)
    text = clean.replace("\r\n", "\n").replace("\r", "\n").strip()
    if CUT_AT_SOURCE.search(text):
        say("was cut by the source; its end is there only")
        text = CUT_AT_SOURCE.sub(CUT, text)
    if len(text) > LONGEST_TEXT:
        say(f"has {len(text)} characters; cut to {LONGEST_TEXT}")
        text = text[: LONGEST_TEXT - 1] + "…"
    return text


def _blank(match: re.Match[str]) -> str:
    """A blank stays only within a sentence, where its going would leave a hole."""
    is_alone = match.group() == match.string.strip()
    return "" if is_alone else match.group()


def mend_encoding(text: str) -> str:
    """Undoes double encoding, run by run, since one text may hold both; twice if need be."""
    for _ in range(0 if text.isascii() else 2):
        mended = _DOUBLE.sub(_decoded, text)
        if mended == text:
            break
        text = mended
    return text


def _decoded(match: re.Match[str]) -> str:
    run = match.group()
    try:
        text = b"".join(map(_byte, run)).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return run
    is_living = len(run) == 2 or any(low <= ord(text) <= high for low, high in _LIVING)
    return text if is_living else run


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def without_markup(text: str) -> str:
    """The text of HTML, scripts and styles left out. Markup within entities is markup too."""
    for _ in range(3 if "<" in text or "&" in text else 0):
        if not _TAG.search(text) and not _ENTITY.search(text):
            break
        text = html.unescape(nh3.clean(_BREAK.sub("\n", text), tags=set()))
    return text


def fold(text: str) -> str:
    """What of a text counts when it is compared: letters without accents, digits, < and >."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in letters if sign.isalnum() or sign in "<>")


def guess_language(text: str, default: str) -> str:
    """The language of which the text has clearly the most telling words, else the default."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:_ENOUGH].casefold()))
    hits = {language: sum(words[w] for w in told.split()) for language, told in _TELLING.items()}
    best = max(hits, key=lambda language: hits[language])
    if best == default or hits[best] < 2 or hits[best] < 2 * hits.get(default, 0):
        return default
    return best


def joined(parts: list[Words]) -> Words:
    """Several texts as one, language by language, as paragraphs; repeated ones once."""
    languages = dict.fromkeys(language for part in parts for language in part)
    return {
        language: "\n\n".join(dict.fromkeys(part[language] for part in parts if language in part))
        for language in languages
    }
