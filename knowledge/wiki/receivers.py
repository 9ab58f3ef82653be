"""Whoever publishes a page, by the site or by the admin: its titles and links are noted."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from .actions import note_published, note_unpublished
from .models import WikiPage


@receiver(page_published, sender=WikiPage)
def on_published(instance: WikiPage, **kwargs: Any) -> None:
    note_published(instance)


@receiver(page_unpublished, sender=WikiPage)
def on_unpublished(instance: WikiPage, **kwargs: Any) -> None:
    note_unpublished(instance)
