from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionConfig(AppConfig):
    """Comments, questions and answers."""

    name = "knowledge.discussion"
    verbose_name = _("discussion")
