"""What taking a held change would change, field by field, for the person who decides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from practices.models import PracticeSheet, RowTranslation, SheetText
from practices.vocabularies import aspect_label, impact_group_label

from ..draft import SheetDraft
from .building import SOURCE_COLUMNS, rows_of
from .licences import strictest
from .lookups import Lookups
from .rows import CHILDREN
from .translated import spoken_in

# Columns that say where a row is kept, not what it says.
_PLUMBING = {
    *("id", "sheet", "site", "sort_order", "external_id"),
    *("translated_from", "original"),
}
# Lists whose order says nothing: a person's edit leaves the same rows in another one.
_UNORDERED = {"impacts", "practice_links", "term_links"}
_LISTS = [name for name in CHILDREN if name != "texts"]
# Codes of files of ours, which no table has a label for.
_CODED = {"aspect": aspect_label, "group": impact_group_label}
Names = dict[type[models.Model], dict[Any, models.Model]]


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field: its name, what the sheet says, what the source says. "" is nothing said."""

    label: str
    ours: str
    theirs: str


def differences(sheet: PracticeSheet, draft: SheetDraft) -> list[FieldDifference]:
    """Where a sheet, or a revision of it, says something else than a draft.

    A list, such as the costs, is one field with a line a row. What people measured and tagged, and
    what they translated into other languages, is no part of it: taking the change leaves it alone.
    """
    draft = replace(draft, licence=strictest(sheet.licence, draft.licence))
    theirs = rows_of(draft, Lookups.load())
    found = [
        *_columns(sheet, theirs.sheet),
        *_texts(sheet.texts.all(), theirs.children),
        *_lists(sheet, theirs.children, _zones_by_site(theirs.zones)),
        _difference(_("Tags"), _source_tags(sheet), sorted(set(draft.tags))),
    ]
    return [difference for difference in found if difference.ours != difference.theirs]


def _difference(label: str, ours: Iterable[str], theirs: Iterable[str]) -> FieldDifference:
    return FieldDifference(capfirst(label), "\n".join(ours), "\n".join(theirs))


def _label(model: type[models.Model], name: str) -> str:
    column: Any = model._meta.get_field(name)
    return str(column.verbose_name)


def _columns(ours: PracticeSheet, theirs: PracticeSheet) -> Iterator[FieldDifference]:
    for name in SOURCE_COLUMNS:
        label = _label(PracticeSheet, name)
        yield _difference(label, [_value(ours, name)], [_value(theirs, name)])


def _texts(ours: Iterable[SheetText], theirs: dict[str, list[Any]]) -> Iterator[FieldDifference]:
    """Each text field in each language that either side has."""
    spoken = spoken_in(theirs)
    left = {text.language: text for text in ours if text.is_original or text.language in spoken}
    right = {text.language: text for text in theirs["texts"]}
    names = [column.name for column in _speaking(SheetText) if column.name != "language"]
    for language in dict.fromkeys((*left, *right)):
        for name in names:
            label = f"{_label(SheetText, name)} ({language})"
            sides = (left.get(language), right.get(language))
            yield _difference(label, *([_value(text, name) if text else ""] for text in sides))


def _lists(
    sheet: PracticeSheet, theirs: dict[str, list[Any]], zones: dict[int, list[models.Model]]
) -> Iterator[FieldDifference]:
    spoken = spoken_in(theirs)
    for name in _LISTS:
        left = [row for row in getattr(sheet, name).all() if not _is_of_a_person(row, spoken)]
        right = theirs[name]
        nested = {id(row): [*row.zones.all()] for row in left} if name == "sites" else {}
        nested |= zones if name == "sites" else {}
        names = _related([*left, *right, *(zone for rows in nested.values() for zone in rows)])
        lines = [
            [_line(row, names, nested.get(id(row), [])) for row in side] for side in (left, right)
        ]
        if name in _UNORDERED:
            lines = [sorted(side) for side in lines]
        yield _difference(str(CHILDREN[name]._meta.verbose_name_plural), *lines)


def _zones_by_site(zones: Iterable[Any]) -> dict[int, list[models.Model]]:
    by_site = defaultdict(list)
    for zone in zones:
        by_site[id(zone.site)].append(zone)
    return by_site


def _is_of_a_person(row: Any, spoken: set[str]) -> bool:
    is_theirs = isinstance(row, RowTranslation) and row.language not in spoken
    return is_theirs or getattr(row, "external_id", None) == ""


def _source_tags(sheet: PracticeSheet) -> list[str]:
    return sorted(item.tag.name for item in sheet.tagged_items.all() if item.is_from_source)


def _speaking(model: type[models.Model]) -> list[Any]:
    return [column for column in model._meta.concrete_fields if column.name not in _PLUMBING]


def _related(rows: Iterable[models.Model]) -> Names:
    """The terms, practices and so on that rows point to, in one query a model."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for row in rows:
        for column in _speaking(type(row)):
            if column.related_model and (pk := getattr(row, column.attname)):
                wanted[column.related_model].add(pk)
    return {model: model._default_manager.in_bulk(pks) for model, pks in wanted.items()}


def _line(row: Any, names: Names, nested: Iterable[Any] = ()) -> str:
    """What a row says, in the order of its columns, with what it points to by name."""
    said = [_named(row, column, names) for column in _speaking(type(row))]
    said += [f"({_line(child, names)})" for child in nested]
    return " · ".join(part for part in said if part)


def _named(row: Any, column: Any, names: Names) -> str:
    value = getattr(row, column.attname)
    if isinstance(value, bool):
        return str(column.verbose_name) if value else ""
    if not column.related_model:
        return _value(row, column.name)
    if value:
        return str(names[column.related_model][value])
    unsaved = column.get_cached_value(row, default=None)
    return str(unsaved) if unsaved else ""


def _value(row: Any, name: str) -> str:
    """A value as a reader sees it; "" for none. Whole numbers are years and ratings: no commas."""
    value = getattr(row, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    display = getattr(row, f"get_{name}_display", None)
    if display:
        return str(display())
    if name in _CODED:
        return _CODED[name](value)
    return localize(value) if isinstance(value, float) else str(value)
