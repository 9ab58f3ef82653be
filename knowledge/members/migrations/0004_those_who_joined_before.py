"""Who joined before versions of the words were kept is asked once to agree to those of today."""

from django.db import migrations

BEFORE = "before"


def note_them(apps, schema_editor):
    member, consent = apps.get_model("members", "Member"), apps.get_model("members", "Consent")
    people = member.objects.filter(is_former=False).values_list("user_id", flat=True)
    rows = (consent(user_id=pk, version=BEFORE) for pk in people.iterator())
    consent.objects.bulk_create(rows, batch_size=500)


def forget_them(apps, schema_editor):
    apps.get_model("members", "Consent").objects.filter(version=BEFORE).delete()


class Migration(migrations.Migration):
    dependencies = [("members", "0003_consents")]

    operations = [migrations.RunPython(note_them, forget_them)]
