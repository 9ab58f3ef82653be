"""What is told by mail: plain text, in the language of who gets it, once it stands."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge.members import roles
from knowledge.members.mails import tell
from knowledge.members.names import name_of

from .models import Mandate, Offer

MOST_TOLD = 20
"""Of the secretariat."""


def tell_asked(mandate: Mandate) -> None:
    tell(mandate.user, partial(_asked, mandate), about=str(mandate))


def tell_ended(mandate: Mandate) -> None:
    tell(mandate.user, partial(_ended, mandate), about=str(mandate))


def tell_declined(offer: Offer) -> None:
    tell(offer.user, partial(_declined, offer), about=str(offer), otherwise=offer.language)


def tell_secretariat(offer: Offer) -> None:
    people = User.objects.filter(groups__name=roles.SECRETARIAT, is_active=True)
    for person in people.select_related("member").order_by("pk")[:MOST_TOLD]:
        tell(person, partial(_offered, offer), about=str(offer))


def _asked(mandate: Mandate) -> tuple[str, str]:
    subject = _("Would you look after %(place)s?") % {"place": mandate.place_name}
    return subject, _text("asked", mandate, path=reverse("regions:mine"))


def _ended(mandate: Mandate) -> tuple[str, str]:
    subject = _("Your role for %(place)s has ended") % {"place": mandate.place_name}
    return subject, _text("ended", mandate, path=_page(mandate.place))


def _declined(offer: Offer) -> tuple[str, str]:
    subject = _("Your offer for %(place)s") % {"place": offer.place_name}
    return subject, _words("declined", place=offer.place_name, path=_page(offer.place))


def _offered(offer: Offer) -> tuple[str, str]:
    subject = _("Somebody would look after %(place)s") % {"place": offer.place_name}
    name, path = name_of(offer.user), reverse("regions:offered", args=[offer.pk])
    return subject, _words("offered", place=offer.place_name, name=name, path=path)


def _page(place: str) -> str:
    return reverse("regions:region", args=[place])


def _text(template: str, mandate: Mandate, *, path: str) -> str:
    role, does = roles.LABELS[mandate.role], roles.DOES[mandate.role]
    return _words(template, place=mandate.place_name, role=role, does=does, path=path)


def _words(template: str, *, path: str, **said: Any) -> str:
    context = {**said, "url": settings.SITE_URL.rstrip("/") + path}
    return render_to_string(f"regions/mails/{template}.txt", context)
