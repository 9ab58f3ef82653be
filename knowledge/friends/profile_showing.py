"""A Friend's page as others see it, and the list of Friends: only what was opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.db.models.functions import Lower

from knowledge.members import roles
from knowledge.members.names import name_of
from knowledge.moderation.models import PostState
from practices.models import Term, Zone
from practices.models.labels import language_label

from .models import SWITCHES, Profile
from .people import here
from .works import Work, works_of


@dataclass(frozen=True)
class Parts:
    """What was opened; empty where it was not. Words only once they may be read by all.

    has_words: there are such, the name in the list among them.
    """

    pk: int | None = None
    about: str = ""
    doing: str = ""
    land_uses: Sequence[str] = ()
    place: str = ""
    zones: Sequence[Zone] = ()
    languages: Sequence[str] = ()
    written_in: str = ""
    is_opened: bool = False
    has_words: bool = False


@dataclass(frozen=True)
class FriendPage:
    person: User
    name: str
    roles: Sequence[Any]
    parts: Parts
    works: Sequence[Work]

    @property
    def is_public(self) -> bool:
        """Whether there is anything that the person chose to show; else nobody is told of them."""
        return bool(self.works) or self.parts.is_opened


@dataclass(frozen=True)
class Row:
    """One Friend of the list."""

    person: User
    name: str
    parts: Parts


def page_of_friend(pk: int) -> FriendPage | None:
    """As others see it. None for who has left, is blocked, or never was."""
    person = here().filter(pk=pk).first()
    if person is None:
        return None
    profile = _whole(Profile.objects.filter(author=pk)).first()
    shown = [roles.LABELS[code] for code in roles.roles_of(person) if code != roles.FRIEND]
    return FriendPage(person, name_of(person), shown, parts_of(profile), works_of(person))


def parts_of(profile: Profile | None) -> Parts:
    if profile is None:
        return Parts()
    is_read = profile.state == PostState.PUBLISHED
    about, doing, region, name = profile.open_words if is_read else ("", "", "", "")
    country = str(profile.country.label) if profile.country and profile.shows_place else ""
    uses, zones = profile.land_uses.all(), profile.zones.all()
    spoken = [language_label(one.code) for one in profile.languages.all()]
    return Parts(
        pk=profile.pk,
        about=about,
        doing=doing,
        land_uses=[str(one.label) for one in uses] if profile.shows_doing else (),
        place=", ".join(part for part in (region, country) if part),
        zones=list(zones) if profile.shows_zones else (),
        languages=spoken if profile.shows_speech else (),
        written_in=profile.language,
        is_opened=any(getattr(profile, switch) for switch in SWITCHES),
        has_words=any((about, doing, region, name)),
    )


def listed(*, country: str = "", climate: str = "", language: str = "") -> QuerySet[Profile]:
    """Who chose to be in the list, once their name and words may be read by all. A part that is
    closed answers to no filter."""
    found = Profile.objects.filter(is_listed=True, state=PostState.PUBLISHED, author__in=here())
    if country:
        found = found.filter(shows_place=True, country__code=country)
    if climate:
        koppen = Zone.objects.filter(scheme=Zone.Scheme.KOPPEN, code=climate)
        found = found.filter(shows_zones=True, zones__in=koppen)
    if language:
        found = found.filter(shows_speech=True, languages__code=language)
    return _whole(found).order_by(Lower("author__member__shown_name"), "pk")


def _whole(found: QuerySet[Profile]) -> QuerySet[Profile]:
    asked = found.select_related("author__member", "country")
    return asked.prefetch_related("land_uses", "zones", "languages")


def rows(found: Sequence[Profile]) -> list[Row]:
    return [Row(one.author, name_of(one.author), parts_of(one)) for one in found]


def countries_listed() -> list[tuple[str, str]]:
    """Those that somebody in the list shows."""
    shown = listed().filter(shows_place=True).order_by().values("country")
    found = Term.objects.filter(pk__in=shown)
    return sorted(((one.code, str(one.label)) for one in found), key=lambda one: one[1])


def climates_listed() -> list[tuple[str, str]]:
    shown = listed().filter(shows_zones=True).order_by().values("zones")
    found = Zone.objects.filter(pk__in=shown, scheme=Zone.Scheme.KOPPEN)
    return [(one.code, f"{one.label} ({one.code})") for one in found]


def languages_listed() -> list[tuple[str, str]]:
    shown = listed().filter(shows_speech=True, languages__isnull=False).order_by()
    codes = shown.values_list("languages__code", flat=True).distinct()
    return sorted(((code, language_label(code)) for code in codes), key=lambda one: one[1])
