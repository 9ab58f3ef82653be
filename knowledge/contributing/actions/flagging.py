"""What may be wrong with an object: told by a reader, found by a rule, decided by a reviewer."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import Flag
from .reviewing import DecidedError


@transaction.atomic
def tell_error(target: Any, *, reason: str, language: str, user: User | None) -> Flag:
    """Anybody may. Raises ValueError without words."""
    if not reason.strip():
        raise ValueError("an error is told in words")
    flag = Flag.objects.create(
        target=target, reason=reason.strip()[:2000], language=language, told_by=user
    )
    log(instance=target, action="contributing.tell_error", user=user, data={"flag": flag.pk})
    return flag


@transaction.atomic
def decide_flag(flag: Flag, *, user: User, answer: str) -> Flag:
    """Put it away, with what was done. Raises DecidedError."""
    flag = Flag.objects.select_for_update().get(pk=flag.pk)
    if flag.decided_at is not None:
        raise DecidedError
    flag.decided_at, flag.decided_by, flag.answer = timezone.now(), user, answer[:255]
    flag.save(update_fields=["decided_at", "decided_by", "answer"])
    log(instance=flag.target or flag, action="contributing.flag", user=user, data={"flag": flag.pk})
    return flag
