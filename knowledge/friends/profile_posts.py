"""The open words of a Friend's page as a post, for moderation."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.members.names import name_of
from knowledge.moderation.posts import PostKind
from knowledge.moderation.screening import SHORT

from .models import Profile
from .people import page_url

OPENED_BY = {"about": "shows_about", "doing": "shows_doing", "region": "shows_place"}
HAS_WORDS = (
    models.Q(is_listed=True)
    | models.Q(shows_about=True)
    | models.Q(shows_doing=True) & ~models.Q(doing="")
    | models.Q(shows_place=True) & ~models.Q(region="")
)


class ProfilePosts(PostKind):
    kind, label, model = "page", gettext_lazy("page of a Friend"), Profile

    def text_of(self, post: Profile) -> str:
        return "\n".join(text for text in post.open_words if text)

    def about(self, post: Profile) -> str:
        return _("Page of %(name)s") % {"name": name_of(post.author)}

    def url_of(self, post: Profile) -> str:
        return page_url(post.author)

    def forget(self, posts: models.QuerySet[Any]) -> int:
        """What is closed stays: nobody read it. The name is the account's, and leaves the list."""
        said = {name: _emptied(name, switch) for name, switch in OPENED_BY.items()}
        return posts.filter(HAS_WORDS).update(**said, shows_about=False, is_listed=False)

    def posts(self) -> models.QuerySet[Any]:
        """What is closed is nobody's business, a moderator's neither."""
        return super().posts().filter(HAS_WORDS)

    def was_said_before(self, post: Profile) -> bool:
        same = Profile.objects.exclude(pk=post.pk).filter(about=post.about, shows_about=True)
        return len(post.about) >= SHORT and same.exists()


def _emptied(name: str, switch: str) -> models.Case:
    is_open = models.When(**{switch: True}, then=models.Value(""))
    return models.Case(is_open, default=models.F(name), output_field=models.TextField())
