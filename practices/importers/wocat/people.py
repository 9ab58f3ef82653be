"""Who is to be named. Contacts never come this far; names of land users are not kept."""

from typing import Any

from ..draft import CreditDraft
from .answers import Row
from .values import Values

PERSON_TYPE = ("user_resourceperson_type",)
ROLES = {
    "resourceperson_slmspecialist": "resource_person",
    "resourceperson_cocompiler": "compiler",
}
NAME_CELLS = ("title", "first_name", "last_name")


def add_credit(values: Values, role: str, name: str = "", institution: str = "") -> None:
    """Each once; nothing for somebody whose name the source itself took out."""
    credit = CreditDraft(role, name.strip(), institution.strip())
    if (credit.name or credit.institution) and credit not in values.draft.credits:
        values.draft.credits.append(credit)


def person_name(values: Values, person: Any, where: str) -> str:
    """Title, first and last name, as one; also of a person given as a plain text."""
    if not isinstance(person, dict):
        return " ".join(values.text(person, where).split())
    parts = (values.text(person.get(cell), f"{where}.{cell}") for cell in NAME_CELLS)
    return " ".join(" ".join(part for part in parts if part).split())


def add_resource_person(values: Values, kind: Any, name: str, institution: str, where: str) -> None:
    """A specialist or co-compiler by name; of land users and others the institution only."""
    code = values.code(PERSON_TYPE, kind, where)
    role = ROLES.get(code[1]) if code else None
    add_credit(values, role or "resource_person", name if role else "", institution)


def add_funders(values: Values, funders: list[Any], where: str) -> None:
    """Institutions and projects by name. Bare numbers lead to no name and are left out."""
    for funder in funders:
        if isinstance(funder, dict):
            cells: Row = funder
            found = next(
                (cells[key] for key in ("name", "title", "display") if cells.get(key)), None
            )
        else:
            found = funder if isinstance(funder, str) and not funder.strip().isdigit() else None
        if found:
            add_credit(values, "funder", institution=values.text(found, where))
