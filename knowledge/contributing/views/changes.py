"""What a proposal changes, in the words of its forms, as a reviewer decides on it.

A field is decided on its own. A row that is new or gone is decided as one: half a row is none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from ..answers import Answers, changed, tidied
from ..models import Proposal
from ..sections import Rows, Section
from .labels import Labelled, original_of, shown

PLACE, GONE, IMAGE = "-order", "-gone", "-image"


@dataclass(frozen=True)
class Change:
    """`id`: of its box in the form. `names`: all fields that are decided with it. `part`: the
    heading of its section; `number`: of the row, 0 for what is no row.
    """

    id: str
    part: str
    number: int
    names: tuple[str, ...]
    fields: tuple[Labelled, ...]
    is_new: bool = False
    is_gone: bool = False

    @property
    def section(self) -> str:
        return f"{self.part} {self.number}" if self.number else self.part

    @property
    def is_row(self) -> bool:
        """New or gone as a whole, so that its fields are shown below one another."""
        return self.is_new or self.is_gone

    @property
    def pictures(self) -> list[Any]:
        numbers = [f.after for f in self.fields if f.name.endswith(IMAGE) and f.after.isdecimal()]
        return list(get_image_model().objects.filter(pk__in=numbers)) if numbers else []


def changes_between(subject: Any, before: Answers, after: Answers) -> list[Change]:
    """In the order of the form."""
    was, now = standing(before), standing(after)
    names = [name for name in changed(was, now) if name]
    bound = _bound(subject, {**was, **now})
    rows = _whole_rows(bound, was, now)
    units: dict[str, list[str]] = {}
    for name in names:
        units.setdefault(rows.get(name, name), []).append(name)
    order = {name: place for place, name in enumerate(bound)}
    found = [_change(unit, sorted(some, key=lambda n: order.get(n, 0)), bound, was, now)
             for unit, some in units.items()]  # fmt: skip
    return sorted(found, key=lambda change: order.get(change.names[0], 0))


def changes_of(proposal: Proposal) -> list[Change]:
    return changes_between(proposal.subject, proposal.base, proposal.answers)


def standing(answers: Answers) -> dict[str, str]:
    """Without the rows that are to be removed."""
    gone = tuple(
        name.removesuffix(GONE) + "-"
        for name, text in answers.items()
        if text and name.endswith(GONE)
    )
    return tidied({n: t for n, t in answers.items() if not gone or not n.startswith(gone)})


def names_of(changes: Iterable[Change], ids: Iterable[str], proposal: Proposal) -> set[str]:
    """The fields of the chosen changes, those included that nobody sees: place, removal; and, with
    whatever is chosen, what the page itself says, such as the version that is translated."""
    wanted = set(ids)
    chosen = [change for change in changes if change.id in wanted]
    prefixes = tuple(c.id for c in chosen if c.is_new or c.is_gone)
    all_names = changed(proposal.base, proposal.answers)
    rest = {name for name in all_names if prefixes and name.startswith(prefixes)}
    if chosen:
        rest |= _said_by_the_page(proposal).intersection(all_names)
    return rest | {name for change in chosen for name in change.names}


def _said_by_the_page(proposal: Proposal) -> set[str]:
    bound = _bound(proposal.subject, proposal.answers)
    return {name for name, place in bound.items() if place.field.is_hidden and not place.number}


class _Place(NamedTuple):
    """A field in the forms: heading of its section, number of its row or 0."""

    part: str
    number: int
    field: Any

    @property
    def heading(self) -> str:
        return f"{self.part} {self.number}" if self.number else self.part


Bound = dict[str, _Place]


def _bound(subject: Any, answers: Answers) -> Bound:
    """Each field with its place, in the order of the forms."""
    return {
        one.add_prefix(name): _Place(str(form.heading), number, one[name])
        for form in subject.forms(answers)
        for number, one in _forms(form)
        for name in one.fields
    }


def _forms(form: Section | Rows) -> Iterable[tuple[int, Any]]:
    return [(0, form)] if isinstance(form, Section) else enumerate(form.rows, start=1)


def _whole_rows(bound: Bound, was: Answers, now: Answers) -> dict[str, str]:
    """Name of a field -> beginning of the names of its row, where the row is new or gone."""
    found = {}
    for name, place in bound.items():
        prefix = f"{place.field.form.prefix}-"
        if not place.number:
            continue
        sides = (any(n.startswith(prefix) for n in side) for side in (was, now))
        if not all(sides):
            found[name] = prefix
    return found


def _change(unit: str, names: list[str], bound: Bound, was: Answers, now: Answers) -> Change:
    place = bound.get(names[0], _Place("", 0, None))
    is_row = unit.endswith("-")
    is_new = is_row and not any(name.startswith(unit) for name in was)
    seen = [name for name in names if not (is_row and name.endswith(PLACE))]
    fields = tuple(_labelled(name, bound, was, now) for name in seen)
    return Change(
        id=unit,
        part=place.part,
        number=place.number,
        names=tuple(names),
        fields=fields,
        is_new=is_new,
        is_gone=is_row and not is_new,
    )


def _labelled(name: str, bound: Bound, was: Answers, now: Answers) -> Labelled:
    before, after = was.get(name, ""), now.get(name, "")
    if name not in bound:
        return Labelled(name, "", name, before, after)
    heading, field = bound[name].heading, bound[name].field
    if name.endswith(PLACE):
        return Labelled(name, heading, _("Place in the list"), before, after)
    if name.endswith(IMAGE):
        return Labelled(name, heading, _("Picture"), before, after)
    was_said, is_said = shown(field.field, before), shown(field.field, after)
    label, is_coded = str(field.label), hasattr(field.field, "choices")
    original = original_of(field.field)
    return Labelled(name, heading, label, was_said, is_said, is_coded, *original)


NUMBER = re.compile(r"[-−+]?\d+(?:[.,]\d+)?")


def numbers_without_source(changes: Iterable[Change], proposal: Proposal) -> list[str]:
    """Labels of new numbers that no publication and no reason stands behind."""
    names = changed(proposal.base, proposal.answers)
    if any(name.startswith("reference-") for name in names):
        return []
    found = (
        field
        for change in changes
        for field in change.fields
        if not field.is_coded
        and not field.name.endswith((PLACE, IMAGE))
        and NUMBER.fullmatch(field.after)
    )
    return [f"{one.section}: {one.label}" for one in found if not _has_source(one.name, proposal)]


def _has_source(name: str, proposal: Proposal) -> bool:
    """A measurement says its own."""
    prefix = name.rpartition("-")[0]
    own = (proposal.answers.get(f"{prefix}-{key}") for key in ("source", "no_source_reason"))
    return any(own) or name.startswith("place-")
