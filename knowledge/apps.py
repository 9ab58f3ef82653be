from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = _("Site and people")

    def ready(self) -> None:
        from . import checks  # noqa: F401
