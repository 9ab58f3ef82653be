"""What each translation was made from: its original as it is now, since nobody noted it before."""

import re

from django.db import migrations
from django.db.models import Max

ROWS = {
    "steps": "Step",
    "activities": "Activity",
    "cost_items": "CostItem",
    "impacts": "Impact",
    "exposures": "ClimateExposure",
    "assessments": "Assessment",
    "images": "SheetImage",
}
NOT_WORDS = ("id", "sheet", "language", "is_original", "translated_from")
A_BATCH = 100
"""Sheets that are noted at once: no transaction holds all of them."""


def is_same(one, other):
    return " ".join(one.split()) == " ".join(other.split())


def paragraphs(text):
    parts = re.split(r"\n[^\S\n]*\n\s*", text.replace("\r\n", "\n").strip())
    return [part.strip() for part in parts if part.strip()]


def sources(original, text):
    own = paragraphs(original)
    if not own or not text.strip():
        return []
    return own if len(own) == len(paragraphs(text)) else ["\n\n".join(own)]


def note_texts(apps, schema_editor):
    model = apps.get_model("practices", "SheetText")
    names = [field.name for field in model._meta.fields if field.name not in NOT_WORDS]
    for texts in batches(model.objects.order_by("pk")):
        originals = {text.sheet_id: text for text in texts if text.is_original}
        others = [text for text in texts if not text.is_original and text.sheet_id in originals]
        others = [text for text in others if not text.translated_from]
        for text in others:
            text.translated_from = dict(noted(originals[text.sheet_id], text, names))
        model.objects.bulk_update(others, ["translated_from"], batch_size=100)


def noted(original, text, names):
    for name in names:
        said, source = getattr(text, name), getattr(original, name)
        is_borrowed = name == "title" and is_same(said, source)
        entry = [] if is_borrowed else sources(source, said)
        if entry:
            yield name, entry


def note_rows(apps, schema_editor):
    model = apps.get_model("practices", "RowTranslation")
    for entries in batches(model.objects.filter(rows__in=ROWS, original="")):
        said = {name: rows_of(apps, name, entries) for name in {one.rows for one in entries}}
        for entry in entries:
            rows = said[entry.rows].get(entry.sheet_id, [])
            row = rows[entry.number] if entry.number < len(rows) else None
            entry.original = getattr(row, entry.field, "")
        model.objects.bulk_update(entries, ["original"], batch_size=100)


def rows_of(apps, name, entries):
    """The rows of that name of the sheets of these entries, in order, by sheet."""
    sheets = {entry.sheet_id for entry in entries if entry.rows == name}
    found = {}
    rows = apps.get_model("practices", ROWS[name]).objects.filter(sheet__in=sheets)
    for row in rows.order_by("sort_order", "pk"):
        found.setdefault(row.sheet_id, []).append(row)
    return found


def batches(rows):
    """Those of some sheets at a time."""
    last = rows.aggregate(last=Max("sheet"))["last"] or 0
    for start in range(0, last + 1, A_BATCH):
        yield list(rows.filter(sheet__gte=start, sheet__lt=start + A_BATCH))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("practices", "0006_remember_what_translations_were_made_from")]

    # Backwards there is nothing to do: the columns themselves go. Broken off, it goes on.
    operations = [
        migrations.RunPython(note_texts, migrations.RunPython.noop),
        migrations.RunPython(note_rows, migrations.RunPython.noop),
    ]
