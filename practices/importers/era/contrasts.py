"""What is compared: which practices the treatment has and the control has not.

ERA tells practices apart more finely than a reader does (nitrogen from phosphorus, mulch of one
plant from mulch of another). A contrast is a set of families, the parents in `era_practice`.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from .tables import Entry, entries
from .values import text

VOCABULARY = "era_practice"
MAX_SLUG = 56
NO_CONTRAST = "no-practice"


@lru_cache(maxsize=8192)
def codes_in(joined: str) -> tuple[str, ...]:
    """The practice codes of "b16-b21" or "b4$$b69", in our order; what ERA does not list is not.

    Empty, "NA" and "0" stand for none.
    """
    known = entries(VOCABULARY)
    found = {code for code in split(joined) if code in known and known[code].parent}
    return tuple(sorted(found, key=lambda code: known[code].order))


def split(joined: str) -> list[str]:
    return [code for code in re.split(r"-|\$\$", joined.strip()) if code not in ("", "NA", "0")]


def unknown_in(joined: str) -> list[str]:
    return [code for code in split(joined) if code not in codes_in(joined)]


def families_of(codes: tuple[str, ...]) -> tuple[Entry, ...]:
    """The families of the codes, each once, in our order."""
    terms = entries(VOCABULARY)
    names = {terms[code].parent for code in codes}
    return tuple(sorted((terms[name] for name in names), key=lambda family: family.order))


@lru_cache(maxsize=512)
def external_id(study: str, site: str, contrast: str) -> str:
    """Such as "HK0021/isuada/reduced-tillage": stable, readable, at most 200 characters."""
    families = ".".join(family.code for family in families_of(codes_in(contrast)))
    return "/".join((_cut(study), _cut(slug(text(site)) or "site"), _cut(families or NO_CONTRAST)))


def slug(words: str) -> str:
    """Lower-case letters and digits of the Latin alphabet, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _cut(part: str) -> str:
    """A long part keeps its beginning and ends in a hash of the whole, to stay one of a kind."""
    if len(part) <= MAX_SLUG:
        return part
    return f"{part[: MAX_SLUG - 7].rstrip('-.')}-{sha256(part.encode()).hexdigest()[:6]}"
