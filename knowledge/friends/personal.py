"""What of a Friend's page is handed out with their data; all of it goes with the account."""

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from knowledge.members.keeping import Held, declare, each_day, kept, on_leaving
from knowledge.moderation.models import Hold, PostFlag

from .models import SWITCHES, Profile
from .photos import forget_photos

declare(
    Held(
        ("friends.Profile",),
        what=_("Your page: words, what you grow or do, country, region, zones, languages"),
        why=_("To show what you wish to show, and to count who farms in zones like yours."),
        who=_("You alone; everybody the parts that you open."),
        until=_("Until you empty it or leave. A position that you look up there is never kept."),
    ),
    Held(
        ("friends.PhotoAside",),
        what=_("A photo that you chose for a report that could not be sent yet"),
        why=_("So that you need not choose it again."),
        who=_("Nobody but the browser that sent it."),
        until=_(
            "Until the report is sent, and for two days at most; after one, nobody can see it."
        ),
    ),
)
each_day(forget_photos)


@kept("friend_page")
def page_of(user: User) -> dict[str, Any]:
    page = Profile.objects.filter(author=user).select_related("country").first()
    if page is None:
        return {}
    return {
        "about": page.about,
        "grows_or_does": page.doing,
        "land_uses": [one.code for one in page.land_uses.all()],
        "country": page.country.code if page.country else "",
        "region": page.region,
        "zones": [f"{zone.scheme} {zone.code}" for zone in page.zones.all()],
        "speaks": [one.code for one in page.languages.all()],
        "shown_to_everybody": [name for name in SWITCHES if getattr(page, name)],
        "state_of_the_words": page.state,
        "made": page.created_at.isoformat(),
        "changed": page.changed_at.isoformat(),
    }


@on_leaving
def forget_page(user: User) -> None:
    for page in Profile.objects.filter(author=user):
        Hold.objects.of(page).delete()
        PostFlag.objects.of(page).delete()
        page.delete()
