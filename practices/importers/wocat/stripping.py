"""What of a record is not kept: numbers and contacts of people, names of land users, previews."""

from collections.abc import Iterable
from typing import Any

from .codes import find_code
from .people import NAME_CELLS, PERSON_TYPE, ROLES

Json = dict[str, Any]

IMAGE_CELLS = ("file", "caption", "comments", "date", "location", "photographer")
CELLS = {
    "compiler": NAME_CELLS,
    "editors": NAME_CELLS,
    "reviewers": NAME_CELLS,
    "header_image": IMAGE_CELLS,
    "images": IMAGE_CELLS,
}
DROPPED = (
    "id",
    "compiler_id",
    "editor_ids",
    "reviewer_ids",
    "publisher_ids",
    "publishers",
    "header_image_id",
    "approaches",
    "approach_ids",
)
V2_NAMES = ("user_id", "person_firstname", "person_lastname")
V2_PERSON = ("user_resourceperson_type", "person_institution_name")


def stripped(version: Json) -> Json:
    """A version of the new API; of people only the names that are to be credited."""
    record = {key: value for key, value in version.items() if key not in DROPPED}
    for name, cells in CELLS.items():
        if name in record:
            record[name] = only(record[name], cells)
    persons = record.get("key_resource_persons")
    if isinstance(persons, list):
        record["key_resource_persons"] = [_person(p) for p in persons if isinstance(p, dict)]
    return record


def only(value: Any, cells: Iterable[str]) -> Any:
    """An object, or each of a list, with these cells and no others."""
    if isinstance(value, list):
        return [only(item, cells) for item in value]
    return {c: value[c] for c in cells if c in value} if isinstance(value, dict) else value


def _person(person: Json) -> Json:
    """A resource person; by name only where the role is one that is credited."""
    kept: Json = only(person, ("type", "type_other", "institution_name"))
    if _is_credited(person.get("type")):
        kept |= only(person, ("first_name", "last_name"))
        kept["user"] = only(person.get("user"), NAME_CELLS)
    return kept


def _is_credited(kind: Any) -> bool:
    kind = kind[0] if isinstance(kind, list) and kind else kind
    code = find_code(PERSON_TYPE, kind) if isinstance(kind, str) else None
    return code is not None and code[1] in ROLES


def v2_person(row: Json) -> Json:
    """A resource person of the old API, in the same way."""
    names = V2_NAMES if _is_credited(row.get("user_resourceperson_type")) else ()
    kept: Json = only(row, (*V2_PERSON, *names))
    return kept
