"""Photos, drawings, films, publications and links."""

import re
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin

from ..draft import ImageDraft, ReferenceDraft
from .values import Values
from .words import fold

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>,;]+[^\s\"<>,;.)]", re.I)
_URL = re.compile(r"(?:https?://|www\.)[^\s\"<>]+[^\s\"<>.,;)]", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def add_image(
    values: Values, address: tuple[str, Any], cells: dict[str, Any], where: str, kind: str = "photo"
) -> None:
    """`address`: the site, and the path on it; `cells`: caption, comments, author, date, place."""
    base, file = address
    path = values.text(file, where)
    if not path or any(urljoin(base, path) == image.source_url for image in values.draft.images):
        return
    values.draft.images.append(
        ImageDraft(
            source_url=urljoin(base, path),
            kind=kind,
            caption=values.all_words([cells.get("caption"), cells.get("comments")], where),
            credit=values.text(cells.get("author"), where),
            taken_on=values.text(cells.get("date"), where),
            place=values.words(cells.get("place"), where),
        )
    )


def add_reference(values: Values, title: Any, url: Any, where: str, *, note: Any = None) -> None:
    """A publication or a link. A DOI names it for good, else its address, else its words."""
    words, address = values.text(title, where), values.text(url, where)
    more = values.text(note, where)
    text = " ".join((words, address, more))
    if not text.strip():
        return
    doi, found = _DOI.search(text), _URL.search(text)
    link = found.group() if found else ""
    link = f"https://{link}" if link.startswith("www.") else link
    years = set(_YEAR.findall(words))
    values.draft.references.append(
        ReferenceDraft(
            key=_key(doi.group().lower() if doi else "", link, words or more),
            title=words or link,
            year=int(years.pop()) if len(years) == 1 else None,
            doi=doi.group() if doi else "",
            url=link,
            note=more,
        )
    )


def _key(doi: str, url: str, words: str) -> str:
    return doi or f"wocat:{sha256((url or fold(words)).encode()).hexdigest()[:16]}"


def add_film(values: Values, number: Any, description: Any, where: str) -> None:
    """A film at Vimeo, as a link."""
    text = values.text(number, where)
    if text:
        url = text if text.startswith("http") else f"https://vimeo.com/{text}"
        add_reference(values, description, url, where)
