"""Fills the database of a site with people, comments, reports and follows.

All by chance, and the same each time; everything was said in the last 90 days.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from knowledge.discussion.models import Comment
from knowledge.following.bitmaps import packed
from knowledge.following.models import Follow
from knowledge.members.models import Member
from knowledge.members.roles import FRIEND
from knowledge.moderation.models import Decision, Hold
from knowledge.moderation.screening import Doubt
from practices.importers.base.zoning import zones_at
from practices.models import FieldReport, Practice, PracticeSheet, Site, Zone

MEMBERS, COMMENTS, REPORTS, FOLLOWS, SEARCHES, WAITING = 2_000, 10_000, 2_000, 1_800, 200, 200
MUCH, LITTLE, REPLIES = 1_000, 10, 4
"""Comments on the busy sheet, of a person who talks much and of one who does not; and replies to
each beginning there."""
BUSY_REPORTS, NEW_SHEETS = 200, 20
DAYS = 90
WORDS = (
    *("straw", "mulch", "keeps", "water", "soil", "after", "rain", "sorghum", "yields", "better"),
    *("than", "before", "goats", "eat", "it", "first", "year", "second", "stones", "along", "the"),
    *("contour", "we", "dig", "by", "hand", "neighbours", "help", "manure", "compost", "ash"),
)
AT_ONCE = 1_000


@dataclass(frozen=True)
class Community:
    """busy: the sheet with MUCH said on it. talker, shy: wrote MUCH and LITTLE. others: trusted."""

    busy: PracticeSheet
    talker: User
    shy: User
    others: list[User]

    @property
    def pages(self) -> int:
        """Of the discussion of the busy sheet; a page has ten beginnings."""
        return MUCH // (REPLIES + 1) // 10


def make() -> Community:
    chance = random.Random(7)
    sheets = list(PracticeSheet.objects.published().order_by("pk"))
    _publish_earlier(chance, sheets)
    people = _people(chance)
    talker, shy, *others = people
    busy, *rest = sheets
    _comments(chance, [busy] * MUCH, others)
    left = COMMENTS - MUCH
    authors = [talker] * MUCH + [shy] * LITTLE + chance.choices(others, k=left)
    _comments(chance, chance.choices(rest, k=left), authors[:left])
    _let_wait(chance)
    about = [busy] * BUSY_REPORTS + chance.choices(rest, k=REPORTS - BUSY_REPORTS)
    _reports(chance, about, others)
    _follow(chance, people, sheets)
    return Community(busy, talker, shy, others)


def _people(chance: random.Random) -> list[User]:
    """Friends, each of whom had a post published, so that they are trusted."""
    users = [User(username=f"member-{n}", email=f"m{n}@example.org") for n in range(MEMBERS)]
    made = User.objects.bulk_create(users, AT_ONCE)
    languages = [code for code, _name in settings.LANGUAGES]
    Member.objects.bulk_create(
        Member(user=one, shown_name=f"Friend {one.pk}", mail_language=chance.choice(languages))
        for one in made
    )
    friends = Group.objects.get(name=FRIEND)
    through = User.groups.through
    through.objects.bulk_create(through(user=one, group=friends) for one in made)
    kind = ContentType.objects.get_for_model(Comment)
    Decision.objects.bulk_create(
        Decision(content_type=kind, object_id=0, author=one, act="publish", before="pending")
        for one in made
    )
    return made


def _said(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=40))


def _comments(chance: random.Random, sheets: list[PracticeSheet], authors: list[User]) -> None:
    """One on each sheet that is named: beginnings, then replies to those of the same sheet."""
    first = len(sheets) // (REPLIES + 1)
    rows = [_comment(chance, *pair) for pair in zip(sheets, authors, strict=False)]
    of_sheet: dict[int, list[Comment]] = {}
    for one in _kept(chance, rows[:first]):
        of_sheet.setdefault(one.object_id, []).append(one)
    for one in rows[first:]:
        one.parent = chance.choice(of_sheet.get(one.object_id, [None]))
    _kept(chance, rows[first:])


def _comment(chance: random.Random, sheet: PracticeSheet, author: User) -> Comment:
    language = chance.choice(settings.LANGUAGES)[0]
    words = {"text": _said(chance), "language": language, "state": "published"}
    return Comment(target=sheet, author=author, **words)


def _kept(chance: random.Random, rows: list[Any]) -> list[Any]:
    """At some moment of the last DAYS; columns that note the moment do so by themselves."""
    now = timezone.now()

    def then() -> datetime:
        return now - timedelta(seconds=chance.randrange(60, DAYS * 86_400))

    with patch("django.utils.timezone.now", then):
        return type(rows[0])._default_manager.bulk_create(rows, AT_ONCE)


def _publish_earlier(chance: random.Random, sheets: list[PracticeSheet]) -> None:
    """All but NEW_SHEETS before anybody followed anything."""
    new = [one.pk for one in chance.sample(sheets, NEW_SHEETS)]
    before = timezone.now() - timedelta(days=DAYS)
    old = PracticeSheet.objects.exclude(pk__in=new)
    old.update(first_published_at=before, changed_at=before)


def _let_wait(chance: random.Random) -> None:
    kind = ContentType.objects.get_for_model(Comment)
    pks = list(Comment.objects.filter(replies=None).values_list("pk", flat=True))
    chosen = sorted(chance.sample(pks, WAITING))
    Comment.objects.filter(pk__in=chosen).update(state="pending")
    Hold.objects.bulk_create(
        Hold(content_type=kind, object_id=pk, doubts=Doubt.NEWCOMER) for pk in chosen
    )


def _reports(chance: random.Random, sheets: list[PracticeSheet], authors: list[User]) -> None:
    """Each of another person, from a place that some sheet has."""
    places = list(Site.objects.exclude(latitude=None).values_list("latitude", "longitude"))
    climates = {one.code: one for one in Zone.objects.filter(scheme=Zone.Scheme.KOPPEN)}
    reports, zones = [], []
    for number, sheet in enumerate(sheets[:REPORTS]):
        latitude, longitude = (round(float(one), 1) for one in chance.choice(places))
        reports.append(
            FieldReport(
                sheet=sheet,
                author=authors[number % len(authors)],
                doing=chance.choice(FieldReport.What.values),
                since_year=chance.randrange(1990, 2026),
                why=" ".join(chance.choices(WORDS, k=12)),
                latitude=latitude,
                longitude=longitude,
                state="published",
                language="en",
            )
        )
        codes = [code for scheme, code, _ in zones_at(latitude, longitude) if scheme == "koppen"]
        zones.append(climates[codes[0]] if codes else None)
    made = _kept(chance, reports)
    through = FieldReport.zones.through
    pairs = [(report, zone) for report, zone in zip(made, zones, strict=True) if zone]
    through.objects.bulk_create(through(fieldreport=one, zone=zone) for one, zone in pairs)


def _follow(chance: random.Random, people: list[User], sheets: list[PracticeSheet]) -> None:
    """One for each person on the average; last told of it two days ago."""
    practices = list(Practice.objects.values_list("pk", flat=True))
    keys = {
        Follow.Kind.SHEET: lambda: str(chance.choice(sheets).pk),
        Follow.Kind.PRACTICE: lambda: str(chance.choice(practices)),
        Follow.Kind.PERSON: lambda: str(chance.choice(people).pk),
        Follow.Kind.REGION: lambda: chance.choice(["GHA", "BFA", "ETH", "011", "014"]),
        Follow.Kind.ZONE: lambda: f"koppen-{chance.choice(['BSh', 'Aw', 'Cfb'])}",
    }
    kinds = [chance.choice(list(keys)) for _ in range(FOLLOWS)]
    rows = [
        Follow(user=person, kind=kind, key=keys[kind]())
        for person, kind in zip(people[SEARCHES:], kinds, strict=True)
    ]
    rows += [_search(chance, person, number) for number, person in enumerate(people[:SEARCHES])]
    for one in rows:
        one.since = one.told_at = timezone.now() - timedelta(days=2)
    Follow.objects.bulk_create(rows, AT_ONCE)


def _search(chance: random.Random, person: User, number: int) -> Follow:
    """As it was when it had seen nothing: the first look is the dear one."""
    return Follow(
        user=person,
        kind=Follow.Kind.SEARCH,
        key=f"search-{number}",
        name=f"Search {number}",
        query=f"q={chance.choice(WORDS)}&climate={chance.choice('ABCD')}",
        language=chance.choice(settings.LANGUAGES)[0],
        seen=packed([]),
    )
