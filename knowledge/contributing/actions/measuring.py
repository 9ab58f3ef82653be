"""A reviewer's word on a measurement that a person gave."""

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from practices.models import Evidence

from .reviewing import DecidedError


@transaction.atomic
def decide_measurement(row: Evidence, *, user: User, is_right: bool) -> Evidence:
    """Publish it, so that it counts in every mean; or withdraw it. Raises DecidedError, also
    where its sheet or its report is not public any more.

    The sheet announces itself by the saving (practices/receivers.py).
    """
    row = Evidence.objects.select_for_update().get(pk=row.pk)
    if not Evidence.objects.to_review().filter(pk=row.pk).exists():
        raise DecidedError
    row.state = Evidence.State.PUBLISHED if is_right else Evidence.State.WITHDRAWN
    row.save(update_fields=["state"])
    data = {"evidence": row.pk, "state": row.state}
    log(instance=row.sheet, action="contributing.measurement", user=user, data=data)
    return row
