"""Brings the code lists, zones, practices and sources of `data/` into the database.

What the files say holds: a label that differs is changed, an entry that a file no longer has is
removed if nothing uses it, and named in the report if something does. But what a person has
changed in the admin stays as that person left it, a practice with its synonyms and codes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import ModelLogEntry

from . import zones
from .models import (
    Practice,
    PracticeCode,
    PracticeSheet,
    PracticeSynonym,
    Source,
    Term,
    Vocabulary,
    Zone,
)
from .signals import sheets_changed, words_loaded
from .vocabularies import DATA, read_table, read_terms

Key = tuple[Any, ...]
Row = dict[str, Any]
LANGUAGES = ("en", "fr", "es")
LISTS = "vocabularies/vocabularies"  # the table that names every list


class BadTable(Exception):
    """A table of `data/` contradicts itself; says which entry and why."""


@dataclass(slots=True)
class Counts:
    """What became of one kind of entry. `kept` names those that no file has but something uses."""

    new: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of columns, and the entries that they replace. A "parent" in a row is a key or None.

    `owner` is the column that names whose edit it is when a person changes an entry.
    """

    entries: models.QuerySet[Any]
    key: tuple[str, ...]
    rows: list[Row]
    owner: str = "pk"

    def key_of(self, row: Row) -> Key:
        return tuple(row[name] for name in self.key)

    def existing(self) -> dict[Key, Any]:
        return {tuple(getattr(entry, name) for name in self.key): entry for entry in self.entries}

    def edited(self) -> set[int]:
        """The owners that a person has edited, by Wagtail's log."""
        model = self.entries.model if self.owner == "pk" else Practice
        log = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(model), action="wagtail.edit"
        )
        return {int(pk) for pk in log.values_list("object_id", flat=True)}


def load_vocabularies() -> dict[str, Counts]:
    """Everything, in one transaction; counts by kind. A second run changes nothing.

    Raises BadTable where a parent or a practice is named that is in no file.
    """
    with transaction.atomic():
        counts = {
            "vocabularies": _load(_plain(Vocabulary.objects.all(), LISTS), removes=False),
            "terms": _load(_terms()),
            "zones": _load(_zones()),
            "practices": _load(_practices()),
            "synonyms": _load(_of_practices(PracticeSynonym, ("language", "text"), "synonyms")),
            "codes": _load(_of_practices(PracticeCode, ("scheme", "code"), "crosswalk")),
            "sources": _load(_plain(Source.objects.all(), "sources"), removes=False),
        }
        if any(count.new or count.changed or count.removed for count in counts.values()):
            words_loaded.send(sender=load_vocabularies)
        if any(count.changed or count.removed for count in counts.values()):
            _tell_of_all_sheets()
    return counts


def _tell_of_all_sheets() -> None:
    """A changed label or parent is in the search document of any sheet under it."""
    if ids := list(PracticeSheet.objects.values_list("pk", flat=True)):
        sheets_changed.send(sender=PracticeSheet, ids=ids)


def _load(table: Table, *, removes: bool = True) -> Counts:
    before, edited = table.existing(), table.edited()
    new = [row for row in table.rows if table.key_of(row) not in before]
    new = [row for row in new if row.get(table.owner) not in edited]
    ids = {key: entry.pk for key, entry in before.items()}
    _create(table, new, ids)
    ours = {k: entry for k, entry in before.items() if getattr(entry, table.owner) not in edited}
    changed = _update(table, ours, ids)
    gone = {key: ours[key] for key in ours.keys() - {table.key_of(r) for r in table.rows}}
    kept = _remove(gone.values()) if removes else []
    same = len(table.rows) - len(new) - changed
    return Counts(len(new), changed, same, len(gone) - len(kept) if removes else 0, kept)


def _create(table: Table, rows: list[Row], ids: dict[Key, int]) -> None:
    """Level by level, since a parent comes before its children. Adds to `ids`."""
    model = table.entries.model
    while rows:
        ready = [row for row in rows if row.get("parent") is None or row["parent"] in ids]
        if not ready:
            names = ", ".join(str(row["parent"][-1]) for row in rows)
            raise BadTable(f"{model._meta.verbose_name_plural}: no such parent: {names}")
        made = model._default_manager.bulk_create([model(**_columns(row, ids)) for row in ready])
        ids.update(zip(map(table.key_of, ready), (entry.pk for entry in made), strict=True))
        rows = [row for row in rows if table.key_of(row) not in ids]


def _columns(row: Row, ids: dict[Key, int]) -> Row:
    """The row as columns of the database, its parent by primary key."""
    columns = {name: value for name, value in row.items() if name != "parent"}
    if "parent" in row:
        columns["parent_id"] = ids[row["parent"]] if row["parent"] else None
    return columns


