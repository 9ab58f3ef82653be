"""What can be talked about: one adapter for each kind of object."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404

from knowledge.wiki.models import WikiPage
from practices.models import Practice, PracticeSheet


@dataclass(frozen=True)
class Target:
    """kind: its name in addresses. public: the objects that anybody may read."""

    kind: str
    model: type[models.Model]
    public: Callable[[], models.QuerySet[Any]]
    title: Callable[[Any], str]
    url: Callable[[Any], str]


def _sheets() -> models.QuerySet[Any]:
    return PracticeSheet.objects.published().prefetch_related("texts")


TARGETS = {
    one.kind: one
    for one in (
        Target(
            "sheet", PracticeSheet, _sheets, lambda o: str(o.title), lambda o: o.get_absolute_url()
        ),
        Target(
            "practice",
            Practice,
            Practice.objects.all,
            lambda o: str(o.label),
            lambda o: o.get_absolute_url(),
        ),
        Target(
            "wiki",
            WikiPage,
            WikiPage.objects.published,
            lambda o: o.title,
            lambda o: o.address_for_reader(),
        ),
    )
}


def target_for(obj: Any) -> Target:
    """Raises KeyError for what cannot be talked about."""
    for one in TARGETS.values():
        if isinstance(obj, one.model):
            return one
    raise KeyError(type(obj).__name__)


def public_object(kind: str, pk: int) -> tuple[Target, Any]:
    """Raises Http404 for what is not there, not public, or of no such kind."""
    target = TARGETS.get(kind)
    found = target.public().filter(pk=pk).first() if target else None
    if target is None or found is None:
        raise Http404
    return target, found


def is_public(obj: Any) -> bool:
    return obj is not None and target_for(obj).public().filter(pk=obj.pk).exists()
