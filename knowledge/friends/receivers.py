"""What follows for a Friend's page from what happens to the account."""

from typing import Any

from django.contrib.auth.models import User
from django.dispatch import receiver

from knowledge.members.signals import renamed

from .actions import look_again


@receiver(renamed)
def read_name(user: User, **_: Any) -> None:
    look_again(user)
