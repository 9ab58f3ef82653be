"""The papers behind the studies: bibliographic facts, joined by ERA's code."""

import re
from pathlib import Path
from typing import Any

from practices.importers.draft import ReferenceDraft

from .columns import BIBLIOGRAPHY_KEY
from .files import header_of, lines_of
from .tables import HERE
from .values import Notes, plain, short, text

BUNDLED = HERE.parents[1] / "data" / "era" / "bibliography.csv.gz"
_DOI = re.compile(r"10\.\d{4,9}/[^\s]+")

Paper = dict[str, str]


def is_bibliography(path: Path) -> bool:
    return BIBLIOGRAPHY_KEY in header_of(path)


def papers_in(path: Path) -> dict[str, Paper]:
    """By code; the first of those that are there twice. Empty cells are left out."""
    header = header_of(path)
    papers: dict[str, Paper] = {}
    for _, values in lines_of(path):
        paper = {name: value for name, value in zip(header, values, strict=False) if value}
        papers.setdefault(paper.pop(BIBLIOGRAPHY_KEY, ""), paper)
    return papers


def paper_of(study: str, papers: dict[str, Paper]) -> Paper | None:
    """The paper of a study; those of one paper are numbered ("HK0044.1", "HK0044.2")."""
    return papers.get(study) or papers.get(study.split(".")[0])


def reference_of(study: str, paper: dict[str, Any], notes: Notes) -> ReferenceDraft:
    """The key is the DOI, or ERA's code where there is none.

    ERA writes some colons as ":;" ("10.1023/a:;1009784812549").
    """
    cell = {name: text(plain(value)).replace(":;", ":") for name, value in paper.items()}
    identifier = cell.get("DOI", "")
    doi, url = _doi(identifier), _url(cell.get("URL", "")) or _url(identifier)
    if identifier and not doi and url != identifier:
        notes.add("DOI", f"{identifier[:60]!r} is no DOI; left out")
    return ReferenceDraft(
        key=doi or f"era:{study}"[:255],
        title=cell.get("TITLE", ""),
        authors=re.sub(r"\s*;\s*", "; ", cell.get("AUTHOR", "")),
        year=_year(cell.get("YEAR", "")),
        container=short(cell.get("JOURNAL") or cell.get("BOOKTITLE", ""), 500),
        volume=short(_volume(cell), 50),
        pages=short(re.sub("--+", "–", cell.get("PAGES", "")), 50),
        doi=doi,
        url=url,
    )


def _doi(value: str) -> str:
    found = _DOI.search(value)
    doi = found[0].rstrip(".,;>").lower() if found else ""
    return doi if len(doi) <= 255 else ""


def _year(value: str) -> int | None:
    found = re.match(r"(1[89]|20)\d\d(?!\d)", value)
    return int(found[0]) if found else None


def _volume(cell: Paper) -> str:
    number = cell.get("NUMBER", "")
    return cell.get("VOLUME", "") + (f"({number})" if number else "")


def _url(value: str) -> str:
    """A web address; what a reference manager made of its own database is none."""
    return value if re.match(r"https?://\S+$", value) and len(value) <= 1000 else ""
