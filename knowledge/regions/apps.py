from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionsConfig(AppConfig):
    """Ambassadors and correspondents, and the pages of their regions."""

    name = "knowledge.regions"
    verbose_name = _("regions")

    def ready(self) -> None:
        from knowledge.contributing.waiting import add_source
        from knowledge.discussion.actions import MAY_ALSO_ACCEPT

        from . import personal  # noqa: F401
        from .rights import may_accept_there
        from .waiting import OFFERS

        add_source(OFFERS)
        MAY_ALSO_ACCEPT.append(may_accept_there)
