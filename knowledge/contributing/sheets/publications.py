"""A publication as a person names it in one line, and the record of it."""

import hashlib
import re

from practices.models import Reference

DOI = re.compile(r"10\.\d{4,9}/\S+")
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


def doi_in(line: str) -> str:
    """The first DOI of a line; empty if it has none."""
    found = DOI.search(line)
    return found[0].rstrip(".,;)") if found else ""


def said(reference: Reference | None) -> str:
    """The line that leads to this record again."""
    if reference is None:
        return ""
    return reference.doi or reference.title or reference.url or reference.key


def reference_of(line: str) -> Reference | None:
    """The record of a DOI, an address or a citation, made if it is new; None for an empty line.

    A DOI names one record, whoever writes it; other lines are told apart by their words.
    """
    text = line.strip()
    if not text:
        return None
    doi = doi_in(text)
    if doi:
        return _by_doi(doi, text)
    known = Reference.objects.filter(title=text).first()
    if known:
        return known
    key = f"said:{hashlib.sha256(text.casefold().encode()).hexdigest()[:32]}"
    address = ADDRESS.search(text)
    values = {"title": text, "url": address[0][:1000] if address else ""}
    return Reference.objects.get_or_create(key=key, defaults=values)[0]


def _by_doi(doi: str, text: str) -> Reference:
    known = Reference.objects.filter(doi__iexact=doi).first()
    if known:
        return known
    rest = text.replace(doi, "").replace("https://doi.org/", "").strip(" .,;:")
    title = "" if rest.lower() in ("", "doi", "doi.org", "doi.org/") else rest
    year = YEAR.search(title)
    values = {"doi": doi[:255], "title": title, "year": int(year[0]) if year else None}
    return Reference.objects.get_or_create(key=doi[:255], defaults=values)[0]
