from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionConfig(AppConfig):
    """Comments, questions and answers."""

    name = "knowledge.discussion"
    verbose_name = _("discussion")

    def ready(self) -> None:
        from knowledge.moderation.posts import register

        from . import checks, personal  # noqa: F401
        from .posts import CommentPosts

        register(CommentPosts())
