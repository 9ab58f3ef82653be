from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowingConfig(AppConfig):
    """What people follow, and the mails and feeds that tell of it."""

    name = "knowledge.following"
    verbose_name = _("following")

    def ready(self) -> None:
        from . import kinds, personal, waiting  # noqa: F401
