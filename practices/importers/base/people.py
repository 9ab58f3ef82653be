"""What people did to a sheet, which no import and no undo may overwrite."""

from collections.abc import Collection

from django.db.models import Q

from practices.models import Evidence, PracticeSheet, SheetTag

from .rows import CHILDREN


def edited(sheet_ids: Collection[int]) -> set[int]:
    """The sheets that a person edited, has in draft or review, locked, or added a result to.

    A draft and a review always have a revision; an import never writes one. A result from an
    import always has a number at its source; one from a person never. The sheets are locked until
    the transaction ends, so that nobody edits one between this answer and what is done on it.
    """
    rows = PracticeSheet.objects.select_for_update().filter(pk__in=sheet_ids).order_by("pk")
    list(rows.values_list("pk", flat=True))
    theirs = Q(latest_revision__isnull=False) | Q(locked=True) | Q(evidence__external_id="")
    sheets = PracticeSheet.objects.filter(theirs, pk__in=sheet_ids)
    return set(sheets.order_by().values_list("pk", flat=True))


def used(sheet_ids: Collection[int]) -> set[int]:
    """The sheets that would take something of a person along if they were deleted.

    Beside edits: a tag, and whatever other part of the project points to a sheet, such as a
    discussion or a photo.
    """
    found = edited(sheet_ids)
    tags = SheetTag.objects.filter(content_object__in=sheet_ids, is_from_source=False)
    found |= set(tags.values_list("content_object_id", flat=True))
    for relation in PracticeSheet._meta.related_objects:
        if relation.related_model not in (*CHILDREN.values(), Evidence, SheetTag) and (
            relation.name != "source_record"
        ):
            rows = relation.related_model._base_manager
            name = relation.field.name
            which = {f"{name}__in": sheet_ids}
            found |= set(rows.filter(**which).values_list(f"{name}_id", flat=True))
    return found
