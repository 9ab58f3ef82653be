"""What a Friend does with their page."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction

from knowledge.members.actions import member_of
from knowledge.moderation.actions import admit
from knowledge.moderation.models import PostState
from knowledge.moderation.rights import TAKE_PART
from practices.models import Term, Zone

from .models import SWITCHES, Profile, Spoken
from .saying import MayNotError

LAND_USES = "tech_landuse_2018"


@dataclass(frozen=True)
class Told:
    """What a person says of themselves. Codes, where there is a list; shows: names of switches."""

    about: str = ""
    doing: str = ""
    land_uses: Collection[str] = ()
    country: str = ""
    region: str = ""
    climate: str = ""
    soil: str = ""
    speaks: Collection[str] = ()
    shows: Collection[str] = ()
    language: str = field(default="en")


@transaction.atomic
def save_profile(person: User, told: Told) -> Profile:
    """All of it anew. A switch of a part that is empty stays off: what is written there later
    must not be public unasked. What a moderator took away stays away, whatever is switched off and
    on, until its author says something else. Raises MayNotError."""
    if not person.has_perm(TAKE_PART):
        raise MayNotError
    member_of(person)
    page, _created = Profile.objects.select_for_update().get_or_create(author=person)
    opened, said = page.open_words, page.words
    _write(page, told)
    if page.state != PostState.REMOVED or page.words != said:
        _show(page, opened)
    return page


def _write(page: Profile, told: Told) -> None:
    page.about, page.doing, page.region = told.about, told.doing, told.region
    page.language = told.language
    page.country = Term.objects.filter(vocabulary__code="country", code=told.country).first()
    uses = Term.objects.filter(vocabulary__code=LAND_USES, code__in=told.land_uses)
    zones = _zones(told)
    given = {
        "is_listed": True,
        "shows_about": page.about,
        "shows_doing": page.doing or uses,
        "shows_place": page.region or page.country,
        "shows_zones": zones,
        "shows_speech": told.speaks,
    }
    for name in SWITCHES:
        setattr(page, name, name in told.shows and bool(given[name]))
    page.save()
    page.land_uses.set(uses)
    page.zones.set(zones)
    page.languages.all().delete()
    Spoken.objects.bulk_create(Spoken(profile=page, code=code) for code in told.speaks)


def _zones(told: Told) -> list[Zone]:
    asked = {(Zone.Scheme.KOPPEN, told.climate), (Zone.Scheme.WRB, told.soil)}
    found = Zone.objects.filter(code__in=[code for _scheme, code in asked if code])
    return [zone for zone in found if (zone.scheme, zone.code) in asked]


@transaction.atomic
def look_again(person: User) -> None:
    """The name is another: where it stands in the list, it is admitted as a new word."""
    page = Profile.objects.select_for_update().filter(author=person, is_listed=True).first()
    if page is not None:
        admit(page)


def _show(page: Profile, before: tuple[str, ...]) -> None:
    """Words that are open and new are admitted as any post."""
    if not any(page.open_words):
        page.state = PostState.WITHDRAWN
        page.save(update_fields=["state"])
    elif page.open_words != before or page.state == PostState.WITHDRAWN:
        admit(page)
