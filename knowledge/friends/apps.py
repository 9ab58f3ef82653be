from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FriendsConfig(AppConfig):
    """Friends of the Initiative, and what they do on their land."""

    name = "knowledge.friends"
    verbose_name = _("Friends")

    def ready(self) -> None:
        from knowledge.moderation.posts import register

        from . import personal, receivers  # noqa: F401
        from .posts import ReportPosts
        from .profile_posts import ProfilePosts

        register(ReportPosts())
        register(ProfilePosts())
