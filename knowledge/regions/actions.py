"""The verbs: roles of regions asked, accepted, ended; offers made and answered.

Nobody has a role without their own yes. Each is one transaction, and is written in Wagtail's log.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from knowledge.following.models import Follow
from knowledge.members import roles
from knowledge.members.actions import MayNot
from knowledge.moderation.rights import TAKE_PART
from practices.zones.within import place

from . import mails
from .models import MOST_WORDS, Mandate, Offer
from .rights import GIVE

MOST_OFFERS = 5
"""Of one person that wait at the same time."""
SHOWABLE = ("practice", "zone", "region", "sheet", "wiki")
"""What of one's follows may be shown; whom one follows, and one's searches, never."""


class GivenAlreadyError(Exception):
    """The person has this role there, or was asked already."""


class TooManyOffersError(Exception):
    """The person said so for this region already, or for many that wait still."""


@transaction.atomic
def give(role: str, *, place_code: str, to: User, by: User) -> Mandate:
    """The person is asked, by mail too; a waiting offer of theirs is answered by it.

    Raises MayNot, GivenAlreadyError, ValueError for what is no role or place of the lists.
    """
    if not by.has_perm(GIVE) or not to.is_active or not to.has_perm(TAKE_PART):
        raise MayNot
    if role not in roles.OF_A_REGION or place(place_code) is None:
        raise ValueError("no such role or place")
    User.objects.select_for_update().get(pk=to.pk)  # so that two at once give it once
    same = Mandate.objects.open().filter(user=to, role=role, place=place_code)
    if same.exists():
        raise GivenAlreadyError
    mandate = Mandate.objects.create(role=role, place=place_code, user=to, given_by=by)
    waiting = Offer.objects.waiting().filter(user=to, place=place_code)
    waiting.update(decided_at=timezone.now(), decided_by=by)
    log(instance=mandate, action="regions.give", user=by, data=_said(mandate))
    mails.tell_asked(mandate)
    return mandate


@transaction.atomic
def accept(mandate: Mandate, *, by: User) -> Mandate:
    """The yes of the person; a second one changes nothing. Raises MayNot."""
    mandate = _locked(mandate)
    if mandate.user_id != by.pk or mandate.ended_at or not by.has_perm(TAKE_PART):
        raise MayNot
    if mandate.accepted_at is None:
        mandate.accepted_at = mandate.looked_at = timezone.now()
        mandate.save(update_fields=["accepted_at", "looked_at"])
        by.groups.add(Group.objects.get_or_create(name=mandate.role)[0])
        log(instance=mandate, action="regions.accept", user=by, data=_said(mandate))
    return mandate


@transaction.atomic
def end(mandate: Mandate, *, by: User) -> Mandate:
    """Laid down, or declined, by the person; or ended by the secretariat, and the person is told.
    Once it has ended, nothing happens any more. Raises MayNot."""
    mandate = _locked(mandate)
    is_own = mandate.user_id == by.pk
    if not is_own and not by.has_perm(GIVE):
        raise MayNot
    if mandate.ended_at is None:
        _end(mandate, by)
        if not is_own:
            mails.tell_ended(mandate)
    return mandate


@transaction.atomic
def end_all(user: User, *, by: User | None = None) -> None:
    """Whoever leaves, or is blocked, speaks for no region."""
    for mandate in Mandate.objects.select_for_update().open().filter(user=user):
        _end(mandate, by)


def _end(mandate: Mandate, by: User | None) -> None:
    mandate.ended_at, mandate.ended_by = timezone.now(), by
    mandate.save(update_fields=["ended_at", "ended_by"])
    mandate.shown.clear()
    others = Mandate.objects.open().filter(user=mandate.user_id, role=mandate.role)
    if not others.filter(accepted_at__isnull=False).exists():
        mandate.user.groups.remove(*Group.objects.filter(name=mandate.role))
    log(instance=mandate, action="regions.end", user=by, data=_said(mandate))


def _locked(mandate: Mandate) -> Mandate:
    """With its person: a role that ends has to see another that is accepted at the same time."""
    User.objects.select_for_update(no_key=True).get(pk=mandate.user_id)
    return Mandate.objects.select_for_update().get(pk=mandate.pk)


def _said(mandate: Mandate) -> dict[str, object]:
    return {"role": mandate.role, "place": mandate.place, "person": mandate.user_id}


@transaction.atomic
def show(mandate: Mandate, *, follows: Iterable[int], by: User) -> None:
    """Of one's follows, these stand on the page of the region. Raises MayNot."""
    mandate = _locked(mandate)
    if mandate.user_id != by.pk or not mandate.is_held:
        raise MayNot
    mandate.shown.set(Follow.objects.filter(user=by, kind__in=SHOWABLE, pk__in=list(follows)))


def look(mandate: Mandate, *, by: User) -> None:
    """The person has seen what waits until now. Raises MayNot."""
    mine = Mandate.objects.held().filter(pk=mandate.pk, user=by)
    if not mine.update(looked_at=timezone.now()):
        raise MayNot


@transaction.atomic
def offer(place_code: str, *, user: User, words: str, language: str) -> Offer:
    """The secretariat finds it in the queue, and is told by mail.

    Raises MayNot, TooManyOffersError, and ValueError for what is no place.
    """
    if not user.has_perm(TAKE_PART):
        raise MayNot
    if place(place_code) is None:
        raise ValueError("no such place")
    User.objects.select_for_update().get(pk=user.pk)  # so that two at once are counted
    waiting = Offer.objects.waiting().filter(user=user)
    if waiting.count() >= MOST_OFFERS or waiting.filter(place=place_code).exists():
        raise TooManyOffersError
    text = " ".join(words.replace("\x00", "").split())[:MOST_WORDS]
    made = Offer.objects.create(place=place_code, user=user, words=text, language=language)
    log(instance=made, action="regions.offer", user=user, data={"place": place_code})
    mails.tell_secretariat(made)
    return made


@transaction.atomic
def decline(offer: Offer, *, by: User) -> None:
    """With thanks, by mail; an answered one stays as it is. Raises MayNot."""
    if not by.has_perm(GIVE):
        raise MayNot
    waiting = Offer.objects.waiting().filter(pk=offer.pk)
    if waiting.update(decided_at=timezone.now(), decided_by=by):
        log(instance=offer, action="regions.decline", user=by, data={"place": offer.place})
        mails.tell_declined(offer)
