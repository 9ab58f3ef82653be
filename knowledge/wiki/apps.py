from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WikiConfig(AppConfig):
    """The knowledge bank: pages that people write together."""

    name = "knowledge.wiki"
    verbose_name = _("wiki")

    def ready(self) -> None:
        from knowledge.contributing.subjects import register

        from . import receivers  # noqa: F401
        from .subject import WikiSubject

        register(WikiSubject())
