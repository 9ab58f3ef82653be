"""What waits for a person in the regions that they look after."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User

from knowledge.contributing.models import Proposal
from knowledge.contributing.rights import REVIEW
from knowledge.following.kinds import Followed
from knowledge.following.models import Follow

from ..actions import SHOWABLE
from ..models import Mandate
from .people import titles_of
from .places import Region, region_of
from .questions import Question, asked_in, listed

COUNTRY = re.compile(r"place-[0-9a-z]+-country")
MOST_LOOKED_AT = 200
"""New sheets that wait for a review, of which those from the region are chosen."""


@dataclass(frozen=True)
class Duty:
    """A region of the person. questions: the newest; new: how many of all since they last looked.
    proposals: new sheets from there that they may review. follows: what they may show, with
    whether it is shown."""

    mandate: Mandate
    region: Region
    questions: list[Question]
    new: int
    proposals: list[Proposal]
    follows: list[tuple[Follow, Followed, bool]]
    is_following: bool


def duties(user: User) -> tuple[list[Mandate], list[Duty]]:
    """What the person is asked to look after; and what they look after, with what waits there."""
    mine = list(Mandate.objects.open().filter(user=user).prefetch_related("shown"))
    held = [one for one in mine if one.accepted_at]
    if not held:
        return mine, []
    follows = list(Follow.objects.filter(user=user, kind__in=SHOWABLE))
    titles, waiting = titles_of(follows), _new_sheets(user)
    made = [_duty(one, follows, titles, waiting) for one in held]
    return [one for one in mine if not one.accepted_at], [one for one in made if one]


def _duty(
    mandate: Mandate,
    follows: list[Follow],
    titles: dict[int, Followed],
    waiting: list[Proposal],
) -> Duty | None:
    region = region_of(mandate.place)
    if region is None:
        return None
    shown = {one.pk for one in mandate.shown.all()}
    asked = asked_in(region.countries)
    return Duty(
        mandate=mandate,
        region=region,
        questions=listed(asked.order_by("-created_at", "-pk"), since=mandate.looked_at),
        new=asked.filter(created_at__gt=mandate.looked_at).count() if mandate.looked_at else 0,
        proposals=[one for one in waiting if _is_from(one, region.countries)],
        follows=[(one, titles[one.pk], one.pk in shown) for one in follows if one.pk in titles],
        is_following=any(one.kind == "region" and one.key == region.key for one in follows),
    )


def _new_sheets(user: User) -> list[Proposal]:
    """Sent, and of no sheet that there is; only for who may review."""
    if not user.has_perm(REVIEW):
        return []
    sent = Proposal.objects.waiting().filter(kind="sheet", object_id=None)
    return list(sent.order_by("sent_at")[:MOST_LOOKED_AT])


def _is_from(proposal: Proposal, countries: Collection[str]) -> bool:
    said = proposal.answers.items()
    return any(value in countries for name, value in said if COUNTRY.fullmatch(name))
