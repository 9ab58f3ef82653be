"""BibTeX: what the listed sheets stand on, each publication once.

A sheet's publications; for a sheet without any, the sheet itself with those it credits; then the
databases. Written by hand: a key must be unique and stay the same from export to export, and
addresses must be left as they are, which the general writers do not do. UTF-8, for BibLaTeX and
BibTeX alike; the letters that TeX would read as commands are escaped.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from urllib.parse import quote

from django.utils.text import slugify

from practices.api.records import Record
from practices.models import Evidence, Reference, SheetReference, Source
from search.export.listing import Listing
from search.export.table import credited

ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, even escaped ones
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
AUTHORS = ("author", "compiler")
SAFE = "/:?#[]@!$&'()*+,;=%<>~_-."


def entries(listing: Listing) -> Iterator[str]:
    """A comment about the file, then the entries in the order of the sheets."""
    yield _comment(listing)
    seen: set[str] = set()
    for batch in listing.batches():
        cited = _references([record["id"] for record in batch])
        yield "".join(chain.from_iterable(_of_sheet(sheet, cited, seen) for sheet in batch))
    yield "".join(map(_database, listing.sources))


def _of_sheet(
    sheet: Record, cited: Mapping[int, Sequence[Reference]], seen: set[str]
) -> Iterator[str]:
    """The entries that this sheet adds. `seen`: the DOIs, or else keys, that were written."""
    references = cited.get(sheet["id"], ())
    for reference in references:
        identity = reference.doi.casefold() or f"key {reference.key}"
        if identity not in seen:
            seen.add(identity)
            yield _publication(reference)
    if not references:
        yield _sheet(sheet)


def _references(sheet_ids: Sequence[int]) -> Mapping[int, list[Reference]]:
    """The publications of each sheet, those of its measurements included."""
    linked = SheetReference.objects.filter(sheet__in=sheet_ids)
    measured = Evidence.objects.published().filter(sheet__in=sheet_ids, reference__isnull=False)
    pairs: dict[tuple[int, int], None] = {}
    for rows in (linked, measured):
        pairs |= dict.fromkeys(rows.values_list("sheet_id", "reference_id"))
    known = Reference.objects.in_bulk({reference for _, reference in pairs})
    found: dict[int, list[Reference]] = defaultdict(list)
    for sheet, reference in pairs:
        found[sheet].append(known[reference])
    return found


def _publication(reference: Reference) -> str:
    fields = {
        "author": _authors(reference.authors),
        "title": escaped(reference.title or reference.key),
        "year": str(reference.year or ""),
        "journal": escaped(reference.container),
        "volume": escaped(reference.volume),
        "pages": escaped(reference.pages.replace("–", "--")),
        "doi": verbatim(reference.doi),
        "url": verbatim(reference.url),
    }
    return _entry("article" if reference.container else "misc", _key(reference), fields)


def _key(reference: Reference) -> str:
    """Family name, year, and the number that makes it unique: `baudoin2009-253`."""
    family = slugify(re.split(r"[,;]", reference.authors)[0]).replace("-", "")[:30] or "ref"
    return f"{family}{reference.year or ''}-{reference.pk}"


def _authors(names: str) -> str:
    """`Family, Given; Family, Given` is a list; what is written otherwise is left whole."""
    people = [escaped(name) for name in names.split(";") if name.strip()]
    if all("," in name for name in people):
        return " and ".join(people)
    return " and ".join(f"{{{name}}}" for name in people)


def _sheet(sheet: Record) -> str:
    source, licence = sheet["source"] or {}, sheet["licence"]
    makers = [c["name"] or c["institution"] for c in sheet["credits"] if c["role"] in AUTHORS]
    fields = {
        "author": " and ".join(f"{{{escaped(name)}}}" for name in makers if name),
        "title": escaped(sheet["title"]),
        "howpublished": escaped(" ".join(filter(None, (source.get("name"), source.get("record"))))),
        "url": verbatim(source.get("url") or sheet["url"]),
        "note": escaped("; ".join(credited(sheet))),
        "copyright": escaped(licence["label"]),
        "language": escaped(sheet["language"]),
    }
    return _entry("misc", f"practices:{sheet['id']}", fields)


def _database(source: Source) -> str:
    fields = {
        "title": escaped(source.name),
        "note": escaped(source.citation),
        "url": verbatim(source.url),
    }
    return _entry("misc", f"source:{slugify(source.code)}", fields)


def _entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    written = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{''.join(written)}}}\n\n"


def escaped(text: str) -> str:
    """On one line, without a sign that TeX would read as a command."""
    return "".join(ESCAPED.get(sign, sign) for sign in " ".join(text.split()))


def verbatim(address: str) -> str:
    """An address or DOI as it is, but for braces, backslashes and spaces."""
    return quote(address, safe=SAFE)


def _comment(listing: Listing) -> str:
    """Text outside of entries is a comment, as long as it holds no @."""
    about = listing.about()
    lines = [
        f"{about['search']}",
        f"{about['exported_at']}, {about['count']} sheets",
        *_terms(about["licences"], "label"),
        *_terms(about["sources"], "citation"),
    ]
    return "".join(f"% {' '.join(line.split())}\n" for line in lines).replace("@", "(at)") + "\n"


def _terms(rows: Iterable[Mapping[str, object]], name: str) -> Iterator[str]:
    return (f"{row['sheets']} sheets: {row[name]}" for row in rows)
