"""One thing that waits for a reviewer, whatever it is."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from practices.models import PracticeSheet

from .risk import Risk

MOST = 500
Zones = frozenset[tuple[str, str]]


class Kind(models.TextChoices):
    NEW = "new", _("new sheet")
    CHANGE = "change", _("change")
    TRANSLATION = "translation", _("translation")
    MEASUREMENT = "measurement", _("measurement")
    FLAG = "flag", _("error told")
    IMPORT = "import", _("difference at a source")
    DUPLICATE = "duplicate", _("possible duplicate")
    POST = "post", _("post that waits")
    FLAGGED = "flagged", _("post that readers flagged")
    OFFER = "offer", _("offer for a region")


@dataclass(frozen=True)
class Item:
    """One thing to decide. `sheet_id`: the sheet that it is about, if it is about one. `post`: what
    its row needs to be decided there (moderation/waiting.py); `reasons` have a label."""

    kind: Kind
    title: str
    url: str
    since: datetime
    who: str = ""
    risk: Risk = Risk.LOW
    reasons: tuple[Any, ...] = ()
    language: str = ""
    sheet_id: int | None = None
    taken_by: str = ""
    zones: Zones = field(default=frozenset())
    post: Any = None


def sheet_of(target: Any) -> int | None:
    return target.pk if isinstance(target, PracticeSheet) else None
