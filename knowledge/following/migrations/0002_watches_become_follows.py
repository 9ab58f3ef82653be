"""Whoever watched a page of the wiki follows it. Data alone; the way back makes watches again."""

from django.db import migrations
from django.utils import timezone


def follow(apps, schema_editor):
    Watch, Follow = apps.get_model("wiki", "Watch"), apps.get_model("following", "Follow")
    now = timezone.now()
    rows = Watch.objects.order_by("pk").values_list("user", "page", "since")
    follows = (
        Follow(user_id=user, kind="wiki", key=str(page), since=since, told_at=now)
        for user, page, since in rows.iterator()
    )
    Follow.objects.bulk_create(follows, batch_size=500, ignore_conflicts=True)


def watch(apps, schema_editor):
    Watch, Follow = apps.get_model("wiki", "Watch"), apps.get_model("following", "Follow")
    pages = set(apps.get_model("wiki", "WikiPage").objects.values_list("pk", flat=True))
    rows = Follow.objects.filter(kind="wiki").values_list("user", "key")
    watches = [Watch(user_id=user, page_id=int(key)) for user, key in rows if int(key) in pages]
    Watch.objects.bulk_create(watches, batch_size=500, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("following", "0001_follows_and_mails"),
        ("wiki", "0003_hidden_versions"),
    ]

    operations = [migrations.RunPython(follow, watch)]
