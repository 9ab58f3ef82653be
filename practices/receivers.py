"""Announces the changes that people make; imports and loaders announce their own in bulk."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_noop
from wagtail.signals import published, unpublished

from .actions.field_reporting import vouched_by
from .models import (
    Evidence,
    Practice,
    PracticeSheet,
    PracticeSynonym,
    Reference,
    Term,
    Tombstone,
    Zone,
)
from .signals import announce

DELETED = gettext_noop("It was deleted.")
# Where a sheet uses an entry whose words may change; also through the entry's children.
USES: dict[type[models.Model], tuple[str, ...]] = {
    Practice: ("practice_links__practice",),
    Reference: ("reference_links__reference",),
    Term: (
        "term_links__term",
        "sites__country",
        "evidence__outcome",
        "evidence__product",
        "impacts__indicator",
        "activities__measure",
    ),
    Zone: ("sites__zones__zone",),
}


def sheets_using(entry: models.Model) -> Iterator[int]:
    """The sheets that use an entry of a vocabulary, or one below it; some may come twice."""
    family = _with_all_below(entry)
    for path in USES[type(entry)]:
        sheets = PracticeSheet.objects.filter(**{f"{path}__in": family}).order_by()
        yield from sheets.values_list("pk", flat=True)


def _with_all_below(entry: models.Model) -> set[int]:
    family, level = {entry.pk}, [entry.pk]
    while level and hasattr(entry, "children"):
        below = type(entry)._default_manager.filter(parent__in=level)
        level = list(below.exclude(pk__in=family).values_list("pk", flat=True))
        family |= set(level)
    return family


@receiver((published, unpublished), sender=PracticeSheet)
def announce_state(instance: PracticeSheet, **_: Any) -> None:
    announce([instance.pk])


@receiver(pre_delete, sender=PracticeSheet)
def leave_stone(instance: PracticeSheet, **_: Any) -> None:
    """What was public once says that it is gone, unless whoever deletes it has said why."""
    if instance.first_published_at:
        stone = {"title": instance.title[:500], "reason": DELETED}
        Tombstone.objects.get_or_create(sheet_id=instance.pk, defaults=stone)


@receiver(post_delete, sender=PracticeSheet)
def announce_deletion(instance: PracticeSheet, **_: Any) -> None:
    announce([instance.pk])


@receiver(post_save, sender=Evidence)
def announce_measurement(instance: Evidence, **_: Any) -> None:
    PracticeSheet.objects.filter(pk=instance.sheet_id).update(changed_at=timezone.now())
    announce([instance.sheet_id])


@receiver(post_delete, sender=Evidence)
def announce_lost_measurement(instance: Evidence, origin: Any, **_: Any) -> None:
    """Not where the sheet itself is deleted: that is announced once."""
    if _model_of(origin) is Evidence:
        PracticeSheet.objects.filter(pk=instance.sheet_id).update(changed_at=timezone.now())
        announce([instance.sheet_id])


def _model_of(origin: Any) -> type[models.Model]:
    """A deletion begins at an object or at a query."""
    return origin.model if isinstance(origin, models.QuerySet) else type(origin)


@receiver(post_save, sender=get_user_model())
def announce_person(instance: Any, update_fields: Any, created: bool, **_: Any) -> None:
    """Who is blocked, or let in again: their word on the reports of others counts no more."""
    if not created and "is_active" in (update_fields or ()):
        announce(vouched_by(instance.pk))


@receiver(post_save, sender=Term)
@receiver(post_save, sender=Practice)
@receiver(post_save, sender=Zone)
@receiver(post_save, sender=Reference)
def announce_words(instance: models.Model, created: bool, **_: Any) -> None:
    if not created:
        announce(sheets_using(instance))


@receiver((post_save, post_delete), sender=PracticeSynonym)
def announce_synonym(instance: PracticeSynonym, **_: Any) -> None:
    announce(sheets_using(instance.practice))
