"""Takes contacts of people out of a record before anything else sees it.

E-mail addresses, phone numbers and postal addresses are taken out of every text, and fields
that hold nothing else are dropped. Numbers, ranges, dates and coordinates stay.
"""

import re
from collections.abc import Iterator
from typing import Any

REMOVED = "(…)"
"""In the place of a contact; unlike the end of a text that the source itself gave in part."""
PRIVATE_FIELD = re.compile(
    r"e_?mail|phone|telephone|(^|_)(fax|mobile|skype|whatsapp|address|password|token)(_|$)", re.I
)

_EMAIL = re.compile(
    r"[\w.+'’-]{1,64}\s?(?:@|[\[(]\s?(?:at|arobase|arroba)\s?[\])])\s?[\w-]{1,63}"
    r"(?:\s?(?:\.|[\[(]\s?(?:dot|point|punto)\s?[\])])\s?[\w-]{1,63}){1,5}",
    re.I,
)
_DIGITS = r"\(?\d(?:[\s().\-/]{0,3}\d){%d,14}"
_PHONE = re.compile(
    # With the code of a country.
    rf"(?<![\w.,+-])(?:\+|00)(?=[1-9(]){_DIGITS % 7}(?!\w)"
    # After a word that announces a number.
    r"|\b(?:tele?(?:phone|fono)?|téléphone|teléfono|phone|mobile|móvil|celular|fax|gsm|whatsapp)"
    rf"\b\.?\s?(?:n[o°º]\.?|number|numéro|número|#)?\s?[:.]?\s?\+?{_DIGITS % 5}(?!\w)"
    # As people write them at home: 06 12 34 56 78, 0712 345 678, (555) 123-4567, 555-123-4567.
    r"|(?<![\w.,-])0\d(?:[ .-]\d\d){4}(?![\w.,-]*\d)"
    r"|(?<![\w.,-])0\d{2,3}[ -]\d{3}[ -]\d{3,4}(?![\w.,-]*\d)"
    r"|(?<!\w)\(\d{3}\)\s?\d{3}-\d{4}(?!\w)|(?<![\w.,-])\d{3}-\d{3}-\d{4}(?![\w-])",
    re.I,
)
_POSTAL = re.compile(
    r"\b(?i:p\.?\s?o\.?\s?box|post(?:fach| box)|bo[iî]te postale|apartado(?: postal| aéreo)?"
    r"|casilla(?: postal)?)\s*(?:n[o°º]\.?)?\s*:?\s*\d[\d-]*"
    r"|\bB\.?P\.?\s?(?:n[o°º]\.?)?\s?:?\s?\d{1,6}\b|\bC\.?P\.?\s?:?\s?\d{4,6}\b"
    r"|(?i:\b(?:postal|mailing) address|\badresse postale|\bdirección postal)\s*:\s*[^\n;]{1,200}"
    r"|(?<!to )(?i:\b(?:address|adresse|dirección))\s*:\s*(?=[^\n;]{0,200}\d)[^\n;]{1,200}"
    r"|\b\d{1,5}(?:\s?bis)?,?\s+(?i:rue|avenue|boulevard|chemin|calle|carrera|avenida)\s"
    r"(?:d[eu]s? |la |los |las |l')*[A-ZÀ-Ý][^\n,;.]{2,40}(?:,\s*\d{4,5}\s+[A-ZÀ-Ý]\w+)?"
    r"|\b\d{1,5}\s+(?:[A-Z][\w'.-]+\s+){1,3}(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd)"
    r"|\b[A-Z]\w+(?:strasse|straße|gasse)\s+\d{1,4}[a-z]?\b(?:,\s*\d{4,5}\s+[A-Z]\w+)?",
)
# Without one of these there is no postal address; looking for them is quick.
_HINTS = (
    *("box", "b.p", "bp", "c.p", "cp", "post", "apartado", "casilla", "address", "adresse"),
    *("direcci", "rue ", "avenue", "avenida", "boulevard", "blvd", "chemin", "calle", "carrera"),
    *("street", "st.", "ave.", "road", "rd.", "strasse", "straße", "gasse"),
)
_BRACKETED_AT = re.compile(r"[\[(]\s?a(?:t|rob|rrob)", re.I)
_DIGIT = re.compile(r"\d")
_MANY_DIGITS = re.compile(r"\d(?:\D{0,3}\d){5}")

Removals = list[tuple[str, str]]


def redact(text: str) -> tuple[str, list[str]]:
    """The text with "[…]" for each contact of a person, and what kinds there were."""
    found = []
    for kind, pattern in _possible(text):
        text, count = pattern.subn(REMOVED, text)
        found += [kind] * bool(count)
    return text, found


def _possible(text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The kinds of contacts that a quick look does not rule out."""
    if "@" in text or _BRACKETED_AT.search(text):
        yield "an e-mail address", _EMAIL
    if _MANY_DIGITS.search(text):
        yield "a phone number", _PHONE
    if len(text) > 5 and _has_hint(text.casefold()):
        yield "a postal address", _POSTAL


def _has_hint(folded: str) -> bool:
    is_likely = "post" in folded or "mail" in folded or _DIGIT.search(folded)
    return bool(is_likely) and any(hint in folded for hint in _HINTS)


def scrubbed(value: Any, path: str, removed: Removals) -> Any:
    """The same JSON without contacts of people. Adds (path, what) for each text to `removed`."""
    if isinstance(value, str):
        text, kinds = redact(value)
        removed += [(path, kind) for kind in kinds]
        return text
    if isinstance(value, list):
        return [scrubbed(item, path, removed) for item in value]
    if isinstance(value, dict):
        return {
            key: scrubbed(item, f"{path}.{key}" if path else key, removed)
            for key, item in value.items()
            if not PRIVATE_FIELD.search(key)
        }
    return value
