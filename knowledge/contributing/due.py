"""Sheets that nobody has read for a year: the Initiative's target is one review a year each.

A sheet counts from its last review, else from the day it was received from its source, else from
its publication. The most complete ones come first: they are worth most to keep right.
"""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from practices.completeness import percent
from practices.models import PracticeSheet

from .models import REVIEW_DAYS, Review


def due_sheets() -> QuerySet[PracticeSheet]:
    """With `seen_at`, when somebody last saw that it is right, and `completeness` in percent."""
    kind = ContentType.objects.get_for_model(PracticeSheet)
    last = Review.objects.filter(content_type=kind, object_id=OuterRef("pk")).order_by("-at")
    seen = Coalesce(
        Subquery(last.values("at")[:1]),
        F("source_record__retrieved_at"),
        F("first_published_at"),
        F("created_at"),
    )
    sheets = PracticeSheet.objects.published().annotate(seen_at=seen, completeness=percent())
    due = sheets.filter(seen_at__lt=timezone.now() - timedelta(days=REVIEW_DAYS))
    return due.order_by("-completeness", "seen_at", "pk").prefetch_related("texts")
