"""Sheets into the database, in bulk: a few statements a batch, whatever it holds.

Nothing here sends the signals of single objects or writes a revision: revisions are for what
people do. A sheet that exists keeps its id, its state and the tags that people gave it.
"""

from collections.abc import Collection, Iterable, Iterator

from django.db import models
from django.utils import timezone
from taggit.models import Tag

from practices.models import (
    Evidence,
    PracticeSheet,
    Reference,
    SheetReference,
    SheetTag,
    Site,
    SiteZone,
)

from .building import SOURCE_COLUMNS
from .inserting import insert, insert_and_number
from .referencing import write_references
from .rows import CHILDREN, SheetRows
from .translated import keep_sources, keep_translations

# Rows a statement, so that one long sheet does not make one enormous statement.
BATCH_SIZE = 500
# Rows that are built before what they point to has a primary key.
POINTERS: dict[type[models.Model], tuple[str, ...]] = {
    Evidence: ("site", "reference"),
    SheetReference: ("reference",),
    SiteZone: ("site",),
}


def write(sheets: Collection[SheetRows]) -> None:
    """Create the sheets that are new, and replace the rows of the others."""
    known = [rows for rows in sheets if rows.sheet.pk]
    _create(rows.sheet for rows in sheets if not rows.sheet.pk)
    keep_sources(known)
    keep_translations(known)
    clear([rows.sheet.pk for rows in known])
    _update(rows.sheet for rows in known)
    write_references(_references(sheets))
    insert_and_number(Site, _owned(sheets, "sites"))
    for name, model in CHILDREN.items():
        if model is not Site:
            insert(model, (_pointing(row) for row in _owned(sheets, name)))
    insert(SiteZone, (_pointing(zone) for rows in sheets for zone in rows.zones))
    _write_tags(sheets)


def clear(sheet_ids: Collection[int]) -> None:
    """Delete the rows that came from the source. Measurements and tags of people stay.

    `_raw_delete`, since Wagtail listens to every deletion of any model: the usual one would
    load each row first, and its index of references holds none of what was written in bulk.
    """
    people = Evidence.objects.filter(sheet__in=sheet_ids, external_id="")
    people.update(site=None)
    mine = {"evidence": {"external_id__gt": ""}}
    # By number, not by a join: PostgreSQL knows nothing yet of tables filled in this transaction.
    sites = list(Site.objects.filter(sheet__in=sheet_ids).values_list("pk", flat=True))
    _raw_delete(SiteZone, site__in=sites)
    for name in reversed(CHILDREN):
        _raw_delete(CHILDREN[name], sheet__in=sheet_ids, **mine.get(name, {}))
    _raw_delete(SheetTag, content_object__in=sheet_ids, is_from_source=True)


def _raw_delete(model: type[models.Model], **which: object) -> None:
    rows = model._default_manager.filter(**which).order_by()
    rows._raw_delete(rows.db)


def _create(sheets: Iterable[PracticeSheet]) -> None:
    now = timezone.now()
    new = list(sheets)
    for sheet in new:
        sheet.first_published_at = sheet.last_published_at = now
        sheet.created_at = sheet.changed_at = now
    insert_and_number(PracticeSheet, new)


def _update(sheets: Iterable[PracticeSheet]) -> None:
    """The source's columns only, by inserts that turn into updates: far quicker than updates."""
    PracticeSheet.objects.bulk_create(
        sheets,
        batch_size=BATCH_SIZE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*SOURCE_COLUMNS, "changed_at"],
    )


def _owned(sheets: Iterable[SheetRows], name: str) -> Iterator[models.Model]:
    for rows in sheets:
        for row in rows.children[name]:
            row.sheet_id = rows.sheet.pk
            yield row


def _pointing(row: models.Model) -> models.Model:
    """The row, with the primary keys of what it was built to point to and is saved by now."""
    for name in POINTERS.get(type(row), ()):
        related = getattr(row, name)
        if related is not None:
            setattr(row, f"{name}_id", related.pk)
    return row


def _references(sheets: Iterable[SheetRows]) -> Iterator[Reference]:
    for rows in sheets:
        yield from (link.reference for link in rows.children["reference_links"])
        yield from (row.reference for row in rows.children["evidence"] if row.reference)


def _write_tags(sheets: Iterable[SheetRows]) -> None:
    """Tags of the source; one that a person gave already stays that person's."""
    wanted = {(rows.sheet.pk, name) for rows in sheets for name in rows.draft.tags if name}
    given = SheetTag.objects.filter(content_object__in={pk for pk, _ in wanted})
    wanted -= set(given.values_list("content_object_id", "tag__name"))
    names = {name for _, name in wanted}
    tags = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    tags |= {name: Tag.objects.create(name=name) for name in sorted(names - tags.keys())}
    links = [
        SheetTag(content_object_id=pk, tag=tags[name], is_from_source=True)
        for pk, name in sorted(wanted)
    ]
    insert(SheetTag, links)
