"""Pairs of objects that may be one, for a reviewer to look at."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType

from ..models import Flag


def flag_duplicates(target: Any, others: Iterable[tuple[int, str]], *, language: str) -> None:
    """One flag for each pair, once; others: the number of the other object, and why."""
    kind = ContentType.objects.get_for_model(target)
    known = Flag.objects.filter(content_type=kind, kind=Flag.Kind.DUPLICATE)
    for other, reason in others:
        pairs = known.filter(object_id=target.pk, other_id=other)
        if not (pairs | known.filter(object_id=other, other_id=target.pk)).exists():
            Flag.objects.create(
                kind=Flag.Kind.DUPLICATE,
                target=target,
                other_id=other,
                reason=reason,
                language=language,
            )
