from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """Who decides which posts are shown."""

    name = "knowledge.moderation"
    verbose_name = _("moderation")

    def ready(self) -> None:
        from knowledge.contributing.actions.undoing import ALSO

        from . import personal  # noqa: F401
        from .actions import roll_back_posts
        from .waiting import add_source_of_posts

        add_source_of_posts()
        ALSO.append(roll_back_posts)
