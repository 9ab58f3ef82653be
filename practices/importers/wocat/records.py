"""Knows a record by its content, whatever file or page it came in, and makes it storable.

What leaves here is `RawRecord.data` = {id, record, language, updated, removed}: the record
without contacts of people, without names that are not to be kept, and without bookkeeping.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..source import RawRecord
from .private import Removals, scrubbed
from .sections import Tree, is_tree
from .stripping import only, stripped, v2_person
from .words import guess_language

TECHNOLOGY = re.compile(r"technolog(?:y|ies)(?:_view)?[_/](\d+)")
OTHER_KIND = re.compile(r"\b(approaches|watershed|unccd|cca|cbp)[_/]\d+")
# Enough of these make a record of the new API; an item of its list has none.
TELLING = {"definition", "landuse", "slm_group", "primary_language", "slm_measures", "description"}
ITEM_CELLS = (
    "name", "title", "definition", "updated", "updated_at", "country", "countries",
    "location_geometry",
)  # fmt: skip
GONE_STATUSES = (5, 6)  # rejected, inactive
PERSONS = "tech_qg_184"

Json = dict[str, Any]


def records_of(document: Any, name: str, updated: Any = None) -> Iterator[RawRecord]:
    """The records in a JSON document. `name` is that of the file, or the address it came from."""
    if isinstance(document, list):
        yield from _all(document, name)
    elif isinstance(document, dict) and isinstance(document.get("results"), list):
        yield from _all(document["results"], name)
    else:
        yield _checked(document, name, updated)


def _all(items: Iterable[Any], name: str) -> Iterator[RawRecord]:
    for number, item in enumerate(items, 1):
        yield _checked(item, f"{name}, item {number}", None)


def is_full(document: Any) -> bool:
    """Whether this is a record with its answers, and not an item of a list."""
    return isinstance(document, dict) and (_version(document) is not None or is_tree(document))


def _checked(document: Any, name: str, updated: Any) -> RawRecord:
    try:
        return _record(document, name, updated)
    except RecursionError:
        return bad(name, "it is nested too deeply to be read")


def _record(document: Any, name: str, updated: Any) -> RawRecord:
    if not isinstance(document, dict):
        return bad(name, "it is no record: an object was expected", document)
    if (version := _version(document)) is not None:
        return _of_api(version, document, name)
    if is_tree(document):
        return _of_v2(document, name, updated)
    return _of_item(document, name)


def bad(external_id: str, error: str, data: Any = None) -> RawRecord:
    """A record that cannot be one; of its content only what is small and holds no contacts."""
    kept = scrubbed(data, "", []) if len(repr(data)) < 20_000 else None
    return RawRecord(external_id, "", kept, error=error)


def _version(document: Json) -> Json | None:
    """The version of a record of the new API that is to be read."""
    selected = document.get("selected_version")
    if isinstance(selected, dict):
        return selected
    is_record = "id" in document and len(TELLING & document.keys()) >= 2
    return document if is_record else None


def number_of(value: Any) -> str:
    """The number of a technology from 1724, "1724", "technologies_1724" or an address; or ""."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if value > 0 else ""
    text = str(value or "")
    match = TECHNOLOGY.search(text)
    return match.group(1) if match else text.strip() if text.strip().isdigit() else ""


def _packed(number: str, shape: str, record: Json, removed: Removals, **more: Any) -> RawRecord:
    said = [{"field": field, "what": what} for field, what in dict.fromkeys(removed)]
    extra = {name: value for name, value in more.items() if value}
    return RawRecord(number, shape, {"id": number, "record": record, "removed": said, **extra})


def _of_api(version: Json, document: Json, name: str) -> RawRecord:
    number = (
        number_of(document.get("id"))
        or number_of(version.get("technology"))
        or (number_of(version.get("id")))
    )
    if not number:
        return bad(name, "it has no number", version)
    removed: Removals = []
    record = scrubbed(stripped(version), "", removed)
    raw = _packed(number, "api", record, removed)
    raw.withdrawn = version.get("is_deleted") is True or version.get("status") in GONE_STATUSES
    return raw


def _of_v2(document: Json, name: str, updated: Any) -> RawRecord:
    tree = Tree.of(document)
    number = number_of(tree.map_address) or number_of(name)
    if not number:
        return bad(name, "it has no number: name the file technologies_<number>.json")
    if PERSONS in tree.groups:
        tree.groups[PERSONS] = [v2_person(row) for row in tree.groups[PERSONS]]
    removed: Removals = []
    record = scrubbed(tree.groups, "", removed)
    language = guess_language(" ".join(tree.labels), "en")
    return _packed(number, "v2", record, removed, language=language, updated=updated)


def _of_item(item: Json, name: str) -> RawRecord:
    """An item of a list of either API."""
    addresses = [str(item.get(cell) or "") for cell in ("code", "url", "details")]
    other = next((m for a in addresses if (m := OTHER_KIND.search(a))), None)
    if other:
        return bad(
            other.group().replace("/", "_"), f"skipped: it is of {other.group(1)}, not a technology"
        )
    number = next((n for a in addresses if (n := number_of(a))), "") or number_of(item.get("id"))
    if not number or not (item.get("name") or item.get("title")):
        return bad(name, "it is no record of a technology: it has no number, or no name", item)
    removed: Removals = []
    record = scrubbed(only(item, ITEM_CELLS), "", removed)
    match = re.search(r"/(en|fr|es)/", " ".join(addresses))
    language = match.group(1) if match else "en"
    return _packed(number, "listing", record, removed, language=language)


def of_row(row: Json, name: str) -> RawRecord:
    """A row of the CSV of technologies."""
    number = number_of(row.get("technology_id") or row.get("id"))
    if None in row or None in row.values():
        return bad(number or name, "the row has more or fewer cells than the table has columns")
    if not number:
        return bad(name, "the row has no number of a technology", dict(row))
    removed: Removals = []
    return _packed(number, "table", scrubbed(dict(row), "", removed), removed)
