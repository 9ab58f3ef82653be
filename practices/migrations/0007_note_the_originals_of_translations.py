"""What each translation was made from: its original as it is now, since nobody noted it before."""

from django.db import migrations

from practices.paragraphs import is_same, sources

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
A_BATCH = 500


def note_texts(apps, schema_editor):
    model = apps.get_model("practices", "SheetText")
    names = [field.name for field in model._meta.fields if field.name not in NOT_WORDS]
    texts = model.objects.order_by("pk")
    for start in range(0, max(texts.values_list("sheet", flat=True), default=0) + 1, A_BATCH):
        some = texts.filter(sheet__gte=start, sheet__lt=start + A_BATCH)
        originals = {text.sheet_id: text for text in some if text.is_original}
        others = [text for text in some if not text.is_original and text.sheet_id in originals]
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
    for name, kind in ROWS.items():
        rows = apps.get_model("practices", kind).objects.order_by("sort_order", "pk")
        for entry in model.objects.filter(rows=name, original="").iterator():
            row = rows.filter(sheet=entry.sheet_id)[entry.number : entry.number + 1].first()
            if row is not None and hasattr(row, entry.field):
                entry.original = getattr(row, entry.field)
                entry.save(update_fields=["original"])


class Migration(migrations.Migration):
    dependencies = [("practices", "0006_remember_what_translations_were_made_from")]

    # Backwards there is nothing to do: the columns themselves go.
    operations = [
        migrations.RunPython(note_texts, migrations.RunPython.noop),
        migrations.RunPython(note_rows, migrations.RunPython.noop),
    ]
