"""Offers in the one queue: those who give roles find them there."""

from django.urls import reverse

from knowledge.contributing.items import MOST, Item, Kind
from knowledge.contributing.waiting import Source
from knowledge.members.names import name_of

from .models import Offer
from .rights import GIVE


def offers() -> list[Item]:
    found = Offer.objects.waiting().select_related("user__member")[:MOST]
    return [_item(one) for one in found]


def _item(offer: Offer) -> Item:
    return Item(
        kind=Kind.OFFER,
        title=offer.place_name,
        url=reverse("regions:offered", args=[offer.pk]),
        since=offer.made_at,
        who=name_of(offer.user),
        language=offer.language,
    )


OFFERS = Source(GIVE, offers, lambda: Offer.objects.waiting().count())
