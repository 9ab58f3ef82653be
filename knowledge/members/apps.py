from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    """The people of the site: accounts, roles, invitations, what they ask to be kept or deleted."""

    name = "knowledge.members"
    verbose_name = _("members")

    def ready(self) -> None:
        from . import checks, personal, receivers  # noqa: F401