def _update(table: Table, before: dict[Key, Any], ids: dict[Key, int]) -> int:
    """Sets what differs in the entries that were there; how many did."""
    changed, names = [], set()
    for row in table.rows:
        entry = before.get(table.key_of(row))
        if entry and (differing := _differing(entry, _columns(row, ids))):
            changed.append(entry)
            names |= differing
    if changed:
        fields = [name.removesuffix("_id") for name in names]
        table.entries.bulk_update(changed, fields, batch_size=200)
    return len(changed)


def _differing(entry: models.Model, columns: Row) -> set[str]:
    """The columns that differ; they are set on the entry."""
    names = {name for name, value in columns.items() if getattr(entry, name) != value}
    for name in names:
        setattr(entry, name, columns[name])
    return names


def _remove(entries: Iterable[models.Model]) -> list[str]:
    """Deletes those that nothing uses, children before parents; the names of the others."""
    left = list(entries)
    while left:
        kept = [entry for entry in left if not _is_deleted(entry)]
        if len(kept) == len(left):
            break
        left = kept
    return sorted(str(entry) for entry in left)


def _is_deleted(entry: models.Model) -> bool:
    try:
        with transaction.atomic():
            entry.delete()
    except models.ProtectedError:
        return False
    return True


def _table(name: str) -> list[Row]:
    return [dict(row) for row in read_table(DATA / f"{name}.csv")]


def _plain(entries: models.QuerySet[Any], name: str) -> Table:
    """A file whose columns are those of the model."""
    return Table(entries, ("code",), _table(name))


def _terms() -> Table:
    """The terms of each list that has a file. Those of lists made by editors are left alone."""
    listed = [row["code"] for row in _table(LISTS)]
    ids = dict(Vocabulary.objects.filter(code__in=listed).values_list("code", "pk"))
    rows = [_term(row, code, ids) for code in listed for row in _rows_of_list(code)]
    entries = Term.objects.filter(vocabulary__in=ids.values())
    return Table(entries, ("vocabulary_id", "code"), rows)


def _rows_of_list(vocabulary: str) -> Iterable[Row]:
    if vocabulary == "country":
        names = sorted(zones.countries(), key=lambda country: country.name_en)
        return _of_entries(names, parents="region:")
    if vocabulary == "region":
        return _of_entries(zones.regions())
    return read_terms(vocabulary)


def _of_entries(entries: Iterable[zones.Entry], parents: str = "") -> Iterator[Row]:
    """Entries of `zones` as rows of a file; `parents` is written before the parent's code."""
    for order, entry in enumerate(entries, 1):
        parent = parents + entry.parent_code if entry.parent_code else ""
        labels = {f"label_{language}": entry.name(language) for language in LANGUAGES}
        yield {"code": entry.code, "parent": parent, **labels, "order": order}


def _term(row: Row, vocabulary: str, ids: dict[str, int]) -> Row:
    parent = None
    if row["parent"]:
        other, _, code = row["parent"].rpartition(":")
        parent = (ids[other or vocabulary], code)
    numbers = {"vocabulary_id": ids[vocabulary], "order": int(row["order"])}
    return {**row, **numbers, "parent": parent}


def _zones() -> Table:
    schemes = {
        Zone.Scheme.KOPPEN: zones.koppen_classes(),
        Zone.Scheme.IPCC: zones.ipcc_zones(),
        Zone.Scheme.WRB: zones.wrb_groups(),
    }
    rows = [
        {
            **row,
            "scheme": scheme.value,
            "parent": (scheme.value, row["parent"]) if row["parent"] else None,
        }
        for scheme, entries in schemes.items()
        for row in _of_entries(entries)
    ]
    return Table(Zone.objects.all(), ("scheme", "code"), rows)


def _practices() -> Table:
    rows = [_practice(row) for row in _table("practices/tree")]
    return Table(Practice.objects.all(), ("code",), rows)


def _practice(row: Row) -> Row:
    """The tree's file says `name` for what the model calls a label."""
    columns = {name.replace("name_", "label_"): value for name, value in row.items()}
    typed = {
        "parent": (row["parent"],) if row["parent"] else None,
        "order": int(row["order"]),
        "is_baseline": row["is_baseline"].lower() in ("1", "true", "yes"),
    }
    return {**columns, **typed}


def _of_practices(model: type[models.Model], key: tuple[str, ...], name: str) -> Table:
    """Rows that belong to a practice, which their column `practice` names by its code."""
    ids = dict(Practice.objects.values_list("code", "pk"))
    rows = _table(f"practices/{name}")
    if missing := {row["practice"] for row in rows} - ids.keys():
        raise BadTable(f"practices/{name}.csv: no such practice: {', '.join(sorted(missing))}")
    for row in rows:
        row["practice_id"] = ids[row.pop("practice")]
    return Table(model._default_manager.all(), ("practice_id", *key), rows, owner="practice_id")
