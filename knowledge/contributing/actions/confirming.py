"""A reviewer has read what stands, and it may stand."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from ..models import Review


@transaction.atomic
def confirm(target: Any, *, user: User) -> Review:
    """Good for a year (REVIEW_DAYS); nothing in the object changes."""
    review = Review.objects.create(target=target, reviewer=user)
    log(instance=target, action="contributing.confirm", user=user)
    return review
