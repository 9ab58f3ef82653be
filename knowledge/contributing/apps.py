from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributingConfig(AppConfig):
    """What people propose, from the first word of a draft to a reviewer's answer."""

    name = "knowledge.contributing"
    verbose_name = _("contributions")

    def ready(self) -> None:
        from . import personal  # noqa: F401
        from .actions.publishing import replace_mails
        from .sheets.subject import SheetSubject
        from .subjects import register
        from .translations.subject import TranslationSubject

        register(SheetSubject())
        register(TranslationSubject())
        replace_mails()
